"""Statements that say the same in other words or letters, so that nobody has to vote on one thought five
times.

Texts are compared by runs of four letters within words, weighted by rarity (tf-idf, cosine; Salton and
Buckley, 1988), after folding Kazakh and Russian spellings together. Votes can confirm a pair: people who met
both should have voted alike. A pair is a suggestion to a moderator; nothing is merged by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from qulaq.kernel.folding import fold
from qulaq.methods.opinion.votes import Votes

ALIKE_FROM: Final = 0.6
RUN: Final = 4
SAME_FROM: Final = 0.7
LEAST_IN_COMMON: Final = 5  # people who voted on both, before their votes say anything


@dataclass(frozen=True, slots=True)
class Twin:
    """Two statements by label, `likeness` of their texts (0 to 1), and how alike people voted on them.

    `same_votes`: share of equal votes among the `in_common` people who voted on both; None under 5 of them.
    """

    one: str
    other: str
    likeness: float
    in_common: int
    same_votes: float | None

    @property
    def confirmed(self) -> bool | None:
        """Whether people voted alike on both (70 % or more); None where too few met both."""
        return None if self.same_votes is None else self.same_votes >= SAME_FROM


def near_duplicates(
    texts: Mapping[str, str], votes: Votes | None = None, *, threshold: float = ALIKE_FROM
) -> list[Twin]:
    """Pairs of statements alike by text (label → text), most alike first, with what `votes` say of each pair."""
    labels = sorted(texts)
    table = _weighted([_runs(texts[label]) for label in labels])
    likeness = sparse.triu(table @ table.T, k=1).tocoo()
    near = likeness.data >= threshold
    place = {str(label): at for at, label in enumerate(votes.statements)} if votes is not None else {}
    ballots = _by_statement(votes) if votes is not None else None
    twins = []
    for row, column, value in zip(likeness.row[near], likeness.col[near], likeness.data[near], strict=True):
        one, other = labels[row], labels[column]
        in_common, same = 0, None
        if ballots is not None and one in place and other in place:
            in_common, same = _agreement(ballots, place[one], place[other])
        twins.append(Twin(one, other, min(1.0, float(value)), in_common, same))
    return sorted(twins, key=lambda twin: (-twin.likeness, twin.one, twin.other))


def families(twins: list[Twin]) -> list[tuple[str, ...]]:
    """Statements joined by pairs into families, largest first; each sorted by label."""
    labels = sorted({label for twin in twins for label in (twin.one, twin.other)})
    place = {label: at for at, label in enumerate(labels)}
    ends = [[place[twin.one] for twin in twins], [place[twin.other] for twin in twins]]
    if not labels:
        return []
    joined = sparse.coo_array((np.ones(len(twins)), (ends[0], ends[1])), shape=(len(labels), len(labels)))
    found: dict[int, list[str]] = {}
    for label, family in zip(labels, connected_components(joined, directed=False)[1].tolist(), strict=True):
        found.setdefault(family, []).append(label)
    return sorted(
        (tuple(members) for members in found.values()), key=lambda members: (-len(members), members)
    )


def _runs(text: str) -> Counter[str]:
    """Runs of four signs of each folded word with its edges marked, and the whole of short words."""
    runs: Counter[str] = Counter()
    for word in fold(text).split():
        bare = f" {''.join(sign for sign in word if sign.isalnum())} "
        if bare.strip():
            runs.update(bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1)))
    return runs


def _weighted(counted: list[Counter[str]]) -> sparse.csr_array:
    """Rows of unit length, each run weighted by how rare it is."""
    held = Counter(run for runs in counted for run in runs)
    place = {run: at for at, run in enumerate(sorted(held))}
    rows = [row for row, runs in enumerate(counted) for _ in runs]
    columns = [place[run] for runs in counted for run in runs]
    weights = np.array(
        [
            (1.0 + np.log(times)) * (1.0 + np.log((1 + len(counted)) / (1 + held[run])))
            for runs in counted
            for run, times in runs.items()
        ]
    )
    table = sparse.csr_array((weights, (rows, columns)), shape=(len(counted), max(1, len(place))))
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1.0 / np.maximum(length, 1e-300)) @ table)


def _by_statement(votes: Votes) -> sparse.csc_array:
    """The table by columns, values 1 to 3 so that a pass is not lost."""
    return sparse.csr_array((votes.values + 2, votes.columns, votes.starts), shape=votes.shape).tocsc()


def _agreement(ballots: sparse.csc_array, one: int, other: int) -> tuple[int, float | None]:
    def column(at: int) -> tuple[np.ndarray, np.ndarray]:
        cells = slice(ballots.indptr[at], ballots.indptr[at + 1])
        return ballots.indices[cells], ballots.data[cells]

    (people, mine), (others, theirs) = column(one), column(other)
    shared, here, there = np.intersect1d(people, others, assume_unique=True, return_indices=True)
    if len(shared) < LEAST_IN_COMMON:
        return len(shared), None
    return len(shared), float(np.mean(mine[here] == theirs[there]))
