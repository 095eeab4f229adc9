"""The lottery found by columns and cuts is the leximin lottery over every panel there is."""

from __future__ import annotations

import numpy as np
import pytest

from methods.sortition.small_pools import keeps, leximin_by_enumeration, random_pool
from qulaq.methods.sortition import hold_lottery


@pytest.mark.parametrize("households", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_small_pools_reach_the_leximin_lottery_of_all_panels(seed: int, households: bool) -> None:
    pool = random_pool(seed, households=households)
    lottery = hold_lottery(pool, 4, m=50)
    assert lottery.mixture.optimal
    np.testing.assert_allclose(lottery.chances, leximin_by_enumeration(pool, 4), atol=2e-6)
    assert all(keeps(pool, panel) for panel in lottery.panels)
    assert abs(lottery.probabilities.sum() - 1) < 1e-12


@pytest.mark.parametrize("seed", range(8))
def test_maximin_reaches_the_same_smallest_chance(seed: int) -> None:
    pool = random_pool(seed, people=9)
    truth = leximin_by_enumeration(pool, 4)
    lottery = hold_lottery(pool, 4, algorithm="maximin", m=50)
    assert lottery.chances[truth > 0].min() == pytest.approx(truth[truth > 0].min(), abs=1e-6)
