"""Shares, consensus and the tests behind them: what must hold for any counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.methods.opinion.consensus import group_aware, shared_by_all
from qulaq.methods.opinion.representative import representative
from qulaq.methods.opinion.significance import over_half, over_other
from qulaq.methods.opinion.tallies import Tallies, tally
from qulaq.methods.opinion.votes import gather


@st.composite
def tables(draw) -> Tallies:
    k, m = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    parts = draw(
        st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=k * m, max_size=k * m).map(np.array)
    ).reshape(k, m, 3)
    return Tallies(parts[..., 0], parts[..., 1], parts.sum(2))


@given(tables())
def test_group_aware_consensus_is_a_chance_and_grows_with_agreement(table: Tallies) -> None:
    score = group_aware(table)
    assert ((score > 0) & (score < 1)).all()
    more = Tallies(table.agreed + 1, table.disagreed, table.answered + 1)
    assert (group_aware(more) >= score).all()


@given(tables())
def test_at_most_five_statements_speak_for_a_group_agreements_first(table: Tallies) -> None:
    hidden = np.zeros(table.agreed.shape[1], dtype=bool)
    hidden[0] = True
    for chosen in representative(table, hidden):
        assert len(chosen) <= 5
        sides = [each.agrees for each in chosen]
        assert sides == sorted(sides, reverse=True)
        columns = [each.column for each in chosen]
        assert len(set(columns)) == len(columns)
        assert 0 not in columns


@given(tables())
def test_shared_statements_have_a_majority_on_their_side(table: Tallies) -> None:
    agreed, against = shared_by_all(table, np.zeros(table.agreed.shape[1], dtype=bool))
    assert all(each.share > 0.5 and each.successes * 2 >= each.trials for each in agreed + against)
    assert not {each.column for each in agreed} & {each.column for each in against}


@given(*[st.integers(0, 200)] * 4)
def test_comparing_two_groups_is_antisymmetric(a: int, b: int, c: int, d: int) -> None:
    one, other = (min(a, b), max(a, b)), (min(c, d), max(c, d))
    there, back = over_other(*map(np.array, (*one, *other))), over_other(*map(np.array, (*other, *one)))
    assert float(there) == pytest.approx(-float(back), abs=1e-12)


def test_known_values_of_the_tests() -> None:
    assert float(over_half(np.array(25), np.array(26))) == pytest.approx(4.811252243246882)
    assert float(over_half(np.array(0), np.array(0))) == pytest.approx(1.0)
    assert float(over_other(np.array(9), np.array(9), np.array(1), np.array(9))) == pytest.approx(
        (1 - 0.2) / np.sqrt(0.6 * 0.4 * 0.2)
    )


def test_tallies_count_every_vote_of_the_people_asked_about() -> None:
    lots = np.random.default_rng(3)
    rows, columns = np.divmod(np.arange(600), 10)
    votes = gather(rows, columns, lots.integers(-1, 2, 600))
    labels = lots.integers(-1, 3, 60)
    table = tally(votes, labels, 3)
    full = np.zeros((60, 10), dtype=int)
    full[votes.rows(), votes.columns] = votes.values
    for group in range(3):
        there = full[labels == group]
        assert table.agreed[group].tolist() == (there == 1).sum(0).tolist()
        assert table.passed[group].tolist() == (there == 0).sum(0).tolist()
        assert table.disagreed[group].tolist() == (there == -1).sum(0).tolist()
