"""docs/settings.md explains every setting that the code reads, and none that it does not."""

from __future__ import annotations

import re
from pathlib import Path

import qulaq

SOURCE = Path(qulaq.__file__).parent
PAGE = SOURCE.parents[1] / "docs" / "settings.md"
READ = re.compile(
    r"(?:\benv\.(?:text|flag|number|listed)|os\.environ(?:\.get|\.setdefault)?)\s*[(\[]\s*\"([A-Z][A-Z_]+)\""
)
ROW = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.MULTILINE)
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def read_by_the_code() -> set[str]:
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    return set(READ.findall(text)) - NOT_OURS


def test_every_setting_that_is_read_is_explained_and_no_other() -> None:
    explained = ROW.findall(PAGE.read_text("utf-8"))
    assert sorted(explained) == sorted(read_by_the_code())


def test_every_row_says_what_unset_means_and_what_it_does() -> None:
    for line in PAGE.read_text("utf-8").splitlines():
        if ROW.match(line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == 3 and all(cells), line


def test_the_search_sees_each_way_of_reading() -> None:
    code = 'env.text("A_B"), env.listed(\n    "C_D"), os.environ.get("E_F", ""), os.environ["G_H"]'
    assert READ.findall(code) == ["A_B", "C_D", "E_F", "G_H"]
