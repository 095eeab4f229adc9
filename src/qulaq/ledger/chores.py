"""Work that comes round by itself: `@chore("procedures.tick", every=timedelta(minutes=1))` in a room's
`chores.py`.

A chore is called as `chore(at)` by one worker at a time and must be able to run again after a crash. Its
failure stops nothing else: it is counted, kept in `ChoreRun` and tried again after its usual pause.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from qulaq.ledger.models import ChoreRun

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)

Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Chore:
    """A registered chore: what to call and how often."""

    name: str
    every: timedelta
    work: Work
    lease: timedelta


_chores: dict[str, Chore] = {}


def chore(name: str, *, every: timedelta, lease: timedelta = LEASE) -> Callable[[Work], Work]:
    """Register the decorated `work(at)` under a lasting name, to be run about every `every`.

    After `lease` without an answer the worker that had it is taken for dead, and the chore is due again.
    """
    if every <= timedelta(0):
        raise TypeError(f"the chore {name} needs a pause above zero")

    def register(work: Work) -> Work:
        held = _chores.get(name)
        if held and (held.work.__module__, held.work.__qualname__) != (work.__module__, work.__qualname__):
            raise TypeError(f"two chores are named {name}")
        _chores[name] = Chore(name, every, work, lease)
        return work

    return register


def chores() -> list[Chore]:
    """All registered chores, by name."""
    return [_chores[name] for name in sorted(_chores)]


def run_due_chores(*, at: datetime) -> list[str]:
    """Run every chore that is due and that no other worker has; the names of those that failed."""
    stored = {run.chore: run for run in ChoreRun.objects.all()}
    failed = []
    for each in chores():
        run = (
            stored.get(each.name)
            or ChoreRun.objects.get_or_create(chore=each.name, defaults={"due_at": at})[0]
        )
        if _claimed(each, run, at) and not _ran(each, at):
            failed.append(each.name)
    return failed


def _claimed(each: Chore, run: ChoreRun, at: datetime) -> bool:
    far = at + max(each.every, each.lease)  # due beyond this: the clock was set back
    if at < run.due_at <= far:
        return False
    seen = ChoreRun.objects.filter(pk=run.pk, due_at=run.due_at)
    return seen.update(due_at=at + each.lease) == 1


def _ran(each: Chore, at: datetime) -> bool:
    run = ChoreRun.objects.filter(pk=each.name)
    try:
        each.work(at)
    except Exception as error:
        log.exception("the chore %s failed", each.name)
        reason = f"{type(error).__name__}: {error}"[:500]
        run.update(due_at=at + each.every, failures=F("failures") + 1, last_error=reason)
        return False
    run.update(due_at=at + each.every, last_done_at=at, failures=0, last_error="")
    return True
