"""Properties of any lottery: quotas kept, chances equal within a kind, the uniform table close to the exact one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.sortition.small_pools import keeps, random_pool
from qulaq.methods.sortition import hold_lottery


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(100, 10_000), people=st.integers(8, 40), households=st.booleans())
def test_panels_keep_quotas_and_equals_are_treated_equally(seed: int, people: int, households: bool) -> None:
    pool = random_pool(seed, people=people, size=5, households=households)
    lottery = hold_lottery(pool, 5, m=200)
    assert all(len(set(panel)) == 5 and keeps(pool, panel) for panel in lottery.panels)
    assert abs(lottery.probabilities.sum() - 1) < 1e-9 and (lottery.probabilities >= 0).all()
    assert abs(lottery.chances.sum() - 5) < 1e-6
    counted = np.zeros(people)
    for panel, probability in zip(lottery.panels, lottery.probabilities, strict=True):
        counted[list(panel)] += probability
    np.testing.assert_allclose(counted, lottery.chances, atol=1e-9)
    if not households:
        by_kind: dict[tuple[str, ...], list[float]] = {}
        for person, chance in zip(pool.people, lottery.chances, strict=True):
            by_kind.setdefault(person.values, []).append(chance)
        assert all(max(chances) - min(chances) < 1e-6 for chances in by_kind.values())
    assert len(lottery.uniform) == 200
    assert lottery.uniform_loss() < 0.03


def test_the_same_pool_gives_the_same_bytes() -> None:
    pool = random_pool(7, people=30, size=5)
    assert str(hold_lottery(pool, 5).as_dict()["panels"]) == str(hold_lottery(pool, 5).as_dict()["panels"])


def test_a_time_limit_publishes_the_gap() -> None:
    pool = random_pool(11, people=60, size=8)
    ticks = iter(range(10_000))
    lottery = hold_lottery(pool, 8, seconds=3, clock=lambda: float(next(ticks)))
    assert not lottery.mixture.optimal
    assert 0 <= lottery.gap < 1
    assert lottery.smallest <= lottery.mixture.ceiling
    best = hold_lottery(pool, 8).smallest
    assert best <= lottery.mixture.ceiling + 1e-9
