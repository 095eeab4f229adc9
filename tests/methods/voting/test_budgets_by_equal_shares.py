"""Participatory budgets: exact purchases, the completion, ties by the published rule, files read strictly."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.kernel.errors import BadInput
from qulaq.methods.voting import (
    Election,
    Project,
    equal_shares_budget,
    greedy_budget,
    parse_election,
    read_election,
)
from qulaq.methods.voting.budget import _buy, _Count, _surely


def election(costs: dict[str, int], budget: int, votes: list[str]) -> Election:
    names = list(costs)
    return Election(
        {},
        Fraction(budget),
        tuple(Project(name, name, Fraction(cost)) for name, cost in costs.items()),
        tuple(tuple(names.index(name) for name in vote) for vote in votes),
        None,
        None,
    )


@st.composite
def elections(draw: st.DrawFn) -> Election:
    names = "abcdef"[: draw(st.integers(2, 6))]
    costs = {name: draw(st.integers(1, 60)) for name in names}
    votes = draw(st.lists(st.sets(st.sampled_from(names)).map(sorted), min_size=1, max_size=15))
    return election(costs, draw(st.integers(20, 150)), ["".join(vote) for vote in votes])


@settings(max_examples=200, deadline=None)
@given(
    case=elections(),
    utility=st.sampled_from(["cost", "cardinality"]),
    completion=st.sampled_from(["none", "add1", "greedy"]),
)
def test_no_outcome_costs_more_than_the_budget(case: Election, utility: str, completion: str) -> None:
    outcome = equal_shares_budget(case, utility=utility, completion=completion)  # type: ignore[arg-type]
    assert outcome.cost <= case.budget
    assert len(set(outcome.selected)) == len(outcome.selected)
    assert greedy_budget(case).cost <= case.budget


@settings(max_examples=200, deadline=None)
@given(case=elections(), extra=st.integers(0, 40))
def test_quick_and_exact_purchases_agree(case: Election, extra: int) -> None:
    count = _Count(case, "cost")
    share = Fraction(count.budget, count.voters) + extra
    assert _surely(count, share) == _buy(count, share)[0]


@settings(max_examples=150, deadline=None)
@given(case=elections())
def test_a_group_that_could_pay_for_a_common_project_gets_something(case: Election) -> None:
    # a consequence of extended justified representation: no unanimous group whose share pays is left empty-handed
    selected = set(equal_shares_budget(case).selected)
    share = case.budget / len(case.votes)
    for index, project in enumerate(case.projects):
        group = [vote for vote in case.votes if index in vote]
        if group and len(group) * share >= project.cost and project.id not in selected:
            assert any(case.projects[other].id in selected for vote in group for other in vote)


def test_a_minority_gets_its_part_where_greedy_gives_none() -> None:
    case = election({"a": 50, "b": 50, "c": 30}, 100, ["ab"] * 7 + ["c"] * 3)
    assert set(greedy_budget(case).selected) == {"a", "b"}
    assert "c" in equal_shares_budget(case, completion="greedy").selected


def test_payments_are_exact_fractions() -> None:
    outcome = equal_shares_budget(election({"a": 10}, 30, ["a", "a", "a"]))
    assert outcome.rounds[0].counts["payment"] == Fraction(10, 3)


def test_equal_projects_go_by_supporters_then_cost_then_file() -> None:
    outcome = equal_shares_budget(election({"a": 10, "b": 10}, 10, ["ab", "ab"]))
    assert outcome.selected == ("a",) and outcome.ties[0].among == ("a", "b")


def test_the_completion_spends_what_fits() -> None:
    case = election({"a": 60, "b": 40}, 100, ["a"] * 3 + ["b"] * 2)
    assert set(equal_shares_budget(case, completion="add1").selected) == {"a", "b"}
    case = election({"a": 70, "b": 30}, 100, ["a"] * 3 + ["b"] * 2)
    assert equal_shares_budget(case).selected == ("b",)
    assert set(equal_shares_budget(case, completion="add1").selected) == {"a", "b"}


SMALL = """META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name;selected
p1;50,5;Park;1
p2;40;Road;0
VOTES
voter_id;vote
v1;p1,p2
v2;p2
v3;
"""


def test_a_file_is_read_with_decimal_costs_and_empty_votes() -> None:
    case = parse_election(SMALL)
    assert case.projects[0].cost == Fraction(101, 2)
    assert case.votes == ((0, 1), (1,), ())
    assert case.officially_selected == ("p1",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("p1,p2", "p1,p9", "p9' is no project"),
        ("p1,p2", "p1,p1", "named twice"),
        ("50,5", "x", "line 7, cost: 'x' is not an amount"),
        ("50,5", "0", "above 0"),
        ("budget;100", "x;1", "no budget"),
        ("VOTES", "VOTE", "section VOTES is missing"),
        ("p2;40", "p1;40", "same id"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        parse_election(SMALL.replace(old, new, 1))


def test_points_count_in_the_greedy_rule_of_cumulative_votes() -> None:
    text = SMALL.replace("approval", "cumulative").replace("voter_id;vote", "voter_id;vote;points")
    text = (
        text.replace("v1;p1,p2", "v1;p1,p2;9,1")
        .replace("v2;p2", "v2;p2;2")
        .replace("v3;", "v3;;")
        .replace("budget;100", "budget;60")
    )
    assert greedy_budget(parse_election(text)).selected == ("p1",)


@pytest.mark.data
def test_swiecie_2023_is_the_official_outcome() -> None:
    data = os.environ.get("QULAQ_DATA")
    if not data:
        pytest.skip("QULAQ_DATA is not set: the official election of Świecie 2023 was NOT checked")
    case = read_election(Path(data) / "deliberation" / "pabulib" / "Poland_Swiecie_2023.pb")
    assert set(equal_shares_budget(case, completion="add1").selected) == set(case.officially_selected or ())
