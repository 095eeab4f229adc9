"""What a group thinks that others do not: up to five statements a group, agreements first.

The Polis rule, restated. A statement speaks for a group if its share of agreement (or disagreement) there is
significantly over a half and significantly over that of everybody else; such statements are ranked by the
product of both shares' ratio, both tests and the share. One agreement is always put first if the group has
any at all: a group is introduced by something it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.significance import SIGNIFICANT, over_half, over_other
from qulaq.methods.opinion.tallies import Tallies, smoothed_share
from qulaq.methods.opinion.votes import Flags, Floats, Ints

MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Speaking:
    """A statement that speaks for a group: `column` in the table, for agreement or not, and the evidence.

    `share` (Laplace) and its test `share_z` against a half; `ratio` to the share of everybody else, its test
    `ratio_z`; `first` where it is the agreement put first.
    """

    column: int
    agrees: bool
    successes: int
    trials: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float
    first: bool = False

    @property
    def weight(self) -> float:
        return self.ratio * self.ratio_z * self.share * self.share_z


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One side (agreement or disagreement) of all statements in all groups; every table k x m."""

    successes: Ints
    trials: Ints
    share: Floats
    share_z: Floats
    ratio: Floats
    ratio_z: Floats

    def significant(self) -> Flags:
        return (self.share_z > SIGNIFICANT) & (self.ratio_z > SIGNIFICANT)

    def speaking(self, group: int, column: int, *, agrees: bool, first: bool = False) -> Speaking:
        tables = (self.share, self.share_z, self.ratio, self.ratio_z)
        share, share_z, ratio, ratio_z = (float(table[group, column]) for table in tables)
        counts = int(self.successes[group, column]), int(self.trials[group, column])
        return Speaking(column, agrees, *counts, share, share_z, ratio, ratio_z, first)


def weigh(successes: Ints, trials: Ints, others_successes: Ints, others_trials: Ints) -> Evidence:
    """The evidence of one side from counts in each group and in everybody else (k x m each)."""
    share = smoothed_share(successes, trials)
    return Evidence(
        successes,
        trials,
        share,
        over_half(successes, trials),
        share / smoothed_share(others_successes, others_trials),
        over_other(successes, trials, others_successes, others_trials),
    )


def representative(tallies: Tallies, hidden: Flags, *, most: int = MOST_SHOWN) -> list[list[Speaking]]:
    """Up to `most` statements for each of the k groups; `hidden` (m): statements never shown."""
    others = tallies.others()
    agree = weigh(tallies.agreed, tallies.answered, others.agreed, others.answered)
    against = weigh(tallies.disagreed, tallies.answered, others.disagreed, others.answered)
    return [_of_group(group, agree, against, ~hidden, most) for group in range(len(tallies.agreed))]


def _of_group(group: int, agree: Evidence, against: Evidence, shown: Flags, most: int) -> list[Speaking]:
    passing = (agree.significant()[group] | against.significant()[group]) & shown
    leads_agree = agree.ratio_z[group] > against.ratio_z[group]
    chosen = [
        (agree if leads_agree[column] else against).speaking(
            group, int(column), agrees=bool(leads_agree[column])
        )
        for column in np.flatnonzero(passing)
    ]
    chosen.sort(key=lambda each: (-each.weight, each.column))
    first = _best_agreement(group, agree, against, shown)
    if first is not None:
        head = agree.speaking(group, first, agrees=True, first=True)
        chosen = [head, *(each for each in chosen if each.column != first)]
    elif not chosen and (nearest := _nearest(group, agree, against, shown)) is not None:
        chosen = [nearest]
    kept = chosen[:most]
    return [each for each in kept if each.agrees] + [each for each in kept if not each.agrees]


def _best_agreement(group: int, agree: Evidence, against: Evidence, shown: Flags) -> int | None:
    """The agreement that introduces the group: walked in order of statements, each may take the place of the
    last.
    """
    voted = shown & ((agree.successes[group] > 0) | (against.successes[group] > 0))
    share, share_z = agree.share[group], agree.share_z[group]
    ratio, ratio_z = agree.ratio[group], agree.ratio_z[group]
    strength = ratio * ratio_z * share * share_z
    holder: int | None = None
    for column in np.flatnonzero(voted).tolist():
        if holder is None:
            takes = share_z[column] > SIGNIFICANT or (ratio[column] > 1.0 and share[column] > 0.5)
        elif ratio[holder] > 1.0:
            takes = strength[column] > strength[holder]
        else:
            takes = share[column] * share_z[column] > share[holder] * share_z[holder]
        if takes:
            holder = column
    return holder


def _nearest(group: int, agree: Evidence, against: Evidence, shown: Flags) -> Speaking | None:
    """Where nothing passes the tests: the statement that sets the group apart most."""
    apart = np.where(
        shown & (agree.trials[group] > 0), np.maximum(agree.ratio_z, against.ratio_z)[group], -np.inf
    )
    column = int(np.argmax(apart)) if len(apart) else 0
    if not len(apart) or not np.isfinite(apart[column]):
        return None
    agrees = bool(agree.ratio_z[group, column] > against.ratio_z[group, column])
    return (agree if agrees else against).speaking(group, column, agrees=agrees)
