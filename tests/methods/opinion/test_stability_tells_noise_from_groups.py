"""Groups that are there come back in every resample; a crowd without groups is told so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.chance import beyond_chance
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.stability import adjusted_rand, resample


def stability_of(people: int, statements: int, seed: int, slant: float, runs: int = 5):
    groups = find_groups(plant(people, statements, seed=seed, slant=slant).votes)
    return resample(groups.votes, groups.zeroed, groups.counted, groups.grouping.labels, runs=runs)


@pytest.mark.parametrize("seed", [1, 2])
def test_strong_groups_are_stable(seed: int) -> None:
    found = stability_of(1200, 150, seed, 3.0)
    assert found.verdict == "stable"
    assert found.median > 0.8
    assert len(found.over_statements) == len(found.over_people) == 5


@pytest.mark.parametrize("seed", range(10, 13))
@pytest.mark.parametrize("size", [(200, 50), (1500, 120)])
def test_where_nothing_was_planted_there_are_no_stable_groups(size: tuple[int, int], seed: int) -> None:
    assert stability_of(*size, seed, 0.0).verdict == "none"


def test_shuffled_votes_are_not_beyond_chance_and_planted_ones_are() -> None:
    nothing = np.zeros(100, dtype=bool)
    assert beyond_chance(plant(800, 100, seed=3, slant=2.5).votes, nothing, np.arange(800))[0] > 1.3
    assert beyond_chance(plant(800, 100, seed=3, slant=0.0).votes, nothing, np.arange(800))[0] < 1.05


def test_the_same_seed_gives_the_same_figures_and_people_stay_with_their_own() -> None:
    one, other = stability_of(300, 60, 5, 3.0), stability_of(300, 60, 5, 3.0)
    assert np.array_equal(one.over_people, other.over_people)
    assert np.array_equal(one.together, other.together)
    assert (np.diag(one.together) > one.together - np.diag(np.diag(one.together))).all()


LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


@given(LABELS)
def test_rand_index_is_symmetric_at_most_one_and_blind_to_names(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(column) for column in zip(*pairs, strict=True))
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand(other, one))
    assert adjusted_rand(one, other) <= 1.0 + 1e-12
    assert adjusted_rand(4 - one, other) == pytest.approx(adjusted_rand(one, other))
    assert adjusted_rand(one, one) == 1.0


def test_rand_index_of_a_known_table() -> None:
    one, other = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])
    assert adjusted_rand(one, other) == pytest.approx(0.24242424, abs=1e-8)
