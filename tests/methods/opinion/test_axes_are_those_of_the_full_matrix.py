"""The sparse route gives the principal axes of the mean-filled table that Polis would build in full."""

from __future__ import annotations

import numpy as np
import pytest

from qulaq.methods.opinion.axes import dense_product, leading_axes
from qulaq.methods.opinion.counts import _by_products, count_pairs
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.space import find_space, project
from qulaq.methods.opinion.votes import Votes


def full_table(votes: Votes, zeroed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    table = np.full(votes.shape, np.nan)
    table[votes.rows(), votes.columns] = votes.values
    table[:, zeroed] = 0.0
    return table, np.nanmean(table, axis=0)


@pytest.mark.parametrize("hidden", [0, 7])
def test_axes_and_places_equal_a_dense_decomposition(hidden: int) -> None:
    votes = plant(300, 40, seed=3, mean_votes=15).votes
    zeroed = np.arange(40) < hidden
    table, means = full_table(votes, zeroed)
    filled = np.where(np.isnan(table), 0.0, table - means)
    truth = np.linalg.svd(filled, full_matrices=False)[2][:2]
    space = find_space(votes, zeroed)
    assert np.abs(np.sum(space.axes * truth, axis=1)) == pytest.approx(1.0, abs=1e-12)
    stretch = np.sqrt(40 / np.maximum((~np.isnan(table)).sum(1), 1))
    assert np.allclose(project(votes, space), (filled @ space.axes.T) * stretch[:, np.newaxis], atol=1e-12)


def test_pair_counts_give_the_same_axes_as_walking_the_votes() -> None:
    votes = plant(400, 60, seed=4).votes
    zeroed = np.arange(60) == 5
    walked, counted = find_space(votes, zeroed), find_space(votes, zeroed, pairs=count_pairs(votes))
    assert np.allclose(walked.axes, counted.axes, atol=1e-10)
    assert np.allclose(walked.strengths, counted.strengths, rtol=1e-12)


def test_pair_counts_are_the_same_whole_numbers_by_either_route() -> None:
    votes = plant(200, 30, seed=5, mean_votes=12).votes
    given, value = np.zeros(votes.shape, dtype=int), np.zeros(votes.shape, dtype=int)
    given[votes.rows(), votes.columns] = 1
    value[votes.rows(), votes.columns] = votes.values
    tables = (given.T @ given, value.T @ given, given.T @ value, value.T @ value)
    truth = np.stack([np.triu(table) for table in tables], axis=2)
    assert np.array_equal(_by_products(votes), truth)
    assert np.array_equal(count_pairs(votes).upper, truth)


def test_counting_people_out_undoes_counting_them_in() -> None:
    votes = plant(200, 30, seed=6).votes
    pairs = count_pairs(votes)
    leaving = votes.people(np.arange(0, 200, 3))
    pairs.change(leaving, np.ones(len(leaving.values), dtype=bool), sign=-1)
    rest = np.setdiff1d(np.arange(200), np.arange(0, 200, 3))
    assert np.array_equal(pairs.upper, count_pairs(votes.people(rest)).upper)


def test_an_axis_has_unit_length_and_its_largest_entry_is_positive() -> None:
    lots = np.random.default_rng(2)
    matrix = lots.standard_normal((50, 50))
    matrix = matrix @ matrix.T
    strengths, axes = leading_axes(dense_product(matrix), 50)
    assert strengths == pytest.approx(np.linalg.eigvalsh(matrix)[::-1][:2])
    assert np.sqrt((axes**2).sum(1)) == pytest.approx(1.0)
    assert all(axis[np.argmax(np.abs(axis))] > 0 for axis in axes)


def test_where_nothing_varies_there_is_no_axis() -> None:
    strengths, axes = leading_axes(dense_product(np.diag([4.0, 0.0, 0.0])), 3)
    assert strengths.tolist() == [pytest.approx(4.0), 0.0]
    assert axes[0].tolist() == pytest.approx([1.0, 0.0, 0.0])
    assert not axes[1].any()
