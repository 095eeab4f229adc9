"""Every test that the threat model names as proof exists, and every row says what is left or leaves it empty."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text("utf-8")


def test_every_proof_exists_and_has_tests() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE))
    assert len(named) >= 12
    for proof in sorted(named):
        assert (ROOT / proof).is_file() and "def test_" in (ROOT / proof).read_text("utf-8"), proof


def test_every_security_test_is_named_or_belongs_to_the_settings() -> None:
    ours = {f"tests/security/{path.name}" for path in Path(__file__).parent.glob("test_*.py")}
    about_pages = {
        "tests/security/test_the_threat_model_is_kept.py",
        "tests/security/test_every_setting_is_explained.py",
        "tests/security/test_codes_travel.py",
    }
    assert {name for name in ours - about_pages if name not in PAGE} == set()


def test_every_threat_has_its_four_cells() -> None:
    part = PAGE.partition("## Threats")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert len(rows) > 15
    for row in rows:
        threat, against, proof, _left = (cell.strip() for cell in row.strip("|").split("|"))
        assert threat and against and proof, row
