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


def unlisted(folder: Path) -> list[str]:
    """Documents that the front page of docs/ does not lead to, straight or through the page of a folder."""
    fronts = list((folder / "docs").rglob("README.md"))
    led_to = {
        (page.parent / target).resolve()
        for page in fronts
        for target in LINK.findall(page.read_text("utf-8"))
    }
    pages = (folder / "docs").rglob("*.md")
    return sorted(
        str(p.relative_to(folder)) for p in pages if p.name != "README.md" and p.resolve() not in led_to
    )


def test_every_document_can_be_found_from_the_front_page() -> None:
    assert unlisted(ROOT) == []


def test_a_document_that_nothing_leads_to_is_named(tmp_path: Path) -> None:
    plant(tmp_path, {"docs/README.md": "[a](a.md)\n", "docs/a.md": "", "docs/lost.md": ""})
    assert unlisted(tmp_path) == ["docs/lost.md"]


def test_every_link_leads_somewhere() -> None:
    assert broken(ROOT) == []


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    page = "[a](docs/b.md) [c](gone.md) ![p](pictures/p.png) [x](https://example.kz) [y](#here) `[z](z.md)`\n"
    plant(tmp_path, {"README.md": page, "docs/b.md": "[up](../README.md#top)\n"})
    assert broken(tmp_path) == ["README.md → gone.md", "README.md → pictures/p.png"]
