"""Net change, its two intervals and gross change agree with the textbook and with scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from qulaq.methods.poll import Item, change_of, holm, mcnemar, polarisation


def item(
    before: list[float], after: list[float], group: list[str] | None = None, weight: list[float] | None = None
) -> Item:
    n = len(before)
    return Item(
        "q",
        np.array(before, float),
        np.array(after, float),
        np.array(weight or [1.0] * n),
        tuple(group or [""] * n),
    )


def random_item(n: int = 60, groups: int = 0, seed: int = 1) -> Item:
    random = np.random.default_rng(seed)
    before = random.integers(0, 11, n).astype(float)
    after = np.clip(before + random.integers(-2, 4, n), 0, 10)
    return item(before.tolist(), after.tolist(), [f"g{i % groups}" for i in range(n)] if groups else None)


def test_the_t_interval_is_scipys_paired_one() -> None:
    answers = random_item()
    change = change_of(answers)
    assert change is not None and change.t_interval is not None
    found = stats.ttest_rel(answers.after, answers.before)
    assert change.t_interval == pytest.approx(tuple(found.confidence_interval(0.95)))
    assert change.p == pytest.approx(found.pvalue)


def test_net_change_can_be_zero_while_everybody_moved() -> None:
    change = change_of(item([0, 10] * 20, [10, 0] * 20))
    assert change is not None
    assert (change.net, change.gross, change.moved, change.up, change.down) == (0, 10, 1, 0.5, 0.5)


def test_groups_that_moved_together_widen_the_bootstrap() -> None:
    random = np.random.default_rng(0)
    shift = np.repeat(random.normal(0, 3, 10), 12)
    before, after = np.full(120, 5.0), 5.0 + shift + random.normal(0, 0.1, 120)
    groups = [f"g{i // 12}" for i in range(120)]
    clustered = change_of(item(before.tolist(), after.tolist(), groups))
    single = change_of(item(before.tolist(), after.tolist()))
    assert clustered is not None and single is not None
    assert clustered.bootstrap_interval is not None and single.bootstrap_interval is not None
    assert np.ptp(clustered.bootstrap_interval) > 2 * np.ptp(single.bootstrap_interval)
    assert np.ptp(single.bootstrap_interval) == pytest.approx(np.ptp(single.t_interval), rel=0.1)


def test_few_groups_give_no_bootstrap_and_few_people_no_shares() -> None:
    few = change_of(random_item(40, groups=4))
    small = change_of(random_item(29))
    assert few is not None and few.bootstrap_interval is None and few.t_interval is not None
    assert small is not None and small.moved is None and small.up is None
    assert change_of(item([1], [2])) is None


def test_weights_move_the_mean_and_shrink_the_effective_size() -> None:
    plain = change_of(item([0] * 40, [0, 2] * 20))
    heavy = change_of(item([0] * 40, [0, 2] * 20, weight=[0.5, 1.5] * 20))
    assert plain is not None and heavy is not None
    assert (plain.net, heavy.net) == (1.0, 1.5)
    repeated = change_of(item([0] * 40, [0, 2] * 20, weight=[1.0] * 40))
    assert repeated == plain


def test_mcnemar_is_the_exact_binomial() -> None:
    yes_no = item([0] * 12 + [1] * 5 + [1] * 20, [1] * 12 + [0] * 5 + [1] * 20)
    assert mcnemar(yes_no) == {"to_yes": 12, "to_no": 5, "p": pytest.approx(stats.binomtest(12, 17).pvalue)}
    change = change_of(yes_no)
    assert change is not None and change.mcnemar is not None
    assert change_of(random_item()).mcnemar is None  # type: ignore[union-attr]


def test_holm_corrects_in_steps() -> None:
    assert holm([0.01, 0.04, None, 0.03]) == [
        pytest.approx(0.03),
        pytest.approx(0.06),
        None,
        pytest.approx(0.06),
    ]
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_polarisation_sees_groups_that_move_outwards() -> None:
    groups = [f"g{i // 10}" for i in range(80)]
    start = np.repeat([3, 7, 4, 6, 3, 7, 4, 6], 10) + np.tile(np.arange(10) - 4.5, 8) * 0.1
    outward = (
        5
        + (np.repeat(start.reshape(8, 10).mean(1), 10) - 5) * 2
        + (start - np.repeat(start.reshape(8, 10).mean(1), 10)) * 0.5
    )
    report = polarisation(item(start.tolist(), outward.tolist(), groups), 5)
    assert (report["away_from_midpoint"], report["groups_that_moved"]) == (8, 8)
    assert report["variance_ratio"] > 1 and report["homogenisation"] == pytest.approx(0.25)  # type: ignore[operator]
    assert report["icc"] > 0.9  # type: ignore[operator]
    inward = polarisation(item(outward.tolist(), start.tolist(), groups), 5)
    assert inward["away_from_midpoint"] == 0 and inward["variance_ratio"] < 1  # type: ignore[operator]


def test_the_intraclass_correlation_of_chance_groups_is_near_zero() -> None:
    report = polarisation(random_item(300, groups=30, seed=4), 5)
    assert abs(report["icc"]) < 0.15  # type: ignore[arg-type]


def test_the_clustered_interval_covers_the_truth() -> None:
    hits = 0
    for seed in range(150):
        random = np.random.default_rng(seed)
        after = 5.0 + 0.5 + np.repeat(random.normal(0, 1, 20), 10) + random.normal(0, 1, 200)
        change = change_of(item([5.0] * 200, after.tolist(), [f"g{i // 10}" for i in range(200)]), draws=400)
        assert change is not None and change.bootstrap_interval is not None
        hits += change.bootstrap_interval[0] <= 0.5 <= change.bootstrap_interval[1]
    assert 0.86 <= hits / 150 <= 0.99
