"""Invariants of the ranked rules: Condorcet winners win, majorities win, order of ballots does not matter."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from methods.voting.profiles import ranking_profiles
from qulaq.methods.voting import Ballot, Ballots, by_lot, by_published_order, rankings, tally
from qulaq.methods.voting.pairwise import condorcet_winner

RANKED = ("schulze", "ranked-pairs", "irv")


@settings(max_examples=100, deadline=None)
@given(ballots=ranking_profiles())
def test_whoever_beats_everybody_is_elected(ballots: Ballots) -> None:
    winner = condorcet_winner(ballots)
    assume(winner is not None)
    assert tally(ballots, "schulze", 1).elected == (winner,)
    assert tally(ballots, "ranked-pairs", 1).elected == (winner,)


@settings(max_examples=100, deadline=None)
@given(ballots=ranking_profiles(), seed=st.integers(0, 99))
def test_the_order_of_ballots_changes_nothing(ballots: Ballots, seed: int) -> None:
    mixed = list(ballots.ballots)
    random.Random(seed).shuffle(mixed)
    for rule in (*RANKED, "stv", "approval", "phragmen", "equal-shares-multiwinner"):
        seats = 1 if rule in RANKED else 2
        again = tally(Ballots(ballots.candidates, tuple(mixed)), rule, seats)
        assert again.elected == tally(ballots, rule, seats).elected


@settings(max_examples=80, deadline=None)
@given(ballots=ranking_profiles(), times=st.integers(2, 5))
def test_copies_of_all_ballots_change_nothing(ballots: Ballots, times: int) -> None:
    more = Ballots(ballots.candidates, tuple(Ballot(b.places, b.count * times) for b in ballots.ballots))
    for rule in RANKED:
        assert tally(more, rule, 1).elected == tally(ballots, rule, 1).elected


@settings(max_examples=80, deadline=None)
@given(ballots=ranking_profiles())
def test_a_majority_of_first_places_elects(ballots: Ballots) -> None:
    first: dict[str, int] = {}
    for ballot in ballots.ballots:
        (name,) = ballot.places[0]
        first[name] = first.get(name, 0) + ballot.count
    leader = max(first, key=lambda name: first[name])
    assume(2 * first[leader] > ballots.total)
    for rule in RANKED:
        assert tally(ballots, rule, 1).elected == (leader,)


def test_schulzes_own_example() -> None:
    # Schulze (2011), section 3: 45 voters, five candidates, order E A C B D
    orders = {"acbed": 5, "adecb": 5, "bedac": 8, "cabed": 3, "caebd": 7, "cbade": 2, "dceba": 7, "ebadc": 8}
    ballots = rankings([tuple(order) for order, number in orders.items() for _ in range(number)], "abcde")
    assert tally(ballots, "schulze", 5).elected == ("e", "a", "c", "b", "d")


def test_transferred_votes_are_told_round_by_round() -> None:
    ballots = rankings([("a", "b")] * 5 + [("b", "a")] * 4 + [("c", "b")] * 3)
    result = tally(ballots, "irv", 1)
    assert result.elected == ("b",)
    assert [dict(step.counts) for step in result.rounds] == [{"a": 5, "b": 4, "c": 3}, {"a": 5, "b": 7}]
    assert all(not step.says.missing() for step in result.rounds)


def test_surplus_votes_go_on_at_an_exact_fraction() -> None:
    # 9 ballots, 2 seats, quota 4: a has 6, so 2/6 of each ballot goes on; b has 1 + 6 · 1/3 = 3 against c's 2
    ballots = rankings([("a", "b")] * 6 + [("b",)] + [("c",)] * 2)
    result = tally(ballots, "stv", 2)
    assert result.elected == ("a", "b")
    assert result.rounds[1].counts == {"b": 3, "c": 2}


@pytest.mark.parametrize("rule", RANKED)
def test_a_tie_is_decided_by_the_published_order_and_told(rule: str) -> None:
    ballots = rankings([("a", "b"), ("b", "a")])
    assert tally(ballots, rule, 1, by_published_order(("b", "a"))).elected == ("b",)
    assert tally(ballots, rule, 1, by_published_order(("a", "b"))).elected == ("a",)
    assert tally(ballots, rule, 1).ties[0].among == ("a", "b")


def test_a_lot_for_ties_can_be_replayed() -> None:
    orders = {by_lot("abcdef", dice=f"{throw}" * 20).order for throw in range(10)}
    assert len(orders) > 5
    assert by_lot("abcdef", dice="1234").order == by_lot("fedcba", dice="1234").order
