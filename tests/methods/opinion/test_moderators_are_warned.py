"""Near-duplicates, floods and a crowd unlike the census are pointed out, never acted on."""

from __future__ import annotations

import numpy as np
import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.duplicates import families, near_duplicates
from qulaq.methods.opinion.floods import effect_of, equal_ballots, surges
from qulaq.methods.opinion.margins import design_effect, gaps, rake, weighed_shares
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.votes import gather

TEXTS = {
    "1": "Автобусы должны ходить до 23:00.",
    "2": "Автобусы должны ходить до 23:00!",
    "3": "Нужно починить дорогу на улице Абая",
    "4": "Көшелерді тазалау керек",
    "5": "Кошелерди тазалау керек",
    "6": "Больше деревьев во дворах",
}


def test_the_same_thought_in_other_letters_is_found_and_other_thoughts_are_not() -> None:
    twins = near_duplicates(TEXTS)
    assert {(twin.one, twin.other) for twin in twins} == {("1", "2"), ("4", "5")}
    assert families(twins) == [("1", "2"), ("4", "5")]
    assert all(twin.confirmed is None for twin in twins)


def test_votes_confirm_or_deny_that_two_statements_say_the_same() -> None:
    rows = np.repeat(np.arange(20), 4)
    columns = np.tile([1, 2, 4, 5], 20)
    votes = gather(rows, columns, np.tile([1, 1, 1, -1], 20))
    found = {(twin.one, twin.other): twin.confirmed for twin in near_duplicates(TEXTS, votes)}
    assert found == {("1", "2"): True, ("4", "5"): False}


def test_no_texts_no_twins() -> None:
    assert near_duplicates({}) == []
    assert families([]) == []
    assert near_duplicates({"1": "", "2": "…"}) == []


def flooded(copies: int):
    crowd = plant(400, 60, seed=5).votes
    lots = np.random.default_rng(6)
    columns = np.sort(lots.choice(60, 25, replace=False))
    ballot = lots.choice([-1, 1], 25)
    rows = np.concatenate([crowd.rows(), np.repeat(np.arange(400, 400 + copies), 25)])
    what = np.concatenate([crowd.columns, np.tile(columns, copies)])
    return find_groups(gather(rows, what, np.concatenate([crowd.values, np.tile(ballot, copies)])))


def test_one_ballot_given_forty_times_is_pointed_out_with_its_effect() -> None:
    groups = flooded(40)
    found = equal_ballots(groups)
    assert [(each.people, each.votes_each) for each in found] == [(40, 25)]
    assert found[0].rows.tolist() == list(range(400, 440))
    effect = effect_of(groups, found[0].rows)
    assert effect.people == 40
    assert effect.consensus_change > 0.01
    assert effect.same_groups <= 1.0


def test_an_honest_crowd_gives_no_alarm_even_where_everybody_votes_on_the_same_few() -> None:
    assert equal_ballots(flooded(0)) == []
    lots = np.random.default_rng(7)
    rows, columns = np.divmod(np.arange(8000), 8)
    votes = gather(rows, columns, np.where(lots.random(8000) < 0.8, 1, -1))
    assert equal_ballots(find_groups(votes)) == []


def test_a_crowd_that_arrives_at_once_is_a_surge_and_a_busy_evening_is_not() -> None:
    lots = np.random.default_rng(8)
    steady = lots.uniform(0, 48 * 3600, 480)
    assert surges(steady) == []
    rush = 30 * 3600 + lots.uniform(0, 1800, 90)
    found = surges(np.concatenate([steady, rush]))
    assert len(found) == 1
    assert found[0].people > 90
    assert surges(np.array([])) == []


CENSUS = {"place": {"town": 60.0, "village": 40.0}, "sex": {"f": 0.52, "m": 0.48}}


def test_voters_unlike_the_census_are_said_in_three_languages() -> None:
    found = gaps({"place": {"town": 900, "village": 100}, "sex": {"f": 530, "m": 470}}, CENSUS)
    assert [(gap.value, gap.warns) for gap in found[:2]] == [("town", True), ("village", True)]
    assert not any(gap.warns for gap in found[2:])
    assert found[0].warning().missing() == ()
    assert "90" in found[0].warning().said("kk")
    assert "60" in found[0].warning().said("ru")


def test_a_gap_in_a_handful_of_people_is_no_warning() -> None:
    assert not any(gap.warns for gap in gaps({"place": {"town": 8, "village": 2}}, CENSUS))


def test_raked_people_have_the_margins_of_the_census() -> None:
    lots = np.random.default_rng(9)
    people = [
        {"place": str(lots.choice(["town", "village"], p=[0.9, 0.1])), "sex": str(lots.choice(["f", "m"]))}
        for _ in range(500)
    ]
    weights = rake(people, CENSUS)
    for feature, known in CENSUS.items():
        for value, share in known.items():
            there = np.array([person[feature] == value for person in people])
            assert weights[there].sum() / weights.sum() == pytest.approx(
                share / sum(known.values()), abs=1e-6
            )
    assert design_effect(weights) > 1.2
    assert design_effect(np.ones(5)) == 1.0


def test_weighing_moves_a_share_towards_the_people_who_were_missing() -> None:
    votes = gather(np.arange(10), np.zeros(10, dtype=int), np.array([1] * 9 + [-1]))
    assert weighed_shares(votes, np.ones(10))[0] == pytest.approx(0.9)
    assert weighed_shares(votes, np.array([0.5] * 9 + [5.5]))[0] == pytest.approx(0.45)


def test_what_the_census_does_not_know_is_refused() -> None:
    with pytest.raises(BadInput, match="does not know"):
        gaps({"place": {"aul": 3}}, CENSUS)
    with pytest.raises(BadInput, match="nothing"):
        gaps({"age": {"18": 3}}, CENSUS)
    with pytest.raises(BadInput):
        rake([{"place": "town"}], CENSUS)
