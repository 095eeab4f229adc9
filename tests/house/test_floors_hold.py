"""Imports point down only: the contracts of pyproject.toml, run on the real tree and on broken ones."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from house.sources import ROOT, plant

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """Judge the package `qulaq` that lies in `source`."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml", "--no-cache"],
        env={**os.environ, "PYTHONPATH": str(source)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def empty_house(folder: Path) -> Path:
    """Every floor that the contract names, with nothing in it."""
    floors = [name.strip() for line in CONTRACTS[0]["layers"] for name in re.split("[|:]", line)]
    empty = {f"{floor.replace('.', '/')}/__init__.py": "" for floor in ["qulaq", *floors]}
    return plant(folder, empty)


def test_the_house_keeps_its_floors() -> None:
    verdict = lint(ROOT / "src")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_an_empty_house_keeps_its_floors(tmp_path: Path) -> None:
    verdict = lint(empty_house(tmp_path))
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("kernel/time.py", "import qulaq.ledger"),
        ("hear/acts.py", "from qulaq.law import appeal"),
        ("hear/acts.py", "from qulaq import understand"),
        ("procedures/engine.py", "from qulaq.hear import models"),
        ("web/pages.py", "from qulaq import api"),
        ("cli/door2.py", "from qulaq import web"),
        ("ops/worker2.py", "from qulaq import cli"),
        ("methods/text.py", "import django"),
        ("kernel/time.py", "from django.utils import timezone"),
    ],
)
def test_an_import_that_climbs_is_refused(tmp_path: Path, module: str, line: str) -> None:
    house = plant(empty_house(tmp_path), {f"qulaq/{module}": f"{line}\n", "qulaq/hear/models.py": ""})
    plant(house, {"qulaq/law/appeal.py": ""})
    verdict = lint(house)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert "BROKEN" in verdict.stdout
