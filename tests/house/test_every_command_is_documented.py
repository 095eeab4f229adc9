"""Every command and every option of it stands in docs/commands.md, and nothing that is not a command."""

from __future__ import annotations

import re
import sys

import pytest

from house.sources import ROOT
from qulaq.cli.door import known

sys.path.insert(0, str(ROOT / "tools"))
from command_pages import PAGE, described

SECTION = re.compile(r"^## qulaq (\S+)$", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z0-9-]+")
NAMES = [name for name, _ in known()]


def sections(text: str) -> dict[str, str]:
    """Command → what its section of the page says."""
    parts = SECTION.split(text)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def unsaid(name: str, section: str) -> list[str]:
    """Options that the command's own help shows and its section does not."""
    told = set(OPTION.findall(section))
    return sorted({option for _, said in described(name) for option in OPTION.findall(said)} - told)


def test_the_page_has_a_section_for_every_command_and_no_other() -> None:
    assert sorted(sections(PAGE.read_text("utf-8"))) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_is_on_the_page(name: str) -> None:
    section = sections(PAGE.read_text("utf-8")).get(name, "")
    assert unsaid(name, section) == [], "run: .venv/bin/python tools/command_pages.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_shows_an_example(name: str) -> None:
    whole = next(said for _, said in described(name))
    assert "example" in whole and f"qulaq {name}" in whole


def test_an_option_left_out_is_named() -> None:
    name = NAMES[0]
    text = f"# Commands\n\n## qulaq {name}\n\nWhat it does.\n\n## qulaq gone\n"
    assert sorted(sections(text)) == sorted([name, "gone"])
    assert "--help" in unsaid(name, sections(text)[name])
