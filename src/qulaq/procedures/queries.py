"""Reads of running cases: the public timeline, what a body owes, what is late in public, what a check recomputes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from qulaq.kernel.words import Words
from qulaq.procedures.declaration import Door, Exit, Procedure
from qulaq.procedures.models import Case, CaseDuty, CaseStep, NoticeOwed
from qulaq.procedures.registry import declared as known
from qulaq.procedures.registry import procedure
from qulaq.procedures.state import ESCALATE, as_day
from qulaq.procedures.store import calendar_now, duty_values, reckoner_of, track_of, track_read

RECEIVED = Words(kk="Қабылданды", ru="Принято", en="Received")
SILENT = frozenset({"flag_danger", "clear_danger", "propose_transfer", "assign"})
"""Inner steps of a body that the public line does not show."""


@dataclass(frozen=True, slots=True)
class Point:
    """One dot of the line that people see: done, now or ahead, in words, with its article."""

    act: str
    title: Words
    at: datetime | None
    day: date | None
    state: str
    article: str | None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """What `procedures --check --database` found: how many duties were recomputed, which differ."""

    checked: int
    wrong: list[str]


def case_numbered(number: str) -> Case | None:
    """The case with this number and all that its page asks of it: bodies with names, steps, duties."""
    near = Case.objects.select_related("body__parent", "higher_body", "parent")
    whole = near.prefetch_related("steps", "duties__body", "body__names", "higher_body__names")
    return whole.filter(number=number).first()


def timeline(case: Case, *, at: datetime) -> list[Point]:
    """Steps done and open duties, as the person and the public see them."""
    declared = procedure(case.procedure)
    points: list[Point] = []
    for step in case.steps.all():
        said = said_of(case, step)
        if said is not None and not (points and points[-1].title == said[0]):
            points.append(Point(step.act, said[0], step.at, None, "done", said[1]))
    for duty in case.duties.all():
        if duty.state == "open" and duty.chapter == case.chapter:
            late = duty.due_at is not None and at > duty.due_at
            title = declared.duty(duty.name).title
            points.append(
                Point(duty.name, title, duty.due_at, duty.due_day, "ahead", duty.article or None, late)
            )
    return points


def said_of(case: Case, step: CaseStep) -> tuple[Words, str | None] | None:
    """How a step is told: in its own words, or by the stage or outcome that it reached; None for an inner step.

    The article is that of the procedure in which the step was done: an enquiry's registration has none.
    """
    if step.act in SILENT or step.act == ESCALATE or (step.act == "open" and step.chapter > 1):
        return None
    declared = procedure_in(case, step.chapter)
    for _, way in declared.exits():
        if way.act == step.act and (way.becomes or way.to or step.taken) == step.taken:
            return way.done or place_title(declared, step.taken) or way.title, way.article
    return RECEIVED, None


def procedure_in(case: Case, chapter: int) -> Procedure:
    """The procedure of an earlier chapter: the one from which the case became the next."""
    declared = procedure(case.procedure)
    for _ in range(case.chapter - chapter):
        declared = next(
            each for each in known().values() if any(way.becomes == declared.name for _, way in each.exits())
        )
    return declared


def place_title(declared: Procedure, name: str) -> Words | None:
    """What a stage or an outcome is called."""
    stages = {stage.name: stage.title for stage in declared.stages}
    return (stages | {end.name: end.title for end in declared.outcomes}).get(name)


def stage_title(case: Case) -> Words:
    """The outcome where the case ended, else the stage where it stands."""
    declared = procedure(case.procedure)
    end = declared.outcome(case.outcome or None)
    return end.title if end else declared.stage(case.stage).title


def ways_of(case: Case, role: str) -> list[Exit]:
    """Acts declared for a role where the case stands now, one an act, in the declaration's order."""
    seen: dict[str, Exit] = {}
    for way in track_read(case).ways():
        if role in way.by:
            seen.setdefault(way.act, way)
    return list(seen.values())


def main_duty(case: Case) -> CaseDuty | None:
    """The duty that the person waits for: the answer, open or done; else the next open one."""
    rows = [row for row in case.duties.all() if row.chapter == case.chapter]
    answers = [row for row in rows if row.name in {"answer", "decide"}]
    waiting = sorted(
        (row for row in rows if row.state == "open" and row.due_at), key=lambda row: str(row.due_at)
    )
    return answers[-1] if answers else next(iter(waiting), None)


def open_duties_of(body_ids: Iterable[int]) -> QuerySet[CaseDuty]:
    """What bodies owe, soonest first."""
    return (
        CaseDuty.objects.filter(state="open", body__in=list(body_ids))
        .select_related("case", "body")
        .order_by("due_at")
    )


def overdue_in_public(at: datetime) -> QuerySet[CaseDuty]:
    """Every late duty of live cases: the public list that no body can leave without doing its duty."""
    return (
        CaseDuty.objects.filter(state="open", due_at__lt=at).select_related("case", "body").order_by("due_at")
    )


def stale_duties() -> Stale:
    """Recompute every stored duty of live cases and name those that differ."""
    calendar, checked, wrong = calendar_now(), 0, []
    for case in Case.objects.filter(origin=Case.Origin.LIVE).iterator():
        track = track_of(case, calendar)
        rows = list(case.duties.filter(chapter=case.chapter).order_by("position"))
        if len(rows) != len(track.duties):
            wrong.append(f"{case.number}: {len(rows)} duties stored, {len(track.duties)} computed")
        for row, owed in zip(rows, track.duties, strict=False):
            checked += 1
            for name, value in duty_values(case, owed).items():
                if getattr(row, name) != value:
                    wrong.append(
                        f"{case.number}: {row.name}: {name} is {getattr(row, name)}, should be {value}"
                    )
    return Stale(checked, wrong)


def steps_of(case: Case) -> QuerySet[CaseStep]:
    return case.steps.select_related("account").order_by("chapter", "position")


def complaint_term(case: Case, at: datetime) -> date | None:
    """Until which day one may complain about an act done at `at` in this case; None where no door is declared."""
    declared = procedure(case.procedure)
    door = next(iter(declared.doors), None)
    if door is None:
        return None
    return as_day(reckoner_of(case).due(declared.book, door.rule, at).due)


def open_doors(case: Case, at: datetime) -> list[tuple[Door, date]]:
    """Ways on for the person, each with its last day: a complaint after an answer or an overdue one, then the court."""
    return [(door, as_day(term.due)) for door, term in track_read(case).open_doors(at)]


def untold(case_id: int) -> list[NoticeOwed]:
    """Notices of a case that nobody was told yet, in order."""
    rows = NoticeOwed.objects.filter(case_id=case_id, told_at=None).select_related(
        "case__body", "case__parent"
    )
    return list(rows.order_by("chapter", "position"))


def notice_words(notice: NoticeOwed) -> Words:
    """What a notice says: the words of its case's own procedure first, for two may use one name."""
    for declared in (procedure(notice.case.procedure), *known().values()):
        owed = (*declared.opening_notices, *(each for _, way in declared.exits() for each in way.notices))
        for each in owed:
            if each.name == notice.name:
                return each.words
    raise LookupError(f"no declaration has a notice {notice.name}")


def was_flagged(case: Case) -> bool:
    """Did anybody, or the program, ever flag in this case that a person is in danger?"""
    return case.steps.filter(act="flag_danger").exists()


def demo_cases(*, at: datetime) -> dict[str, Case]:
    """One telling case of each kind, for the tour of the demonstration."""
    live = Case.objects.filter(origin=Case.Origin.LIVE).select_related("body").order_by("opened_at")
    late = CaseDuty.objects.filter(state="open", name="answer", due_at__lt=at).values("case")
    kinds = {
        "answered": live.filter(outcome="answered", answered_at__isnull=False),
        "late": live.filter(pk__in=late),
        "extended": live.filter(steps__act="extend"),
        "returned": live.filter(outcome="returned"),
        "danger": live.filter(steps__act="flag_danger", outcome=""),
        "complaint": live.filter(procedure="complaint"),
        "enquiry": live.filter(procedure="enquiry"),
    }
    found = {name: rows.first() for name, rows in kinds.items()}
    return {name: case for name, case in found.items() if case is not None}
