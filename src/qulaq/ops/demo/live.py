"""Living all stories at once, moment by moment, under a clock that is told the time."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from qulaq.kernel.clock import ALMATY, local
from qulaq.kernel.workdays import Calendar
from qulaq.ledger.worker import Worker
from qulaq.ops.demo.paths import moments_of
from qulaq.ops.demo.region import Office, build
from qulaq.ops.demo.story import Life
from qulaq.procedures.acts import tick

STORIES = Path(__file__).with_name("stories.json")
Progress = Callable[[int, int], None]
Coming = Iterator[tuple[datetime, Callable[[datetime], None]]]
"""The moments of one story, each with what happens then."""


def stories() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(STORIES.read_text("utf-8"))
    return told


def live(*, now: datetime, progress: Progress) -> dict[str, Office]:
    """Open the region and live every story up to `now`, moment by moment; then sign the ledger."""
    now, calendar = local(now), Calendar.official()
    begun = datetime.combine(calendar.before(now.date(), 60), time(9), ALMATY)
    offices = build(begun)
    agenda: list[tuple[datetime, int, Callable[[datetime], None], Coming]] = []
    for number, told in enumerate(stories()):
        life = Life(told, offices, phone=f"+7 70{number % 8} 000 {number:02d} {(number * 7) % 100:02d}")
        _plan_next(agenda, number, _dated(life, calendar, now))
    total, ended, day = len(agenda), 0, begun.date()
    while agenda:
        at, number, happen, coming = heapq.heappop(agenda)
        if at.date() > day:
            day = at.date()
            _work_through(at)
        happen(at)
        if not _plan_next(agenda, number, coming):
            ended += 1
            progress(ended, total)
    _work_through(now)
    return offices


def _plan_next(agenda: list[Any], number: int, coming: Coming) -> bool:
    """Put the story's next moment on the agenda; False when it has no more."""
    following = next(coming, None)
    if following is None:
        return False
    heapq.heappush(agenda, (following[0], number, following[1], coming))
    return True


def _work_through(at: datetime) -> None:
    """What the clock and the worker owe by then."""
    tick(at=at)
    Worker(clock=lambda: at).run_until_idle()


def _dated(life: Life, calendar: Calendar, now: datetime) -> Coming:
    """The story's moments on working days, up to now."""
    start = _start(life, calendar, now)
    for days, happen in moments_of(life):
        at = _after(start, days, calendar)
        if at > now:
            return
        yield at, happen


def _start(life: Life, calendar: Calendar, now: datetime) -> datetime:
    """The moment when the voice came: so many working days ago, never ahead of now."""
    ago = int(life.told["ago"])
    day = calendar.before(now.date(), ago) if ago else now.date()
    morning = datetime.combine(day, time(int(life.told["hour"]), 24), ALMATY)
    return min(morning, now - timedelta(minutes=30))


def _after(start: datetime, days: float, calendar: Calendar) -> datetime:
    whole = int(days)
    day: date = calendar.add(start.date(), whole) if whole else start.date()
    return datetime.combine(day, start.timetz()) + timedelta(days=days - whole)
