"""What the page of one matter shows, gathered from the register and the engine: facts in, words chosen by templates.

Answered and resolved are two facts: the first is the body's, the second only the person's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import prefetch_related_objects

from qulaq.hear.models import Purpose, Voice
from qulaq.kernel.clock import local
from qulaq.kernel.errors import BadInput
from qulaq.kernel.kato import Gazetteer
from qulaq.kernel.words import Words
from qulaq.law import urgent
from qulaq.people.models import Body
from qulaq.people.queries import words_at
from qulaq.procedures.declaration import Exit
from qulaq.procedures.models import Case, CaseDuty
from qulaq.procedures.queries import Point, main_duty, said_of, stage_title, timeline, ways_of
from qulaq.procedures.registry import procedure
from qulaq.procedures.state import as_day
from qulaq.procedures.store import calendar_now, track_read
from qulaq.procedures.terms import Term

TITLE: Final = 90
OWN_PAGES: Final = frozenset({"join", "confirm"})
"""Acts of the applicant that ask for more than the talon's code, so that no plain button or forged form does them."""


@dataclass(frozen=True, slots=True)
class Due:
    """A duty that the person waits for, in numbers: by when, how long, by which article, and how it went."""

    duty: CaseDuty
    day: date | None
    value: int
    unit: str
    late: bool
    done_on_day: int | None = None

    @property
    def article(self) -> str:
        return self.duty.article


@dataclass(frozen=True, slots=True)
class Way:
    """A door that is open to the person now, and until when."""

    procedure: str
    title: Words
    until: date | None
    article: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a body told the person on the way, with its reasons: returned, extended, passed on, refused."""

    title: Words
    at: datetime
    article: str | None
    reasons: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the matter that went to another body, with its own stage and term."""

    number: str
    stage: Words
    body: Words
    answer: Due | None
    is_answered: bool


@dataclass(slots=True)
class CaseView:
    """Everything that the page says about one matter."""

    voice: Voice
    case: Case
    title: str
    stage: Words
    kind: str
    body: Words
    place: str
    points: list[Point]
    answer: Due | None
    said_resolved: str
    ways: list[Way] = field(default_factory=list)
    acts: list[Exit] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    later: list[Voice] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    feedback: list[Voice] = field(default_factory=list)

    @property
    def is_legal(self) -> bool:
        """An enquiry is a promise; everything else is the law."""
        return self.case.procedure != "enquiry"

    @property
    def is_urgent(self) -> bool:
        """Somebody may be in danger, and it is not settled yet."""
        return any(duty.name == urgent.DUTY.name and duty.state == "open" for duty in self.case.duties.all())

    @property
    def can_complain(self) -> bool:
        return any(way.procedure == "complaint" for way in self.ways)

    @property
    def first_ahead(self) -> int:
        """Where the line stands now: its first dot that is still ahead; -1 when all is done."""
        return next((index for index, point in enumerate(self.points) if point.state == "ahead"), -1)

    @property
    def is_answered(self) -> bool:
        return self.case.answered_at is not None

    @property
    def tag(self) -> str:
        """The class of the state's shape: ring, half, full, late."""
        if self.said_resolved == "yes":
            return "done"
        if self.is_answered:
            return "half"
        return "late" if self.answer and self.answer.late else ""


def view_of(voice: Voice, case: Case, *, at: datetime, language: str, for_person: bool = True) -> CaseView:
    """Gather the page of a case; `for_person` adds what the applicant may do."""
    prefetch_related_objects([case], "steps", "duties", "body__names")
    later = list(case.later_voices.select_related("case").order_by("received_at"))
    track = track_read(case) if case.origin == Case.Origin.LIVE else None
    shown = CaseView(
        voice=voice,
        case=case,
        title=title_of(voice.text) or voice.number,
        stage=stage_title(case),
        kind=(case.kind or voice.kind_wished) if case.procedure != "enquiry" else voice.kind_wished,
        body=words_of(answering(case), local(at).date()),
        place=place_words(voice, language),
        points=in_order(timeline(case, at=at)),
        answer=due_of(case, at),
        said_resolved=last_word(later),
        told=told_in(case),
        feedback=[voice for voice in later if voice.purpose == Purpose.FEEDBACK],
        later=[voice for voice in later if voice.purpose in {Purpose.REOPENING, Purpose.COMPLAINT}],
        parts=parts_of(case, at) if track and track.done("split") else [],
    )
    if for_person and track:
        shown.ways = [way_of(door.procedure, door.title, term) for door, term in track.open_doors(local(at))]
        shown.acts = [way for way in ways_of(case, "applicant") if way.act not in OWN_PAGES]
    return shown


def in_order(points: list[Point]) -> list[Point]:
    """What was done as it was done, then what is ahead, the nearest first."""
    done = [point for point in points if point.state == "done"]
    ahead = [point for point in points if point.state != "done"]
    return [*done, *sorted(ahead, key=lambda point: (point.at is None, point.at and point.at.timestamp()))]


def answering(case: Case) -> Body | None:
    """Who owes the answer: the body in charge, or the one above it that examines a complaint."""
    duty = main_duty(case)
    above = duty is not None and duty.body_id is not None and duty.body_id == case.higher_body_id
    return case.higher_body if above else case.body


def parts_of(case: Case, at: datetime) -> list[Part]:
    """The parts split off, each as the person may see it."""
    children = case.children.select_related("body").prefetch_related("duties", "steps", "body__names")
    day = local(at).date()
    return [
        Part(
            child.number,
            stage_title(child),
            words_of(child.body, day),
            due_of(child, at),
            child.answered_at is not None,
        )
        for child in children.order_by("pk")
    ]


def told_in(case: Case) -> list[Told]:
    """Every step of officials that carries reasons, newest first; inner steps stay inner."""
    found = []
    for step in case.steps.all():
        reasons = str(step.facts.get("reasons") or "")
        point = said_of(case, step)
        if reasons and point and "answer" not in step.facts:
            day = step.facts.get("fix_by") or step.facts.get("until")
            found.append(Told(point[0], step.at, point[1], reasons, as_day(day) if day else None))
    return found[::-1]


def last_word(later: list[Voice]) -> str:
    """What the person said last of the matter: yes, partly, no, or nothing yet."""
    words = [voice.resolved for voice in later if voice.purpose == Purpose.FEEDBACK and voice.resolved]
    return words[-1] if words else ""


def way_of(name: str, title: Words, term: Term) -> Way:
    last = term.ends
    return Way(name, title, local(last).date() if last else None, term.edition.article)


def title_of(text: str) -> str:
    """The first sentence of a text, at most `TITLE` signs, cut between words."""
    first = text.strip().split("\n")[0]
    for stop in (". ", "! ", "? "):
        head, found, _ = first.partition(stop)
        first = head + stop.strip() if found else first
    first = first.rstrip(".")
    if len(first) <= TITLE:
        return first
    return first[:TITLE].rsplit(" ", 1)[0] + "…"


def words_of(body: Body | None, day: date) -> Words:
    return words_at(body, day) if body else Words(kk="", ru="", en="")


def place_words(voice: Voice, language: str) -> str:
    """The place, smallest first; what was typed where no place was chosen."""
    path = Gazetteer.official().path(voice.place)
    return ", ".join(place.name(language) for place in reversed(path[1:] or path)) or voice.place_words


def due_of(case: Case, at: datetime) -> Due | None:
    """The answer's duty in numbers; None where nothing is owed to the person any more."""
    duty = main_duty(case)
    if duty is None:
        return None
    day = duty.due_day or (local(duty.due_at).date() if duty.due_at else None)
    late = duty.state == "open" and duty.due_at is not None and at > duty.due_at
    value, unit = term_of(case, duty)
    done = working_days(duty.counted_from, local(duty.ended_at).date()) if duty.ended_at else None
    return Due(duty, day, value, unit, late, done)


def term_of(case: Case, duty: CaseDuty) -> tuple[int, str]:
    """How long the law gives: 15, "wd". (0, "") where the rule's edition is no longer known."""
    try:
        edition = procedure(case.procedure).book.at(duty.rule, case.pinned)
    except BadInput:
        return 0, ""
    return (edition.value or 0, edition.unit or "")


def working_days(first: date, last: date) -> int | None:
    """How many working days after `first` the day `last` is; None beyond the known calendar."""
    calendar = calendar_now()
    try:
        return sum(calendar.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    except BadInput:
        return None
