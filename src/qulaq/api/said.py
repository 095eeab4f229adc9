"""From rows to the API's JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qulaq.act.queries import answer_of
from qulaq.hear.models import Voice
from qulaq.hear.queries import resolved
from qulaq.kernel.clock import local
from qulaq.kernel.masking import first_name_and_letter
from qulaq.kernel.words import Words
from qulaq.people.queries import words_at
from qulaq.procedures.models import Case, CaseDuty
from qulaq.procedures.queries import main_duty, open_doors, stage_title, timeline
from qulaq.procedures.registry import procedure


def words(said: Words) -> dict[str, str]:
    return said.as_dict()


def case_out(case: Case) -> dict[str, Any]:
    """The short form: legal kind (or `enquiry`), where it stands, the day of the answer and its article."""
    duty = main_duty(case)
    promise = case.procedure == "enquiry"
    kind = case.procedure if case.procedure in {"enquiry", "complaint"} else case.kind
    return {
        "kind": kind,
        "status": case.outcome or case.stage,
        "registered": case.pinned,
        "due": duty.due_day if duty else None,
        "article": None if promise or duty is None else duty.article or None,
        "promise": promise,
    }


def case_full(case: Case, voice: Voice, *, at: datetime) -> dict[str, Any]:
    """The whole case for its author: line, duties with articles, answer, ways on. Names are masked."""
    letter = answer_of(case)
    return {
        "number": voice.number,
        "case": case_out(case),
        "title": words(stage_title(case)),
        "body": case.body.code if case.body else None,
        "body_name": words(words_at(case.body, local(at).date())) if case.body else None,
        "author": first_name_and_letter(voice.author.name) if voice.author and voice.author.name else "",
        "text": voice.text,
        "answered": case.answered_at is not None,
        "resolved": resolved(case),
        "timeline": [
            {
                "act": point.act,
                "title": words(point.title),
                "at": point.at,
                "day": point.day,
                "state": point.state,
                "late": point.late,
                "article": point.article,
            }
            for point in timeline(case, at=at)
        ],
        "duties": [duty_out(case, duty, at) for duty in case.duties.filter(chapter=case.chapter)],
        "answer": letter
        and {
            "text": letter.letter,
            "language": letter.language,
            "result": letter.result,
            "sent": letter.sent_at,
        },
        "doors": [
            {"name": door.name, "title": words(door.title), "until": until.isoformat()}
            for door, until in open_doors(case, at)
        ],
    }


def duty_out(case: Case, duty: CaseDuty, at: datetime) -> dict[str, Any]:
    return {
        "name": duty.name,
        "title": words(procedure(case.procedure).duty(duty.name).title),
        "body": duty.body.code if duty.body else None,
        "due": duty.due_day,
        "due_at": duty.due_at,
        "first_due": duty.first_due,
        "state": duty.state,
        "late": duty.state == "open" and duty.due_at is not None and at > duty.due_at,
        "article": duty.article or None,
    }
