"""Pools with published or independently computed optima: kz_b (825/75) and the public example_small (200/20)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from methods.sortition.small_pools import keeps
from qulaq.methods.sortition import hold_lottery, read_pool

pytestmark = pytest.mark.data


@pytest.fixture
def folder() -> Path:
    data = os.environ.get("QULAQ_DATA")
    if not data:
        pytest.skip("QULAQ_DATA is not set: the reference pools kz_b and example_small were NOT checked")
    return Path(data) / "deliberation" / "sortition"


@pytest.mark.parametrize("algorithm", ["leximin", "maximin"])
def test_kz_b(folder: Path, algorithm: str) -> None:
    pool = read_pool(folder / "kz_b_825_75_features.csv", folder / "kz_b_825_75_people.csv")
    lottery = hold_lottery(pool, 75, algorithm=algorithm)  # type: ignore[arg-type]
    assert lottery.smallest == pytest.approx(18 / 289, abs=1e-6) and lottery.mixture.optimal
    if algorithm == "leximin":
        assert float(str(lottery.as_dict()["objective"]["gini"])) <= 0.281  # type: ignore[index]
    assert all(keeps(pool, panel) for panel in lottery.panels)
    assert lottery.uniform_loss() < 0.003


def test_example_small(folder: Path) -> None:
    pool = read_pool(folder / "example_small_20_categories.csv", folder / "example_small_20_respondents.csv")
    lottery = hold_lottery(pool, 20)
    assert lottery.chances == pytest.approx([0.1] * 200, abs=1e-6)
