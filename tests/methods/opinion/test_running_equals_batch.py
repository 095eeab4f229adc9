"""Votes folded in bit by bit give the batch answer to the last bit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.methods.opinion import space
from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.counts import count_pairs
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.running import Running
from qulaq.methods.opinion.votes import Votes, gather

FIELDS = ("participants", "statements", "starts", "columns", "values")


def same(one: Votes, other: Votes) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in FIELDS)


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 15), st.integers(0, 8)), st.sampled_from([-1, 0, 1]), min_size=4, max_size=70
)


@settings(max_examples=60)
@given(CELLS, st.data(), st.booleans())
def test_any_order_and_any_batches_give_the_same_table_and_counts(cells, data, counted: bool) -> None:
    rows = data.draw(st.permutations([(p, s, v) for (p, s), v in cells.items()]))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=4)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(space, "PAIRS_FROM", 10 if counted else 10**9)
        running: Running | None = None
        for low, high in zip([0, *cuts], [*cuts, len(rows)], strict=True):
            columns = [np.array(column) for column in zip(*rows[low:high], strict=True)]
            if running is None:
                running = Running.of(*columns)
            else:
                running.fold(*columns)
        assert running is not None
        whole = gather(*(np.array(column) for column in zip(*rows, strict=True)))
        assert same(running.votes, whole)
        assert (running.pairs is not None) == (counted and len(rows) >= 10)
        if running.pairs is not None:
            assert np.array_equal(running.pairs.upper, count_pairs(whole).upper)


@pytest.mark.parametrize("pairs_from", [1, 10**9])
def test_the_answer_is_equal_to_the_last_bit(monkeypatch: pytest.MonkeyPatch, pairs_from: int) -> None:
    monkeypatch.setattr(space, "PAIRS_FROM", pairs_from)
    votes = plant(400, 50, seed=8).votes
    order = np.random.default_rng(3).permutation(len(votes.values))
    columns = [column[order] for column in (votes.rows(), votes.columns, votes.values)]
    cuts = [0, 6000, 6001, 9000, len(order)]
    running = Running.of(*(column[: cuts[1]] for column in columns))
    for low, high in pairwise(cuts[1:]):
        running.fold(*(column[low:high] for column in columns))
    folded, whole = running.groups(), find_groups(votes)
    assert folded.places.tobytes() == whole.places.tobytes()
    assert folded.grouping.labels.tobytes() == whole.grouping.labels.tobytes()
    assert folded.membership.chances.tobytes() == whole.membership.chances.tobytes()


def test_a_changed_mind_replaces_the_earlier_vote() -> None:
    running = Running.of(np.array([1, 1, 2]), np.array([1, 2, 1]), np.array([1, 1, 0]))
    running.fold(np.array([1, 2]), np.array([1, 3]), np.array([-1, 1]))
    expected = gather(np.array([1, 1, 2, 2]), np.array([1, 2, 1, 3]), np.array([-1, 1, 0, 1]))
    assert same(running.votes, expected)


def test_longer_names_that_come_later_are_not_cut() -> None:
    running = Running.of(np.array(["b", "d"]), np.array([1, 1]), np.array([1, 0]))
    running.fold(np.array(["c-long", "a", "e-longer"]), np.array([1, 2, 1]), np.array([1, 1, -1]))
    assert running.votes.participants.tolist() == ["a", "b", "c-long", "d", "e-longer"]
    assert running.votes.statements.tolist() == [1, 2]


def test_no_new_votes_change_nothing() -> None:
    running = Running.of(np.array([1, 2]), np.array([1, 1]), np.array([1, 0]))
    before = running.votes
    running.fold(np.array([]), np.array([]), np.array([]))
    assert same(running.votes, before)


def test_a_word_among_number_labels_makes_them_all_words() -> None:
    running = Running.of(np.array([10, 9]), np.array([1, 1]), np.array([1, -1]))
    running.fold(np.array(["guest"]), np.array(["1"]), np.array([0]))
    assert same(
        running.votes, gather(np.array(["10", "9", "guest"]), np.array([1, 1, 1]), np.array([1, -1, 0]))
    )
