"""Work that comes round by itself: `@chore("procedures.tick", every=timedelta(minutes=1))` in a room's
`chores.py`.

A chore is called as `chore(at)` by one worker at a time and must be able to run again after a crash. Its
failure stops nothing else: it is counted, kept in `ChoreRun` and tried again after its usual pause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Chore:
    """A registered chore: what to call and how often."""

    name: str
    every: timedelta
    work: Work


_chores: dict[str, Chore] = {}


def chore(name: str, *, every: timedelta) -> Callable[[Work], Work]:
    """Register the decorated `work(at)` under a lasting name, to be run about every `every`."""
    if every <= timedelta(0):
        raise TypeError(f"the chore {name} needs a pause above zero")

    def register(work: Work) -> Work:
        held = _chores.get(name)
        if held and (held.work.__module__, held.work.__qualname__) != (work.__module__, work.__qualname__):
            raise TypeError(f"two chores are named {name}")
        _chores[name] = Chore(name, every, work)
        return work

    return register


def chores() -> list[Chore]:
    """All registered chores, by name."""
    return [_chores[name] for name in sorted(_chores)]
