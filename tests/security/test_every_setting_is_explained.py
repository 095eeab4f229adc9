"""Each row of docs/settings.md says what happens while the setting is unset, and what it does."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `([A-Z][A-Z_]+)` \|")


def test_every_row_says_what_unset_means_and_what_it_does() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if ROW.match(line)]
    assert len(rows) > 20
    for line in rows:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert len(cells) == 3 and all(cells), line
