"""A declaration as JSON: for the command line, the API and the page that explains a procedure."""

from __future__ import annotations

from typing import Any

from qulaq.procedures.declaration import Duty, Escalation, Exit, Procedure


def describe(procedure: Procedure) -> dict[str, Any]:
    """Stages with their exits, duties, windows, outcomes and doors, each with its article."""
    return {
        "name": procedure.name,
        "title": procedure.title.as_dict(),
        "article": procedure.article,
        "first": procedure.first,
        "least_level": procedure.least_level,
        "stages": [
            {"name": s.name, "title": s.title.as_dict(), "exits": [_exit(way) for way in s.exits]}
            for s in procedure.stages
        ],
        "anywhere": [_exit(way) for way in procedure.anywhere],
        "duties": [_duty(procedure, duty) for duty in procedure.duties],
        "windows": [
            {
                "name": w.name,
                "title": w.title.as_dict(),
                "opens": w.opens,
                "allows": w.allows,
                "closes_by": w.closes_by,
                "rule": w.rule,
                "until": w.until,
            }
            for w in procedure.windows
        ],
        "thresholds": [
            {"name": t.name, "counts": t.counts, "reached": t.reached} for t in procedure.thresholds
        ],
        "outcomes": [
            {
                "name": o.name,
                "title": o.title.as_dict(),
                "answered": o.answered,
                "publishes": o.publishes,
                "article": o.article,
            }
            for o in procedure.outcomes
        ],
        "doors": [
            {"name": d.name, "title": d.title.as_dict(), "procedure": d.procedure, "rule": d.rule}
            for d in procedure.doors
        ],
    }


def _exit(way: Exit) -> dict[str, Any]:
    return {
        "act": way.act,
        "title": way.title.as_dict(),
        "by": way.by,
        "to": way.to,
        "becomes": way.becomes,
        "needs": {
            name: {"kind": f.kind, "required": f.required, "title": f.title.as_dict()}
            for name, f in way.needs.items()
        },
        "when": [guard.name for guard in way.when],
        "refuses": way.refuses,
        "answers": way.answers,
        "article": way.article,
        "notices": [{"name": n.name, "to": n.to, "rule": n.rule} for n in way.notices],
        "opens": [spawn.procedure for spawn in way.spawns],
    }


def _duty(procedure: Procedure, duty: Duty) -> dict[str, Any]:
    articles = sorted(
        {edition.article for edition in procedure.book if edition.rule == duty.rule and edition.article}
    )
    return {
        "name": duty.name,
        "title": duty.title.as_dict(),
        "owner": duty.owner,
        "rule": duty.rule,
        "until": duty.until,
        "starts": duty.starts,
        "ends": duty.ends,
        "recurring": duty.recurring,
        "deemed_refusal": duty.deemed_refusal,
        "escalates": [_rung(step) for step in duty.escalates],
        "article": "; ".join(articles) or None,
    }


def _rung(step: Escalation) -> dict[str, Any]:
    return {"after": step.after, "unit": step.unit, "to": step.to, "public": step.public}
