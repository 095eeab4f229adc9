"""Roles, kinds, procedures and levels of identity stand in docs/glossary.md in Kazakh, Russian and English."""

from __future__ import annotations

import re

from house.sources import ROOT
from qulaq.hear.rules import KINDS
from qulaq.people.models import Level, Role
from qulaq.procedures.declaration import ROLES
from qulaq.procedures.registry import declared

ROW = re.compile(r"^\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]*)\|", re.MULTILINE)
KAZAKH_OR_RUSSIAN = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)


def named(page: str) -> dict[str, tuple[str, str, str]]:
    """Code → its Kazakh, Russian and English words."""
    rows = [[cell.strip() for cell in row] for row in ROW.findall(page)]
    return {code.strip("`"): (kk, ru, en) for kk, ru, en, code in rows if code.startswith("`")}


def test_every_name_of_the_code_has_its_words() -> None:
    words = named((ROOT / "docs" / "glossary.md").read_text("utf-8"))
    levels = {level.name.lower() for level in Level}
    used = {*map(str, Role), *ROLES, *KINDS, *declared(), *levels}
    assert sorted(used - set(words)) == []


def test_every_row_is_said_in_three_languages() -> None:
    for code, (kk, ru, en) in named((ROOT / "docs" / "glossary.md").read_text("utf-8")).items():
        assert KAZAKH_OR_RUSSIAN.search(kk) and KAZAKH_OR_RUSSIAN.search(ru), code
        assert en and not KAZAKH_OR_RUSSIAN.search(en), code


def test_a_name_without_words_is_missed() -> None:
    page = "| Kazakh | Russian | English | Code |\n|---|---|---|---|\n| қазы | судья | judge | `judge` |\n"
    assert named(page) == {"judge": ("қазы", "судья", "judge")}
