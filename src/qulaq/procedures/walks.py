"""Random walks: the idea of the listening state, tested on every declaration.

Under a fair scheduler (the clock always goes on; people and officials may act or sleep as they like) every case ends,
or stands as overdue duties escalated in public to the top. Never does it rest where nobody owes anything.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from qulaq.kernel.clock import ALMATY
from qulaq.kernel.errors import BadInput
from qulaq.procedures.declaration import Exit, Field, Procedure
from qulaq.procedures.state import ESCALATE
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, begin

START = datetime(2026, 3, 10, 9, tzinfo=ALMATY)
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Walk:
    """How one walk went. `failure` is None when it kept the promise."""

    procedure: str
    seed: int
    steps: int
    end: str
    failure: str | None


def walk(procedure: Procedure, reckoner: Reckoner, seed: int) -> Walk:
    """One random life of a case."""
    chance = random.Random(seed)  # noqa: S311 - a published seed, not a secret
    diligence = chance.choice((0.0, 0.15, 0.5, 0.9))
    at = START + timedelta(hours=chance.randrange(0, 24 * 60))
    try:
        track = begin(procedure, at=at, reckoner=reckoner, facts=_facts(procedure.opening, chance, at))
        for _ in range(LONGEST):
            if track.outcome or track.becomes:
                return _ended(track, seed)
            if not track.open_duties() and not any(not w.closed for w in track.windows):
                return _failed(track, seed, f"rests in stage {track.stage}: nobody owes anything")
            at = _go_on(track, at, chance, diligence)
            if _stands_in_public(track):
                return Walk(procedure.name, seed, len(track.steps), "overdue, public", None)
    except BadInput as error:
        return Walk(procedure.name, seed, 0, "broken", f"{procedure.name}, walk {seed}: {error}")
    return _failed(track, seed, f"does not end in {LONGEST} turns, last in stage {track.stage}")


def _go_on(track: Track, at: datetime, chance: random.Random, diligence: float) -> datetime:
    """One turn: somebody acts, or the clock moves on to its next business."""
    if chance.random() < diligence and _someone_acts(track, at, chance):
        return at + timedelta(minutes=chance.randrange(0, 60 * 24 * 2))
    due = track.next_moment()
    later = (
        max(at, due) if due and chance.random() < 0.7 else at + timedelta(hours=chance.randrange(1, 24 * 5))
    )
    track.tick(later)
    return later


def _someone_acts(track: Track, at: datetime, chance: random.Random) -> bool:
    track.tick(at)
    ways = [way for way in track.ways() if "clock" not in way.by]
    if (
        chance.random() < 0.8
    ):  # most people let the case go its way; else walks end before they saw the late stages
        ways = [way for way in ways if not track.procedure.outcome(way.to)] or ways
    chance.shuffle(ways)
    return any(_acts(track, way, at, chance) for way in ways)


def _acts(track: Track, way: Exit, at: datetime, chance: random.Random) -> bool:
    """Try an act; one that stays in its stage may be repeated in a burst, as fifteen members agree one by one."""
    times = chance.choice((1, min(2 * (way.most or 30), 60))) if way.to is None else 1
    done = 0
    for _ in range(times):
        facts = _facts(way.needs, chance, at)
        try:
            track.step(way.act, at=at, by=chance.choice(way.by), facts=facts, who=chance.choice("abc"))
        except BadInput:
            continue
        done += 1
    return done > 0


def _facts(fields: Any, chance: random.Random, at: datetime) -> dict[str, Any]:
    return {
        name: _sample(field, chance, at)
        for name, field in fields.items()
        if field.required or chance.random() < 0.5
    }


def _sample(field: Field, chance: random.Random, at: datetime) -> Any:
    if field.kind == "text":
        return "x" * max(field.least, 12)
    if field.kind == "choice":
        return chance.choice(field.choices)
    if field.kind == "number":
        return chance.choice((field.least, field.most, chance.randint(field.least, field.most)))
    if field.kind == "flag":
        return chance.random() < 0.5
    if field.kind == "day":
        return (at + timedelta(days=chance.randrange(0, 60))).date().isoformat()
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


def _ended(track: Track, seed: int) -> Walk:
    end = track.outcome or f"becomes {track.becomes}"
    outcome = track.procedure.outcome(track.outcome)
    if outcome is not None and outcome.answered and outcome.publishes == "content" and track.answered is None:
        answers = any(way.answers for _, way in track.procedure.exits())
        if answers and outcome.name == "answered":
            return _failed(track, seed, f"ends as {end} without an answer to the person")
    return Walk(track.procedure.name, seed, len(track.steps), end, None)


def _failed(track: Track, seed: int, why: str) -> Walk:
    return Walk(
        track.procedure.name, seed, len(track.steps), "failed", f"{track.procedure.name}, walk {seed}: {why}"
    )
