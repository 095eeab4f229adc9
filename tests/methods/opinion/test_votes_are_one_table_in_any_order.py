"""The same votes make the same table, whatever order they arrive in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.votes import Votes, gather

CELLS = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 9)), st.sampled_from([-1, 0, 1]), min_size=1, max_size=60
)


def same(one: Votes, other: Votes) -> bool:
    fields = ("participants", "statements", "starts", "columns", "values")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in fields)


@given(CELLS, st.randoms(use_true_random=False))
def test_order_of_arrival_leaves_no_trace(cells: dict[tuple[int, int], int], lots) -> None:
    rows = [(who, what, vote) for (who, what), vote in cells.items()]
    sorted_table = gather(*(np.array(column) for column in zip(*sorted(rows), strict=True)))
    lots.shuffle(rows)
    assert same(sorted_table, gather(*(np.array(column) for column in zip(*rows, strict=True))))


@given(CELLS)
def test_every_vote_is_found_again_in_its_cell(cells: dict[tuple[int, int], int]) -> None:
    table = gather(
        *(np.array(column) for column in zip(*((p, s, v) for (p, s), v in cells.items()), strict=True))
    )
    found = {
        (int(table.participants[row]), int(table.statements[column])): int(vote)
        for row, column, vote in zip(table.rows(), table.columns, table.values, strict=True)
    }
    assert found == cells


def test_the_last_vote_by_time_counts() -> None:
    table = gather(np.array([1, 1, 1]), np.array([5, 5, 5]), np.array([1, -1, 0]), at=np.array([10, 30, 20]))
    assert table.values.tolist() == [-1]
    assert table.conflicts == 0


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
def test_without_times_contradicting_votes_count_as_their_balance(order: list[int]) -> None:
    votes = np.array([1, -1, -1])[order]
    table = gather(np.array([1, 1, 1]), np.array([5, 5, 5]), votes)
    assert (table.values.tolist(), table.conflicts) == ([-1], 1)
    assert gather(np.array([1, 1]), np.array([5, 5]), np.array([1, -1])).values.tolist() == [0]


def test_a_repeated_equal_vote_is_one_vote() -> None:
    table = gather(np.array([1, 1, 2]), np.array([5, 5, 5]), np.array([0, 0, 1]))
    assert (table.values.tolist(), table.conflicts) == ([0, 1], 0)


def test_number_labels_sort_as_numbers_and_words_as_words() -> None:
    ones = np.ones(3, dtype=int)
    assert gather(np.array(["10", "9", "2"]), ones, ones).participants.tolist() == [2, 9, 10]
    assert gather(np.array(["b", "a10", "a9"]), ones, ones).participants.tolist() == ["a10", "a9", "b"]
    assert gather(np.array([10**15, 3, -4]), ones, ones).participants.tolist() == [-4, 3, 10**15]


def test_a_vote_that_is_no_vote_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput) as refused:
        gather(np.array([1, 2]), np.array([1, 1]), np.array([1, 2]))
    assert (refused.value.line, refused.value.field) == (3, "vote")
    with pytest.raises(BadInput, match="no votes"):
        gather(np.array([]), np.array([]), np.array([]))


def test_taking_people_and_statements_keeps_their_votes() -> None:
    lots = np.random.default_rng(1)
    full = np.where(lots.random((30, 12)) < 0.6, lots.integers(-1, 2, (30, 12)), 9)
    rows, columns = np.nonzero(full != 9)
    table = gather(rows, columns, full[rows, columns])
    kept = np.arange(12) % 3 > 0
    part = table.people(np.array([2, 5, 17])).about(kept)
    expected = full[np.ix_([2, 5, 17], np.flatnonzero(kept))]
    dense = np.full(expected.shape, 9)
    dense[part.rows(), part.columns] = part.values
    assert np.array_equal(dense, expected)
