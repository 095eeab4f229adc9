"""The verbs of the engine: open a case, do an act in it, let the clock act, adopt a calendar, import an archive.

Each is one transaction: steps, duties, notices and ledger events stand or fall together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from qulaq.kernel.canonical import canonical_json
from qulaq.kernel.clock import OfficeHours, local
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar
from qulaq.ledger.acts import record
from qulaq.people.actors import SYSTEM, Actor
from qulaq.people.models import Body
from qulaq.procedures.chapters import next_chapter
from qulaq.procedures.declaration import Facts
from qulaq.procedures.events import ArchiveImported, CaseOpened, CaseStepped, DueDayMoved, NoticesOwed
from qulaq.procedures.models import CalendarEdition, Case, CaseStep, NoticeOwed
from qulaq.procedures.refusals import NOT_YOURS, Refused
from qulaq.procedures.registry import procedure
from qulaq.procedures.store import (
    body_called,
    calendar_code,
    calendar_now,
    reckoner_of,
    sync_duties,
    track_of,
    write_back,
)
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, begin

CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,39}|[0-9]{4}(-[A-Za-z0-9._]{1,8}){0,4}")


def open_case(
    *,
    procedure_name: str,
    number: str,
    body: Body,
    at: datetime,
    by: Actor,
    facts: Facts | None = None,
    parent: Case | None = None,
    higher_body: Body | None = None,
) -> Case:
    """Open a live case at a body. Raises Refused (a fact missing) and BadInput (no edition, no calendar)."""
    declared = procedure(procedure_name)
    given = dict(facts or {}) | {"body": body.code}
    reckoner = Reckoner(calendar_now(), OfficeHours.parse(body.office_hours))
    track = begin(declared, at=at, reckoner=reckoner, facts=given, by=by.role, who=_who(by))
    with transaction.atomic():
        case = Case.objects.create(
            number=number,
            procedure=declared.name,
            kind=str(given.get("kind", "")),
            stage=track.stage,
            body=body,
            higher_body=higher_body or body.parent,
            parent=parent,
            opened_at=local(at),
            pinned=track.pinned,
            office_hours=body.office_hours,
            calendar=calendar_code(reckoner.calendar),
        )
        opened = CaseOpened(
            number, declared.name, case.kind, body.code, track.pinned, parent.pk if parent else None
        )
        record(opened, at=at, subject=("procedures.case", case.pk))
        _settle(case, track, by)
    return case


def perform(*, case: Case, act: str, by: Actor, at: datetime, facts: Facts | None = None) -> Case:
    """Do an act in a case, in the role that the actor has there. Raises Refused with words that say what to do."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        track = track_of(case)
        opened = len(track.spawned)
        way = track.step(act, at=at, by=role_in(case, by), facts=facts, who=_who(by))
        if way.hands_to:
            case.body = body_called((facts or {})[way.hands_to])
            case.higher_body, case.office_hours = case.body.parent, case.body.office_hours
        _settle(case, track, by, opened=opened)
        if track.becomes:
            _become(case, track, by, at)
    return case


def tick(*, at: datetime, most: int = 200) -> int:
    """Let the clock do what it owes by `at` in up to `most` cases: close windows, escalate. Returns how many.

    A case that cannot be counted (a year without a calendar) does not stop the others: they go on, and what failed is
    raised at the end as one ExceptionGroup that names each case, for the operator to see.
    """
    waiting = Case.objects.filter(wake_at__lte=at, origin=Case.Origin.LIVE).order_by("wake_at")
    done, failed = 0, []
    for pk, number in list(waiting.values_list("pk", "number")[:most]):
        try:
            done += _tick_one(pk, at)
        except BadInput as error:
            failed.append(BadInput(f"the clock of case {number} stands still: {error}"))
    if failed:
        raise ExceptionGroup(f"the clock of {len(failed)} cases stands still", failed)
    return done


def _tick_one(pk: int, at: datetime) -> bool:
    """Whether this case was still waiting for the clock."""
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        case = Case.objects.select_for_update(skip_locked=skip).filter(pk=pk, wake_at__lte=at).first()
        if case is None:
            return False
        track = track_of(case)
        opened = len(track.spawned)
        track.tick(local(at))
        _settle(case, track, SYSTEM, opened=opened)
    return True


def adopt_calendar(*, table: str, version: str, at: datetime, by: Actor) -> list[DueDayMoved]:
    """Load a new official calendar and recount every open duty; each moved day is an event with both dates."""
    _must_be_code(version, "version")
    Calendar.from_csv(table, version)  # refuse a broken table before anything changes
    if CalendarEdition.objects.filter(version=version).exists():
        raise BadInput(f"{version} is loaded already", field="version")
    moved: list[DueDayMoved] = []
    with transaction.atomic():
        CalendarEdition.objects.create(version=version, table=table, loaded_at=at)
        calendar = calendar_now()
        for case in Case.objects.select_for_update().filter(outcome="", origin=Case.Origin.LIVE):
            track = track_of(case, calendar)
            for duty, was in sync_duties(case, track):
                if duty.state == "open" and was is not None and duty.due_at is not None:
                    days = local(was).date(), local(duty.due_at).date()
                    event = DueDayMoved(case.pk, duty.name, *days, calendar_code(calendar))
                    record(event, at=at, subject=("procedures.case", case.pk))
                    moved.append(event)
            case.calendar, case.wake_at = calendar_code(calendar), track.next_moment()
            case.save()
    return moved


def import_archive(*, procedure_name: str, rows: Iterable[dict[str, Any]], batch: str, at: datetime) -> int:
    """Bring in ended cases of older times: number, kind, stage, outcome, body, opened_at, ended_at. One event a batch.

    They count in figures and owe nothing.
    """
    _must_be_code(batch, "batch")
    declared = procedure(procedure_name)
    cases = [
        Case(
            procedure=declared.name,
            origin=Case.Origin.ARCHIVED,
            pinned=row["opened_at"].date(),
            office_hours="09:00-18:30",
            calendar="",
            stage=row.get("stage", declared.first),
            **{name: value for name, value in row.items() if name != "stage"},
        )
        for row in rows
    ]
    for case in cases:
        if declared.outcome(case.outcome) is None:
            raise BadInput(f"{case.outcome!r} is no outcome of {declared.name}", field="outcome")
    with transaction.atomic():
        Case.objects.bulk_create(cases, batch_size=1000)
        record(ArchiveImported(declared.name, len(cases), batch), at=at, subject=("procedures.archive", 0))
    return len(cases)


def mark_told(*, notice: NoticeOwed, by_way: str, at: datetime) -> None:
    """A notice reached its recipient. Told that the answer is ready, the person has it delivered (66)."""
    with transaction.atomic():
        if not NoticeOwed.objects.filter(pk=notice.pk, told_at=None).update(told_at=at, told_by=by_way):
            return
        case = Case.objects.get(pk=notice.case_id)
        ways = [way for _, way in procedure(case.procedure).exits() if way.answers]
        telling = {each.name for way in ways for each in way.notices if each.to == "applicant"}
        if notice.chapter != case.chapter or notice.name not in telling:
            return
        track = track_of(case)
        if not track.done("deliver") and any(way.act == "deliver" for way in track.ways()):
            perform(case=case, act="deliver", by=SYSTEM, at=at, facts={"proof": by_way})


def _must_be_code(name: str, field: str) -> None:
    """The ledger holds codes, never words."""
    if not CODE.fullmatch(name):
        raise BadInput(f"{name!r} is no short code like 2026-03-18 or zhambyl-2020", field=field)


def role_in(case: Case, actor: Actor) -> str:
    """The role that an actor has in this case: officials only at the body in charge, or above it. Refused otherwise."""
    if not actor.is_official:
        return actor.role
    if actor.body_id is not None and actor.body_id == case.body_id:
        return actor.role
    if actor.body_id is not None and actor.body_id == case.higher_body_id:
        return "higher_body"
    raise Refused(NOT_YOURS)


def _settle(case: Case, track: Track, by: Actor, *, opened: int = 0) -> None:
    """Write the track back, tell the ledger, open the child cases after the first `opened`, which are there already."""
    before = case.notices.count()
    for step in write_back(case, track, account_id=by.account_id):
        _tell(case, step)
    if case.notices.count() > before:
        record(
            NoticesOwed(case.pk),
            at=case.opened_at if not track.steps else track.steps[-1].at,
            subject=("procedures.case", case.pk),
        )
    for spawn, facts in track.spawned[opened:]:
        body = body_called(facts["body"]) if facts.get("body") else case.body
        assert body is not None
        open_case(
            procedure_name=spawn.procedure,
            number=f"{case.number}-{case.children.count() + 1}",
            body=body,
            at=track.steps[-1].at,
            by=by,
            facts=facts,
            parent=case,
        )


def _tell(case: Case, step: CaseStep) -> None:
    event = CaseStepped(case.pk, case.number, step.act, step.role, step.taken, case.outcome)
    commit = {"facts": canonical_json(step.facts)} if step.facts else {}
    record(event, at=step.at, subject=("procedures.step", step.pk), commit=commit)


def _become(case: Case, track: Track, by: Actor, at: datetime) -> None:
    """Go on under the same number as the other procedure, with its own clock from now."""
    declared = procedure(str(track.becomes))
    carried = {name: track.facts[name] for name in track.facts if not name.startswith("_")}
    carried["body"] = case.body.code if case.body else None
    fresh = next_chapter(
        track, declared, at=at, reckoner=reckoner_of(case), facts=carried, by=by.role, who=_who(by)
    )
    for act in track.carried:
        if any(act == way.act for way in fresh.ways()):
            fresh.step(act, at=at, by="system")
    case.procedure, case.chapter, case.kind = declared.name, case.chapter + 1, str(carried.get("kind", ""))
    case.answered_at = None
    _settle(case, fresh, by)


def _who(actor: Actor) -> str:
    """An opaque id of the acting person, so that "a second person" can be told; never a name."""
    return f"a{actor.account_id}" if actor.account_id else f"p{actor.person_id}" if actor.person_id else ""
