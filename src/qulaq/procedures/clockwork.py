"""What the clock owes a running case by a moment: thresholds reached, windows over, duties late. Reads only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qulaq.procedures.declaration import Threshold
from qulaq.procedures.state import ESCALATE, Owed, Step, moment

if TYPE_CHECKING:
    from qulaq.procedures.track import Track

SECOND = timedelta(seconds=1)


def reached(track: Track, threshold: Threshold) -> bool:
    """Whether as many came as are needed."""
    return track.counts.get(threshold.counts, 0) >= threshold.needed(track)


def owed_by_clock(track: Track, at: datetime) -> Step | None:
    """The first thing that the clock must do by `at`; None when there is nothing."""
    if track.outcome or track.becomes:
        return None
    for threshold in track.procedure.thresholds:
        if track.stage in threshold.stages and reached(track, threshold):
            return Step(threshold.reached, max(track.steps[-1].at, track.opened), "system")
    steps = [
        Step(track.procedure.window(w.name).closes_by, w.until, "clock")
        for w in track.windows
        if not w.closed and at > w.until
    ]
    late = (escalation(track, owed) for owed in track.open_duties() if owed.late(at))
    steps += [step for step in late if step and step.at < at]
    first = min(steps, key=lambda step: step.at, default=None)
    # a duty may begin late, or a new calendar may make it so: the clock never writes before the last step
    return first and replace(first, at=max(first.at, track.steps[-1].at))


def escalation(track: Track, owed: Owed) -> Step | None:
    """The next step of a duty's ladder, at the moment when the duty becomes so late."""
    ladder = track.procedure.duty(owed.name).escalates
    if owed.ends is None or owed.level >= len(ladder):
        return None
    rung = ladder[owed.level]
    when: datetime | None = owed.ends + timedelta(minutes=rung.after if rung.unit == "min" else 0)
    if rung.after and rung.unit == "wd":
        when = moment(track.reckoner.calendar.add(owed.ends.date(), rung.after))
    facts = {"duty": owed.name, "to": rung.to, "level": owed.level + 1, "public": rung.public}
    return Step(ESCALATE, when or owed.ends, "clock", facts)


def next_moment(track: Track) -> datetime | None:
    """When the clock has something to do next; None when it has nothing more to do."""
    if track.outcome or track.becomes:
        return None
    moments = [w.until for w in track.windows if not w.closed]
    moments += [step.at for owed in track.open_duties() if (step := escalation(track, owed))]
    return min(moments) + SECOND if moments else None
