"""The space of opinion: two axes along which people differ most, and where each person and statement stands
in it.

The mathematics of Polis (Small et al., "Polis: scaling deliberation by mapping high dimensional opinion
spaces", 2021): a missing vote counts as the statement's mean, the table is centred, and the two leading
principal axes are kept. A mean-filled, centred table is zero wherever a vote is missing, so its scatter
matrix needs observed votes only, and the full table is never built. A person stands at the sum of her centred
votes along each axis, stretched by sqrt(statements / votes) so that few votes do not mean a place in the
middle.

Statements that moderators took out (and, in Polis, meta statements) are set to 0 for everybody: they carry no
variation, but count as votes in the stretch. That habit of Polis is kept because published maps depend on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from qulaq.methods.opinion.axes import dense_product, leading_axes
from qulaq.methods.opinion.counts import PairCounts
from qulaq.methods.opinion.votes import Flags, Floats, Votes

PAIRS_FROM: Final = 5_000_000  # votes; below, walking them a few dozen times is cheaper than counting pairs
PAIRS_UP_TO: Final = 4000  # statements; above, m x m tables cost more memory than walking the votes
CHUNK: Final = 2_000_000  # cells turned into floats at a time


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Axes over the m statements: `means` (m), `axes` (2 x m, unit length or zero), `strengths` (2
    eigenvalues).
    """

    means: Floats
    axes: Floats
    strengths: Floats
    zeroed: Flags

    def turned(self, signs: Floats) -> Space:
        """The same space with axis i multiplied by `signs[i]` (+1 or -1)."""
        return Space(self.means, self.axes * signs[:, np.newaxis], self.strengths, self.zeroed)


def centres_of(votes: Votes, zeroed: Flags) -> Floats:
    """Mean vote of each statement (m); 0 for those set to zero or without votes."""
    means = votes.totals() / np.maximum(votes.per_statement, 1)
    return np.where(zeroed, 0.0, means)


def wants_pairs(votes: Votes) -> bool:
    """Whether the axes of these votes are found from pair counts; depends on the votes alone."""
    return len(votes.values) >= PAIRS_FROM and votes.shape[1] <= PAIRS_UP_TO


def find_space(
    votes: Votes, zeroed: Flags, *, pairs: PairCounts | None = None, tolerance: float = 1e-13
) -> Space:
    """The axes of a table of votes, from its pair counts where given, else by walking the votes."""
    means = centres_of(votes, zeroed)
    kept = ~zeroed
    axes = np.zeros((2, votes.shape[1]))
    if not kept.any():
        return Space(means, axes, np.zeros(2), zeroed)
    if pairs is not None:
        product = dense_product(pairs.scatter(kept, means[kept]))
    else:
        product = _walking_product(votes if kept.all() else votes.about(kept), means[kept])
    strengths, axes[:, kept] = leading_axes(product, int(kept.sum()), tolerance=tolerance)
    return Space(means, axes, strengths, zeroed)


def _walking_product(votes: Votes, means: Floats) -> Callable[[Floats], Floats]:
    table = sparse.csr_array(
        (votes.values - means[votes.columns], votes.columns, votes.starts), shape=votes.shape
    )
    turned = table.T
    return lambda vector: np.asarray(turned @ (table @ vector))


def project(votes: Votes, space: Space) -> Floats:
    """Where each participant stands (n x 2)."""
    n, m = votes.shape
    places = np.empty((n, 2))
    low = 0
    while low < n:
        high = int(np.searchsorted(votes.starts, votes.starts[low] + CHUNK, side="right")) - 1
        high = min(n, max(low + 1, high))
        cells = slice(votes.starts[low], votes.starts[high])
        columns = votes.columns[cells]
        centred = votes.values[cells] - space.means[columns]
        starts = votes.starts[low : high + 1] - votes.starts[low]
        places[low:high] = sparse.csr_array((centred, columns, starts), shape=(high - low, m)) @ space.axes.T
        low = high
    return places * _stretch(votes, space)[:, np.newaxis]


def _stretch(votes: Votes, space: Space) -> Floats:
    """sqrt(statements / votes) of each participant, zeroed statements counted as voted on by everybody."""
    zeroed = space.zeroed
    given = votes.per_person
    if zeroed.any():
        hidden = np.add.reduceat(np.append(zeroed[votes.columns], False).astype(np.int64), votes.starts[:-1])
        given = given - np.where(given > 0, hidden, 0) + int(zeroed.sum())
    return np.sqrt(votes.shape[1] / np.maximum(given, 1))


def place_statements(space: Space) -> Floats:
    """Where somebody would stand who agreed with this statement only (m x 2); its length is the extremity."""
    m = len(space.means)
    places: Floats = ((1.0 - space.means) * np.sqrt(m))[:, np.newaxis] * space.axes.T
    return places
