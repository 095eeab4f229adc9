"""What everybody agrees on: across the crowd, and across groups so that no large group speaks for a small
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.significance import SIGNIFICANT, over_half
from qulaq.methods.opinion.tallies import Tallies, smoothed_share
from qulaq.methods.opinion.votes import Flags, Floats, Ints

MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement most share: its `column`, counts, Laplace `share`, test `share_z` against a half."""

    column: int
    successes: int
    trials: int
    share: float
    share_z: float


def group_aware(tallies: Tallies) -> Floats:
    """The chance (m) that one person drawn from each group would all agree: product of the groups' shares."""
    result: Floats = np.prod(smoothed_share(tallies.agreed, tallies.answered), axis=0)
    return result


def shared_by_all(
    tallies: Tallies, hidden: Flags, *, most: int = MOST_SHOWN
) -> tuple[list[Shared], list[Shared]]:
    """The statements most agreed with, and most disagreed with, by all; significant ones only."""
    everybody = tallies.together()
    answered = everybody.answered[0]
    return (
        _ranked(everybody.agreed[0], answered, ~hidden, most),
        _ranked(everybody.disagreed[0], answered, ~hidden, most),
    )


def _ranked(successes: Ints, trials: Ints, shown: Flags, most: int) -> list[Shared]:
    share, share_z = smoothed_share(successes, trials), over_half(successes, trials)
    passing = np.flatnonzero(shown & (share > 0.5) & (share_z > SIGNIFICANT))
    order = passing[np.lexsort((passing, -(share * share_z)[passing]))][:most]
    return [
        Shared(int(at), int(successes[at]), int(trials[at]), float(share[at]), float(share_z[at]))
        for at in order
    ]
