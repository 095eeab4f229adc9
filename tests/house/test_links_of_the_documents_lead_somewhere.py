"""A link in a document leads to a file that is there, and a picture that is shown exists."""

from __future__ import annotations

import re
from pathlib import Path

from house.sources import ROOT, plant

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def broken(folder: Path) -> list[str]:
    """Relative links of the Markdown in `folder` (its top and docs/) whose file is missing."""
    found = []
    for page in sorted([*folder.glob("*.md"), *(folder / "docs").rglob("*.md")]):
        for target in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
            place, _, _ = target.partition("#")
            outside = re.match(r"[a-z]+:", target) is not None
            if place and not outside and not (page.parent / place).exists():
                found.append(f"{page.relative_to(folder)} → {target}")
    return found


def test_every_link_leads_somewhere() -> None:
    assert broken(ROOT) == []


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    page = "[a](docs/b.md) [c](gone.md) ![p](pictures/p.png) [x](https://example.kz) [y](#here) `[z](z.md)`\n"
    plant(tmp_path, {"README.md": page, "docs/b.md": "[up](../README.md#top)\n"})
    assert broken(tmp_path) == ["README.md → gone.md", "README.md → pictures/p.png"]
