"""Planted groups come out, no group has one person, and numbers are given by size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.bases import condense
from qulaq.methods.opinion.grouping import continued, group_people
from qulaq.methods.opinion.kmeans import from_many_starts, settle, silhouette
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.presence import counted_people
from qulaq.methods.opinion.stability import adjusted_rand


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_planted_groups_are_found_without_being_told_their_number(seed: int) -> None:
    crowd = plant(1500, 200, seed=seed, slant=2.5)
    groups = find_groups(crowd.votes)
    assert groups.grouping.k == 3
    assert adjusted_rand(groups.grouping.labels, crowd.groups[groups.counted]) > 0.6


PLACES = st.lists(
    st.tuples(st.floats(-9, 9, allow_nan=False), st.floats(-9, 9, allow_nan=False)), min_size=2, max_size=150
)


@settings(max_examples=60)
@given(PLACES, st.one_of(st.none(), st.integers(2, 6)))
def test_no_group_has_one_person_and_everybody_has_a_group(places, k: int | None) -> None:
    grouping = group_people(np.array(places), k=k)
    sizes = grouping.sizes()
    assert sizes.sum() == len(places)
    assert sizes.min() >= 2
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    assert len(grouping.centres) == grouping.k == len(sizes)


@settings(max_examples=40)
@given(PLACES, st.randoms(use_true_random=False))
def test_who_stands_first_in_the_list_decides_nothing(places, lots) -> None:
    order = list(range(len(places)))
    lots.shuffle(order)
    one, other = np.array(places), np.array(places)[order]
    assert np.array_equal(condense(one).points, condense(other).points)


def test_silhouette_of_weighted_points_is_that_of_the_people_they_stand_for() -> None:
    lots = np.random.default_rng(4)
    points, weights = lots.standard_normal((12, 2)), lots.integers(1, 5, 12)
    labels = np.arange(12) % 3
    people, whose = np.repeat(points, weights, axis=0), np.repeat(labels, weights)
    apart = np.sqrt(((people[:, np.newaxis] - people) ** 2).sum(2))
    scores = []
    for person in range(len(people)):
        own = apart[person, whose == whose[person]].sum() / ((whose == whose[person]).sum() - 1)
        other = min(apart[person, whose == group].mean() for group in range(3) if group != whose[person])
        scores.append((other - own) / max(own, other))
    assert silhouette(points, weights.astype(float), labels) == pytest.approx(np.mean(scores), abs=1e-12)


def test_many_starts_find_the_tightest_cut_of_a_line() -> None:
    points = np.column_stack([np.array([0.0, 1, 2, 10, 11, 12, 30, 31]), np.zeros(8)])
    weights = np.array([1.0, 5, 1, 2, 2, 2, 4, 4])
    found = from_many_starts(points, weights, 3)
    assert found is not None
    assert found.labels[0] == found.labels[1] == found.labels[2]
    assert found.labels[3] == found.labels[5]
    best = min(
        settle(points, weights, points[list(seeds)]).spread
        for seeds in [(0, 3, 6), (1, 4, 7), (2, 5, 6), (0, 1, 2)]
    )
    assert found.spread == pytest.approx(best)


def test_a_lone_outlier_is_no_group() -> None:
    places = np.vstack([np.random.default_rng(1).standard_normal((60, 2)), [[500.0, 0.0]]])
    assert group_people(places, k=2).sizes().min() >= 2


def test_continued_groups_keep_their_names_and_empty_ones_go() -> None:
    lots = np.random.default_rng(5)
    places = np.vstack([lots.normal(-3, 0.5, (40, 2)), lots.normal(3, 0.5, (20, 2))])
    found = continued(places, np.array([[2.5, 3.5], [-3.0, -2.0], [90.0, 90.0]]), (4, 7, 9))
    assert found.names == (4, 7)
    assert found.sizes().tolist() == [20, 40]
    assert np.array_equal(found.labels, np.repeat([1, 0], [40, 20]))


def test_seven_votes_make_a_person_count_and_the_most_active_fill_up_to_fifteen() -> None:
    given_votes = np.array([9, 7, 6, 5, 5, 0, 3] + [1] * 20)
    counted = counted_people(given_votes, 40)
    assert len(counted) == 15
    assert set(range(7)) - {5} <= set(counted.tolist())
    assert counted_people(np.full(30, 3), 3).tolist() == list(range(30))
    stays = np.zeros(30, dtype=bool)
    stays[29] = True
    assert 29 in counted_people(np.array([8] * 20 + [1] * 10), 40, already=stays)


def test_a_number_of_groups_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(BadInput, match="2 to 9"):
        find_groups(plant(30, 10, seed=1).votes, k=1)


@pytest.mark.parametrize("votes_of", [1, 0, -1])
def test_where_all_think_alike_there_is_one_group(votes_of: int) -> None:
    from qulaq.methods.opinion.votes import gather

    rows, columns = np.divmod(np.arange(200), 10)
    groups = find_groups(gather(rows, columns, np.full(200, votes_of)))
    assert groups.grouping.k == 1
    assert groups.grouping.labels.tolist() == [0] * 20
