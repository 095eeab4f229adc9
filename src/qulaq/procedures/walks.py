"""Random walks: the idea of the listening state, tested on every declaration.

Under a fair scheduler (the clock always goes on; people and officials may act or sleep as they like) every case ends,
or stands as overdue duties escalated in public to the top. Never does it rest where nobody owes anything.

A walker has two traits: how often somebody acts before the clock goes on, and how long they leave ends alone, so that
the late stages (a hearing, a repeat session, the weekly reports of a jury) are lived through too.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from qulaq.kernel.clock import ALMATY
from qulaq.kernel.errors import BadInput
from qulaq.procedures.declaration import Exit, Field, Procedure
from qulaq.procedures.refusals import Refused
from qulaq.procedures.state import ESCALATE
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, begin

START = datetime(2026, 3, 10, 9, tzinfo=ALMATY)
END = date(2027, 6, 30)
"""Walks stop before the last calendar known does."""
LONGEST = 300
PEOPLE = tuple(f"p{number}" for number in range(40))


@dataclass(frozen=True, slots=True)
class Walk:
    """How one walk went. `failure` is None when it kept the promise."""

    procedure: str
    seed: int
    steps: int
    end: str
    failure: str | None
    stages: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Walker:
    """Chance with two traits."""

    chance: random.Random
    diligence: float
    patience: int

    @classmethod
    def born(cls, seed: int) -> Walker:
        chance = random.Random(seed)  # noqa: S311 - a published seed, not a secret
        return cls(chance, chance.choice((0.0, 0.2, 0.5, 0.8, 0.95)), chance.choice((0, 4, 12, 30, 90)))


def walk(procedure: Procedure, reckoner: Reckoner, seed: int) -> Walk:
    """One random life of a case, and whether it kept the promise."""
    try:
        track, end, failure = lived(procedure, reckoner, seed)
    except BadInput as error:
        return Walk(procedure.name, seed, 0, "broken", f"{procedure.name}, walk {seed}: {error}")
    told = f"{procedure.name}, walk {seed}: {failure}" if failure else None
    stages = frozenset(step.taken for step in track.steps) & {stage.name for stage in procedure.stages}
    acts = frozenset(step.act for step in track.steps)
    return Walk(procedure.name, seed, len(track.steps), end, told, stages | {procedure.first}, acts)


def lived(procedure: Procedure, reckoner: Reckoner, seed: int) -> tuple[Track, str, str | None]:
    """(the case at the end of its random life, how it ended, what is wrong with that or None).

    Raises BadInput where the declaration asks for a term that no edition or calendar gives.
    """
    walker = Walker.born(seed)
    at = START + timedelta(hours=walker.chance.randrange(0, 24 * 60))
    track = begin(procedure, at=at, reckoner=reckoner, facts=_facts(procedure.opening, walker.chance, at))
    return track, *_live(track, at, walker)


def _live(track: Track, at: datetime, walker: Walker) -> tuple[str, str | None]:
    """(how it ended, what is wrong with that or None)."""
    for turn in range(LONGEST):
        if track.outcome or track.becomes:
            return _ended(track)
        if not track.open_duties() and all(window.closed for window in track.windows):
            return "failed", f"rests in stage {track.stage}: nobody owes anything"
        if _stands_in_public(track) and (walker.chance.random() > walker.diligence or at.date() > END):
            return "overdue, public", None
        at = _go_on(track, at, turn, walker)
    if _stands_in_public(track):
        return "overdue, public", None
    return "failed", f"does not end in {LONGEST} turns, last in stage {track.stage}"


def _go_on(track: Track, at: datetime, turn: int, walker: Walker) -> datetime:
    """One turn: somebody acts, or the clock moves on to its next business."""
    chance = walker.chance
    awake = chance.random() < walker.diligence and at.date() <= END
    if awake and _someone_acts(track, at, turn, walker):
        return at + timedelta(minutes=chance.randrange(0, 60 * 24 * 2))
    due = track.next_moment()
    hurries = due is not None and (chance.random() < 0.7 or at.date() > END)
    later = max(at, due) if due and hurries else at + timedelta(hours=chance.randrange(1, 24 * 5))
    track.tick(later)
    return later


def _someone_acts(track: Track, at: datetime, turn: int, walker: Walker) -> bool:
    """Try the ways open here in a random order: seldom done ones first, those of the stage rather than those open
    everywhere, ends only once patience is over.
    """
    track.tick(at)
    ways = [way for way in track.ways() if "clock" not in way.by]
    if turn < walker.patience:
        ways = [way for way in ways if not way.becomes and not track.procedure.outcome(way.to)] or ways
    here = track.procedure.stage(track.stage).exits
    chance, aside = walker.chance, 4 * (walker.chance.random() < 0.7)
    done = Counter(step.act for step in track.steps)
    order = [chance.random() * (1 + done[way.act]) + aside * (way not in here) for way in ways]
    return any(_acts(track, ways[i], at, chance) for i in sorted(range(len(ways)), key=order.__getitem__))


def _acts(track: Track, way: Exit, at: datetime, chance: random.Random) -> bool:
    """Try an act; one that stays in its stage may be repeated in a burst, as fifteen members agree one by one."""
    times = 1
    if way.to is None and chance.random() < 0.3:
        times = min(2 * (way.most or 20), len(PEOPLE))
    done, stage = 0, track.stage
    for who in chance.sample(PEOPLE, times):
        facts = _facts(way.needs, chance, at)
        try:
            track.step(way.act, at=at, by=chance.choice(way.by), facts=facts, who=who)
        except Refused:
            continue
        done += 1
        if track.stage != stage or track.outcome or track.becomes:
            break
    return done > 0


def _facts(fields: Mapping[str, Field], chance: random.Random, at: datetime) -> dict[str, Any]:
    return {
        name: _sample(wanted, chance, at)
        for name, wanted in fields.items()
        if wanted.required or chance.random() < 0.5
    }


def _sample(wanted: Field, chance: random.Random, at: datetime) -> Any:
    if wanted.kind == "text":
        return "x" * max(wanted.least, 12)
    if wanted.kind == "choice":
        return chance.choice(wanted.choices)
    if wanted.kind == "number":
        return chance.choice((wanted.least, wanted.most, chance.randint(wanted.least, min(wanted.most, 100))))
    if wanted.kind == "flag":
        return chance.random() < 0.5
    if wanted.kind == "day":
        return (at + timedelta(days=chance.randrange(0, 75))).date().isoformat()
    return chance.choice(("one", "two", "three"))


def _stands_in_public(track: Track) -> bool:
    """Every open duty is late and escalated to the last rung, publicly; and no window is still to close."""
    owed = track.open_duties()
    if not owed or any(not window.closed for window in track.windows):
        return False
    told = {step.facts["duty"] for step in track.steps if step.act == ESCALATE and step.facts["public"]}
    return all(
        duty.level >= len(track.procedure.duty(duty.name).escalates) and duty.name in told for duty in owed
    )


def _ended(track: Track) -> tuple[str, str | None]:
    """An end keeps the promise when it is declared, and when what it says of an answer is true."""
    end = track.outcome or f"becomes {track.becomes}"
    outcome = track.procedure.outcome(track.outcome)
    if track.open_duties() or any(not window.closed for window in track.windows):
        return "failed", f"ends as {end} while something is still owed"
    answers = any(way.answers for _, way in track.procedure.exits())
    if outcome is not None and outcome.name == "answered" and answers and track.answered is None:
        return "failed", f"ends as {end} without an answer to the person"
    if outcome is not None and not outcome.answered and track.answered is not None:
        return "failed", f"ends as {end}, which has no answer, after the person was answered"
    return end, None
