"""The same election in every layout of the CSV gives the same ballots; slips are named."""

from __future__ import annotations

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.voting import read_ballots, tally

LAYOUTS = (
    "voter,a,b,c\n1,1,2,3\n2,,1,\n3,2,1,\n",
    "1,2,3\na,b,c\nb,,\nb,a,\n",
    "vote\na>b>c\nb\nb>a\n",
    "voter,candidate,rank\n1,a,1\n1,b,2\n1,c,3\n2,b,1\n3,b,1\n3,a,2\n",
)


@pytest.mark.parametrize("text", LAYOUTS)
def test_four_layouts_of_rankings(text: str) -> None:
    ballots = read_ballots(text)
    assert [[sorted(place) for place in ballot.places] for ballot in ballots.ballots] == [
        [["a"], ["b"], ["c"]],
        [["b"]],
        [["b"], ["a"]],
    ]
    assert tally(ballots, "irv", 1).elected == ("b",)


def test_marks_are_approvals_and_a_count_stands_for_equal_ballots() -> None:
    ballots = read_ballots("count,a,b,c\n3,1,0,1\n2,x,x,\n")
    assert tally(ballots, "approval", 1).rounds[0].counts == {"a": 5, "b": 2, "c": 3}
    assert ballots.total == 5


def test_equal_places_are_read() -> None:
    assert read_ballots("vote,n\na=b>c,2\n").ballots[0].places == (frozenset("ab"), frozenset("c"))


def test_block_ballots_with_too_many_names_are_not_counted_and_told() -> None:
    result = tally(read_ballots('vote\n"a,b,c"\n"a,b"\n"a,b"\n'), "block", 2)
    assert result.rounds[0].counts == {"ballots": 1} and set(result.elected) == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no ballot"),
        ("vote\na>a\n", "line 2: a ballot names a candidate twice"),
        ("count,a,b\nx,1,1\n", "line 2, count: 'x' is not a whole number"),
        ("count,a,b\n0,1,1\n", "counts at least once"),
        ("voter,a\n1,-2\n", "a rank is 1 or more"),
        ("voter\n1\n", "no column of candidates"),
        ("voter,candidate,rank\n1,a,x\n", "'x' is not a rank"),
    ],
)
def test_a_wrong_file_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_ballots(text)


def test_unknown_rules_and_seats_are_refused() -> None:
    ballots = read_ballots("vote\na>b\n")
    with pytest.raises(BadInput, match="none of"):
        tally(ballots, "dictator", 1)
    with pytest.raises(BadInput, match="at least one seat"):
        tally(ballots, "irv", 0)
