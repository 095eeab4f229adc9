"""Random ballots for the tests of counting rules, and proportionality checked by brute force."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from qulaq.methods.voting import Ballot, Ballots

NAMES = tuple("abcdef")


@st.composite
def approval_profiles(draw: st.DrawFn, most_voters: int = 12) -> Ballots:
    names = NAMES[: draw(st.integers(3, 6))]
    sets = draw(st.lists(st.sets(st.sampled_from(names), min_size=1), min_size=1, max_size=most_voters))
    return Ballots(names, tuple(Ballot((frozenset(chosen),)) for chosen in sets))


@st.composite
def ranking_profiles(draw: st.DrawFn) -> Ballots:
    names = NAMES[: draw(st.integers(3, 6))]
    orders = draw(st.lists(st.permutations(names), min_size=1, max_size=15))
    cut = draw(st.lists(st.integers(1, len(names)), min_size=len(orders), max_size=len(orders)))
    counts = draw(st.lists(st.integers(1, 50), min_size=len(orders), max_size=len(orders)))
    return Ballots(
        names,
        tuple(
            Ballot(tuple(frozenset({name}) for name in order[:length]), count)
            for order, length, count in zip(orders, cut, counts, strict=True)
        ),
    )


def is_extended_justified(ballots: Ballots, elected: frozenset[str], seats: int) -> bool:
    """EJR: of every group with l·n/k voters that agrees on l candidates, somebody has l representatives."""
    sets = [ballot.approved for ballot in ballots.ballots for _ in range(ballot.count)]
    for size in range(1, seats + 1):
        for wish in combinations(ballots.candidates, size):
            group = [approved for approved in sets if set(wish) <= approved]
            unhappy = [approved for approved in group if len(approved & elected) < size]
            if len(unhappy) * seats >= size * len(sets):
                return False
    return True


def is_proportionally_justified(ballots: Ballots, elected: frozenset[str], seats: int) -> bool:
    """PJR: every group with l·n/k voters that agrees on l candidates has l representatives among its approvals."""
    sets = [ballot.approved for ballot in ballots.ballots for _ in range(ballot.count)]
    for size in range(1, seats + 1):
        for wish in combinations(ballots.candidates, size):
            group = [approved for approved in sets if set(wish) <= approved]
            for reached in combinations(sorted(elected), min(size - 1, len(elected))):
                inside = [approved for approved in group if approved & elected <= set(reached)]
                if len(inside) * seats >= size * len(sets):
                    return False
    return True
