"""Between the tables and the pure `Track`: load a case by replaying its steps, write back what came of it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final

from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.workdays import Calendar
from qulaq.people.models import Body
from qulaq.procedures.models import CalendarEdition, Case, CaseDuty, CaseStep, NoticeOwed
from qulaq.procedures.registry import procedure
from qulaq.procedures.state import Owed, Step, moment
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, replay

LONGEST_CODE: Final = 80


def calendar_now() -> Calendar:
    """The official calendar with every decree that an administrator loaded; a later one wins for its years."""
    calendar = Calendar.official()
    for decree in CalendarEdition.objects.order_by("loaded_at", "pk"):
        calendar = calendar.merged(Calendar.from_csv(decree.table, decree.version))
    return calendar


def calendar_code(calendar: Calendar) -> str:
    """The version of a calendar as a short code, which a case keeps and an event may tell."""
    code = calendar.version.replace("+", "/")
    return code if len(code) <= LONGEST_CODE else sha256(code.encode()).hexdigest()


def calendar_of(case: Case) -> Calendar:
    """The calendar by which a case is counted; no query while that is the one in the package.

    A running case always has the newest: adopting one recounts all of them.
    """
    official = Calendar.official()
    if case.calendar in {official.version, ""}:
        return official
    return calendar_now()


def reckoner_of(case: Case, calendar: Calendar | None = None) -> Reckoner:
    return Reckoner(calendar or calendar_of(case), OfficeHours.parse(case.office_hours))


def track_of(case: Case, calendar: Calendar | None = None) -> Track:
    """The case as its steps make it. Archived cases have no steps and no track."""
    steps = [
        Step(row.act, row.at, row.role, dict(row.facts), row.who, row.taken)
        for row in case.steps.all()
        if row.chapter == case.chapter
    ]
    return replay(procedure(case.procedure), steps, reckoner_of(case, calendar))


def track_read(case: Case) -> Track:
    """The track of a case that is only looked at: replayed once for a page, not once a question. Never step it."""
    held: Track | None = case.__dict__.get("_track_read")
    if held is None:
        held = case.__dict__["_track_read"] = track_of(case)
    return held


def write_back(case: Case, track: Track, *, account_id: int | None = None) -> list[CaseStep]:
    """Store what the track says: new steps, the cache of duties, notices, the stage. Returns the new steps."""
    stored = CaseStep.objects.filter(case=case, chapter=case.chapter).count()
    steps = [
        CaseStep(
            case=case,
            chapter=case.chapter,
            position=position,
            act=step.act,
            at=step.at,
            role=step.by,
            account_id=None if step.by in {"clock", "system"} else account_id,
            who=step.who,
            facts=step.facts,
            taken=step.taken,
        )
        for position, step in enumerate(track.steps[stored:], start=stored)
    ]
    for step in steps:
        step.save()
    sync_duties(case, track)
    _write_notices(case, track)
    case.stage, case.outcome = track.stage, track.outcome or ""
    case.pinned, case.calendar = track.pinned, calendar_code(track.reckoner.calendar)
    case.answered_at = case.answered_at or track.answered
    case.ended_at = track.steps[-1].at if track.outcome else None
    case.wake_at = track.next_moment()
    case.save()
    return steps


def sync_duties(case: Case, track: Track) -> list[tuple[CaseDuty, datetime | None]]:
    """Make the stored duties equal to the computed ones; returns those whose last moment moved, with the old one."""
    held = {row.position: row for row in CaseDuty.objects.filter(case=case, chapter=case.chapter)}
    moved = []
    for position, owed in enumerate(track.duties):
        row = held.get(position) or CaseDuty(case=case, chapter=case.chapter, position=position)
        was, values = row.due_at, duty_values(case, owed)
        if row.pk and all(getattr(row, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        if row.pk and was != row.due_at:
            moved.append((row, was))
        row.save()
    return moved


def duty_values(case: Case, owed: Owed) -> dict[str, object]:
    """The columns of a stored duty as the engine computes them."""
    minutes = isinstance(owed.due, datetime)
    return {
        "name": owed.name,
        "owner": owed.owner,
        "body_id": _body_owing(case, owed),
        "rule": owed.rule or "",
        "article": owed.article or "",
        "started_at": owed.started,
        "counted_from": owed.counted_from,
        "due_day": None if minutes else owed.due,
        "due_at": owed.ends,
        "first_due": moment(owed.first_due),
        "state": owed.state,
        "ended_at": owed.ended,
        "extensions": owed.extensions,
        "level": owed.level,
    }


def _body_owing(case: Case, owed: Owed) -> int | None:
    return case.higher_body_id if owed.owner == "higher_body" else case.body_id


def _write_notices(case: Case, track: Track) -> None:
    stored = NoticeOwed.objects.filter(case=case, chapter=case.chapter).count()
    for position, owed in enumerate(track.notices[stored:], start=stored):
        NoticeOwed.objects.create(
            case=case,
            chapter=case.chapter,
            position=position,
            name=owed.notice.name,
            recipient=owed.notice.to,
            owed_at=owed.at,
            due_at=owed.due,
        )


def body_called(code: object) -> Body:
    """The body with this code."""
    return Body.objects.get(code=str(code))
