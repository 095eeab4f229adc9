"""The workplace's queue in words: each matter with its place, its deadline and who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from qulaq.act.models import Assignment
from qulaq.act.queries import queue_of
from qulaq.hear.models import Voice
from qulaq.kernel.clock import local
from qulaq.people.actors import Actor
from qulaq.procedures.models import Case, CaseDuty
from qulaq.procedures.queries import stage_title
from qulaq.procedures.registry import procedure
from qulaq.web.case_view import title_of

NEW: Final = frozenset({"received", "registered", "filed"})
FILTERS: Final = ("all", "new", "work", "answered", "mine")


@dataclass(frozen=True, slots=True)
class Row:
    """One matter in the queue, by its most pressing duty."""

    duty: CaseDuty
    case: Case
    title: str
    language: str
    officer: str
    officer_id: int | None
    day: date | None

    @property
    def stage(self) -> object:
        return stage_title(self.case)

    @property
    def owed(self) -> object:
        return procedure(self.case.procedure).duty(self.duty.name).title

    def is_in(self, name: str, account_id: int | None) -> bool:
        if name == "new":
            return self.case.stage in NEW
        if name == "answered":
            return self.case.answered_at is not None
        if name == "work":
            return self.case.answered_at is None and self.case.stage not in NEW
        return name == "all" or (self.officer_id is not None and self.officer_id == account_id)


@dataclass(slots=True)
class Desk:
    """The queue in three groups by deadline, and how many stand behind each filter."""

    late: list[Row]
    today: list[Row]
    later: list[Row]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return len(self.late) + len(self.today) + len(self.later)


def desk_of(actor: Actor, *, at: datetime, chosen: str = "all", words: str = "") -> Desk:
    """The matters of the official's body; three queries however many there are."""
    queue = queue_of([actor.body_id] if actor.body_id else [], at=at)
    groups = {name: getattr(queue, name) for name in ("late", "today", "later")}
    cases = [duty.case for duties in groups.values() for duty in duties]
    voices = first_voices(cases)
    held = Assignment.objects.filter(case__in=cases, ended_at=None).select_related("officer")
    officers = {row.case_id: row.officer for row in held}
    rows: dict[str, list[Row]] = {name: [] for name in groups}
    for name, duties in groups.items():
        for duty in duties:
            voice, officer = voices.get(duty.case_id), officers.get(duty.case_id)
            rows[name].append(
                Row(
                    duty=duty,
                    case=duty.case,
                    title=title_of(voice.text) if voice and voice.text else duty.case.number,
                    language=voice.language if voice else "",
                    officer=officer.name if officer else "",
                    officer_id=officer.pk if officer else None,
                    day=duty.due_day or (local(duty.due_at).date() if duty.due_at else None),
                )
            )
    every = [row for group in rows.values() for row in group]
    counts = {name: sum(row.is_in(name, actor.account_id) for row in every) for name in FILTERS}
    wanted = words.strip().casefold()
    for name, group in rows.items():
        rows[name] = [
            row
            for row in group
            if row.is_in(chosen, actor.account_id)
            and (not wanted or wanted in row.title.casefold() or wanted in row.case.number.casefold())
        ]
    return Desk(**rows, counts=counts)


def first_voices(cases: list[Case]) -> dict[int, Voice]:
    """The voice that opened each case, by the case's id."""
    found: dict[int, Voice] = {}
    wanted = [case.pk for case in cases] + [case.parent_id for case in cases if case.parent_id]
    for voice in Voice.objects.filter(case__in=wanted).order_by("pk"):
        found.setdefault(int(voice.case_id or 0), voice)
    for case in cases:
        if case.pk not in found and case.parent_id in found:
            found[case.pk] = found[case.parent_id]
    return found
