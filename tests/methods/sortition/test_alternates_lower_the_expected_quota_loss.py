"""Alternates chosen for the simulated dropouts leave smaller gaps than none, and only real people are chosen."""

from __future__ import annotations

import pytest

from methods.sortition.small_pools import random_pool
from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition import Person, Pool, Quota, hold_lottery
from qulaq.methods.sortition.alternates import choose_alternates, read_rates


def test_more_alternates_never_raise_the_expected_loss() -> None:
    pool = random_pool(5, people=30, size=8)
    panel = [pool.people[row].id for row in hold_lottery(pool, 8).panels[0]]
    losses = [choose_alternates(pool, panel, n, rate=0.3, scenarios=30).loss_with for n in (0, 2, 5, 8)]
    assert losses == sorted(losses, reverse=True) and losses[-1] < losses[0]


def test_alternates_are_taken_where_people_drop_out() -> None:
    people = [Person(f"{sex}{i}", (sex,)) for sex in "fm" for i in range(10)]
    pool = Pool(("sex",), (Quota("sex", "f", 3, 3), Quota("sex", "m", 3, 3)), tuple(people))
    panel = ["f0", "f1", "f2", "m0", "m1", "m2"]
    rates = {("sex", "f"): 0.5, ("sex", "m"): 0.0}
    choice = choose_alternates(pool, panel, 2, rates=rates, scenarios=50)
    assert len(choice.people) == 2 and all(code.startswith("f") for code in choice.people)
    assert not set(choice.people) & set(panel)
    assert choice == choose_alternates(pool, panel, 2, rates=rates, scenarios=50)


def test_nobody_dropping_out_costs_nothing() -> None:
    pool = random_pool(5, people=20, size=5)
    panel = [pool.people[row].id for row in hold_lottery(pool, 5).panels[0]]
    assert choose_alternates(pool, panel, 3, rate=0.0, scenarios=5).loss_with == 0


def test_wrong_input_is_named() -> None:
    pool = random_pool(5, people=20, size=5)
    with pytest.raises(BadInput, match="not in the pool"):
        choose_alternates(pool, ["ghost"], 1)
    with pytest.raises(BadInput, match="line 2, rate"):
        read_rates("feature,value,rate\nsex,f,1.5\n")
