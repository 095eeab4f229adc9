"""Living all stories at once, moment by moment, under a clock that is told the time."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from qulaq.kernel.clock import ALMATY, local
from qulaq.kernel.workdays import Calendar
from qulaq.ledger.worker import Worker
from qulaq.ops.demo.region import Office, build
from qulaq.ops.demo.story import Life, Moment
from qulaq.procedures.acts import tick

STORIES = Path(__file__).with_name("stories.json")
Progress = Callable[[int, int], None]


def stories() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(STORIES.read_text("utf-8"))
    return told


def live(*, now: datetime, progress: Progress) -> dict[str, Office]:
    """Open the region and live every story up to `now`; then sign the ledger."""
    now, calendar = local(now), Calendar.official()
    begun = datetime.combine(calendar.before(now.date(), 60), time(9), ALMATY)
    offices = build(begun)
    lives = [
        Life(told, offices, phone=f"+7 70{index % 8} 000 {index:02d} {(index * 7) % 100:02d}")
        for index, told in enumerate(stories())
    ]
    order = count()
    waiting = [
        (_start(life, calendar, now), next(order), iter(_moments(life, calendar, now))) for life in lives
    ]
    agenda: list[
        tuple[
            datetime, int, Callable[[datetime], None], Iterator[tuple[datetime, Callable[[datetime], None]]]
        ]
    ] = []
    for _, number, moments in sorted(waiting, key=lambda each: each[:2]):
        _push(agenda, number, moments)
    total, ended, day = len(lives), 0, begun.date()
    while agenda:
        at, number, happen, moments = heapq.heappop(agenda)
        if at > now:
            ended += 1
            continue
        if at.date() > day:
            day = at.date()
            tick(at=at)
            Worker(clock=partial(_same, at)).run_until_idle()
        happen(at)
        if not _push(agenda, number, moments):
            ended += 1
            progress(ended, total)
    tick(at=now)
    Worker(clock=partial(_same, now)).run_until_idle()
    return offices


def _same(at: datetime) -> datetime:
    return at


def _push(
    agenda: list[Any], number: int, moments: Iterator[tuple[datetime, Callable[[datetime], None]]]
) -> bool:
    following = next(moments, None)
    if following is None:
        return False
    heapq.heappush(agenda, (following[0], number, following[1], moments))
    return True


def _start(life: Life, calendar: Calendar, now: datetime) -> datetime:
    """The moment when the voice came: so many working days ago, never ahead of now."""
    ago = int(life.told["ago"])
    day = calendar.before(now.date(), ago) if ago else now.date()
    return min(datetime.combine(day, time(int(life.told["hour"]), 24), ALMATY), now - timedelta(minutes=30))


def _moments(
    life: Life, calendar: Calendar, now: datetime
) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
    start = _start(life, calendar, now)
    moment: Moment
    for moment in life.moments():
        days, happen = moment
        yield _after(start, days, calendar), happen


def _after(start: datetime, days: float, calendar: Calendar) -> datetime:
    whole = int(days)
    day: date = calendar.add(start.date(), whole) if whole else start.date()
    return datetime.combine(day, start.timetz()) + timedelta(days=days - whole)
