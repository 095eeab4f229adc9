"""Over 100 people Polis groups bases, not people, and what it publishes grew step by step: we continue that exactly.

No open dump of that size lies here, so a history is played: forty updates, base points and groups each time started
from the last, the first people who came as first centres, as the published description says.
"""

from __future__ import annotations

import numpy as np
import pytest

from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.kmeans import settle
from qulaq.methods.opinion.memory import Memory
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.presence import counted_people
from qulaq.methods.opinion.space import find_space, project
from qulaq.methods.opinion.stability import adjusted_rand
from qulaq.methods.opinion.votes import Votes, gather


def played(people: int, statements: int, seed: int, k: int) -> tuple[Votes, Memory]:
    votes = plant(people, statements, seed=seed).votes
    lots = np.random.default_rng(seed)
    order = np.argsort(votes.rows() + lots.exponential(people * 0.1, len(votes.values)))
    axes = np.zeros((2, statements))
    base_points, centres = np.zeros((0, 2)), np.zeros((0, 2))
    groups: dict[str, int] = {}
    for step in range(4, 41):
        part = order[: len(order) * step // 40]
        now = gather(votes.rows()[part], votes.columns[part], votes.values[part])
        space = find_space(now, np.zeros(now.shape[1], dtype=bool))
        space = space.turned(np.where(np.sum(space.axes * axes[:, now.statements], axis=1) < 0, -1.0, 1.0))
        axes = np.zeros((2, statements))
        axes[:, now.statements] = space.axes
        counted = counted_people(now.per_person, now.shape[1])
        places = project(now, space)[counted]
        first = places[np.sort(np.unique(places, axis=0, return_index=True)[1])]
        base_points = np.vstack([base_points, first])[: max(100, len(base_points))][:100]
        bases = settle(places, np.ones(len(places)), base_points, rounds=20)
        alive = np.unique(bases.labels)
        base_points, weights = bases.centres[alive], np.bincount(bases.labels)[alive].astype(float)
        found = settle(base_points, weights, centres if len(centres) else base_points[:k], rounds=20)
        centres = found.centres
        labels = found.labels[np.searchsorted(alive, bases.labels)]
        groups = dict(zip(now.participants[counted].astype(str).tolist(), labels.tolist(), strict=True))
    names = tuple(range(len(centres)))
    tids = tuple(map(str, range(statements)))
    return votes, Memory(tids, axes, names, centres, base_points, groups, frozenset(groups))


@pytest.mark.parametrize(("people", "statements"), [(208, 60), (900, 120)])
@pytest.mark.parametrize("k", [2, 3, 4])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_groups_over_a_hundred_bases_are_continued(people: int, statements: int, seed: int, k: int) -> None:
    votes, memory = played(people, statements, seed, k)
    groups = find_groups(votes, memory=memory)
    theirs = np.array([memory.groups[str(person)] for person in groups.votes.participants[groups.counted]])
    assert len(memory.bases if memory.bases is not None else []) > 90
    assert adjusted_rand(groups.grouping.labels, theirs) >= 0.95
