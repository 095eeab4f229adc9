"""The words in which a statutory procedure is declared: stages, exits, duties, windows, thresholds, outcomes.

A declaration holds no branches; whatever depends on the case is a named `Guard`. Everything that people read is
`Words` in three languages. From one declaration come permissions, due dates, escalation, notices, the public
timeline, the article cited on each page, the API's JSON and the random walks that test it (docs/recipes).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from qulaq.kernel.words import Words
from qulaq.procedures.rulebook import RuleBook

if TYPE_CHECKING:
    from qulaq.procedures.track import Track

Facts = Mapping[str, Any]
ROLES: Final = (
    "applicant", "registrar", "officer", "head", "deputy", "chief_of_staff", "higher_body", "top", "chair", "member",
    "operator", "citizen", "anyone", "system", "clock",
)  # fmt: skip
"""Who may act. `system` is Qulaq itself on a fact it saw (a delivery), `clock` on a day that came."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A named predicate over the case so far and the facts now given; `says` is told to whom it stops."""

    name: str
    test: Callable[[Track, Facts], bool]
    says: Words


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that an act needs. Bounds are for numbers; `least` also for the length of a text."""

    kind: Literal["text", "day", "number", "choice", "flag", "code"]
    title: Words
    required: bool = True
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 10_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must be told to somebody, by the end of `rule`'s term (at once when None)."""

    name: str
    to: str
    words: Words
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Spawn:
    """A child case opened by an exit."""

    procedure: str
    facts: Callable[[Track, Facts], dict[str, Any]] = field(default=lambda track, facts: dict(facts))


@dataclass(frozen=True, slots=True)
class Exit:
    """An act that somebody may do in a stage. `to` is a stage, an outcome, or None when the case stays where it is.

    Several exits may share an act when their guards part them: the first whose guards hold is taken. `refuses`: the
    act says no to a person and needs reasons. `answers`: the person has the answer with it. `most`: how often in one
    case. `becomes`: the case goes on, under its number, as that other procedure. `hands_to`: the fact with the code
    of the body that the case passes to. `done`: how the public line tells it afterwards, where the name of the stage
    reached would not say enough.
    """

    act: str
    title: Words
    by: tuple[str, ...]
    to: str | None = None
    needs: Mapping[str, Field] = field(default_factory=dict)
    when: tuple[Guard, ...] = ()
    refuses: bool = False
    answers: bool = False
    most: int | None = None
    article: str | None = None
    notices: tuple[Notice, ...] = ()
    spawns: tuple[Spawn, ...] = ()
    becomes: str | None = None
    hands_to: str | None = None
    done: Words | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    title: Words
    exits: tuple[Exit, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An end that the person sees by track code. `answered=False` must name the article that allows no answer."""

    name: str
    title: Words
    publishes: Literal["count", "content"]
    answered: bool = True
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who is told when a duty is so late (working days or minutes); `public` = it stands on the public list."""

    after: int
    to: str
    public: bool = False
    unit: Literal["wd", "min"] = "wd"


TO_THE_TOP: Final = (
    Escalation(0, "head", public=True),
    Escalation(3, "higher_body", public=True),
    Escalation(10, "top", public=True),
)
"""The usual ladder: public at once, the head the same day, the higher body after 3 working days, the top after 10."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another rule for a duty, where the guard holds."""

    when: Guard
    rule: str


@dataclass(frozen=True, slots=True)
class Extension:
    """How a duty's term may be lengthened: by which act, to what limit. Only before the due day.

    The limit counts from the decision to extend, or with `from_due` from the end of the first term. `variants`: another
    way of lengthening where its `when` holds.
    """

    act: str
    rule: str
    until: str = "until"
    most: int = 1
    from_due: bool = False
    when: Guard | None = None
    variants: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """Who owes what, by when. Starts with the acts in `starts` ("open" = the opening), ends with those in `ends`.

    `rule` counts from the starting act's moment, or from the day in the fact `from_fact` (backward terms). Instead of
    a rule, `until` names the fact with the day that the body set itself. `recurring`: done, it starts again from its
    last due day until the case ends or an act in `stops` comes. `deemed_refusal`: overdue means "no" (91(2)).
    `when`: it starts only where this holds. `follows`: still owed when the case becomes another procedure that knows
    the duty too, it is owed there from the same moment.
    """

    name: str
    title: Words
    owner: str
    rule: str | None
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    escalates: tuple[Escalation, ...] = TO_THE_TOP
    variants: tuple[Variant, ...] = ()
    from_fact: str | None = None
    until: str | None = None
    extension: Extension | None = None
    recurring: bool = False
    stops: tuple[str, ...] = ()
    deemed_refusal: bool = False
    when: Guard | None = None
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which people may do `allows`; when it is over the clock does `closes_by`."""

    name: str
    title: Words
    opens: tuple[str, ...]
    allows: tuple[str, ...]
    closes_by: str
    ended_by: tuple[str, ...] = ()
    rule: str | None = None
    until: str | None = None
    when: Guard | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """When `counts` (an act; fact `count`, default 1) have reached `needed`, the system does `reached` at once."""

    name: str
    counts: str
    needed: Callable[[Track], int]
    reached: str
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A way on for the person: open after the acts in `opens`, or when a duty that is a deemed refusal is late."""

    name: str
    title: Words
    procedure: str
    opens: tuple[str, ...]
    rule: str
    without_info_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One statutory procedure. `first` is the opening stage; `anywhere` are exits open in every stage."""

    name: str
    title: Words
    article: str | None
    book: RuleBook
    first: str
    stages: tuple[Stage, ...]
    outcomes: tuple[Outcome, ...]
    duties: tuple[Duty, ...]
    anywhere: tuple[Exit, ...] = ()
    windows: tuple[Window, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    doors: tuple[Door, ...] = ()
    opening: Mapping[str, Field] = field(default_factory=dict)
    opening_notices: tuple[Notice, ...] = ()
    least_level: Literal["anonymous", "contact", "signature"] = "anonymous"
    registered_by: str | None = None
    """The rule whose counted day is the registration day: the case's editions are pinned to it."""

    def stage(self, name: str) -> Stage:
        return next(stage for stage in self.stages if stage.name == name)

    def outcome(self, name: str | None) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.name == name), None)

    def duty(self, name: str) -> Duty:
        return next(duty for duty in self.duties if duty.name == name)

    def window(self, name: str) -> Window:
        return next(window for window in self.windows if window.name == name)

    def exits(self) -> tuple[tuple[str, Exit], ...]:
        """(stage name or "anywhere", exit) of all."""
        inside = [(stage.name, way) for stage in self.stages for way in stage.exits]
        return (*inside, *(("anywhere", way) for way in self.anywhere))
