"""A case that goes on under its number as another procedure: an enquiry becomes an appeal when its author is confirmed.

The new procedure has its own clock. What a body still owed under a duty that `follows` is owed there from the same
moment, so that confirming a name never loses a person in danger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from qulaq.procedures.declaration import Facts, Procedure
from qulaq.procedures.state import SINCE, Owed
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, begin


def next_chapter(
    track: Track,
    declared: Procedure,
    *,
    at: datetime,
    reckoner: Reckoner,
    facts: Facts,
    by: str,
    who: str = "",
) -> Track:
    """The case begun anew as `declared`, with what follows from `track`. Raises Refused where a fact is missing."""
    fresh = begin(declared, at=at, reckoner=reckoner, facts=facts, by=by, who=who)
    for act, owed in _following(track, declared):
        fresh.step(act, at=at, by="system", facts={SINCE: owed.started.isoformat()})
    return fresh


def _following(track: Track, declared: Procedure) -> Iterator[tuple[str, Owed]]:
    """(act that starts it, duty) of each duty that was open when the case became another procedure."""
    known = {duty.name: duty for duty in declared.duties if duty.follows}
    for owed in track.duties:
        if owed.name in known and owed.state == "dropped" and owed.ended == track.steps[-1].at:
            yield known[owed.name].starts[0], owed
