"""docs/law.md tells every edition of every rule, with its article, dates and whether they are confirmed."""

from __future__ import annotations

import re
from pathlib import Path

from qulaq.law.rules import BOOK

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
ROW = re.compile(
    r"^\| `(?P<rule>[a-z0-9._]+)` \| (?P<term>.+?) \| (?P<counted>\w+) \| (?P<article>.+?) "
    r"\| (?P<since>\S+) –(?: (?P<until>\S+))? \| (?P<confirmed>yes|no) \|$",
    re.MULTILINE,
)


def test_the_page_and_the_book_say_the_same() -> None:
    told = [
        (r["rule"], r["counted"], r["article"], r["since"], r["until"], r["confirmed"] == "yes")
        for r in ROW.finditer(PAGE.read_text("utf-8"))
    ]
    book = [
        (
            e.rule,
            e.counted_from,
            e.article or "no article",
            e.valid_from.isoformat(),
            e.valid_to.isoformat() if e.valid_to else None,
            e.confirmed,
        )
        for e in BOOK
    ]
    assert sorted(told, key=str) == sorted(book, key=str)


def test_the_page_tells_the_length_of_every_term() -> None:
    lengths = {(r["rule"], r["since"]): r["term"] for r in ROW.finditer(PAGE.read_text("utf-8"))}
    units = {"wd": "working day", "cd": "calendar day", "month": "month", "min": "minute"}
    for edition in BOOK:
        if edition.answer == "term":
            said = lengths[edition.rule, edition.valid_from.isoformat()]
            assert said.startswith(f"{edition.value} {units[edition.unit]}"), edition.rule
            assert ("before" in said) == (edition.direction == "before"), edition.rule
