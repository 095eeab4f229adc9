"""Proportionality by brute force on small profiles: Equal Shares satisfies EJR, sequential Phragmén PJR."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from methods.voting.profiles import approval_profiles, is_extended_justified, is_proportionally_justified
from qulaq.methods.voting import Ballots, approvals, tally


@settings(max_examples=150, deadline=None)
@given(ballots=approval_profiles(), seats=st.integers(1, 4))
def test_equal_shares_leaves_no_agreeing_group_without_its_seats(ballots: Ballots, seats: int) -> None:
    seats = min(seats, len(ballots.candidates))
    elected = frozenset(tally(ballots, "equal-shares-multiwinner", seats).elected)
    assert len(elected) == seats
    assert is_extended_justified(ballots, elected, seats)


@settings(max_examples=150, deadline=None)
@given(ballots=approval_profiles(), seats=st.integers(1, 4))
def test_phragmen_represents_every_agreeing_group(ballots: Ballots, seats: int) -> None:
    seats = min(seats, len(ballots.candidates))
    elected = frozenset(tally(ballots, "phragmen", seats).elected)
    assert len(elected) == seats
    assert is_proportionally_justified(ballots, elected, seats)


def test_a_third_of_the_voters_gets_a_third_of_the_seats_where_most_votes_give_none() -> None:
    ballots = approvals([{"a1", "a2", "a3"}] * 20 + [{"b1", "b2", "b3"}] * 10)
    assert set(tally(ballots, "approval", 3).elected) == {"a1", "a2", "a3"}
    for rule in ("phragmen", "equal-shares-multiwinner"):
        assert len({name for name in tally(ballots, rule, 3).elected if name.startswith("b")}) == 1


def test_the_checks_can_fail() -> None:
    ballots = approvals([{"a1", "a2", "a3"}] * 20 + [{"b1", "b2", "b3"}] * 10)
    assert not is_extended_justified(ballots, frozenset({"a1", "a2", "a3"}), 3)
    assert not is_proportionally_justified(ballots, frozenset({"a1", "a2", "a3"}), 3)
