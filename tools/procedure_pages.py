"""Write docs/procedures.md: every declared procedure as a lawyer reads it, in three languages side by side.

.venv/bin/python tools/procedure_pages.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from qulaq.kernel.words import Words
from qulaq.procedures.declaration import Duty, Exit, Procedure
from qulaq.procedures.registry import declared

PAGE = Path(__file__).resolve().parent.parent / "docs" / "procedures.md"
PREFACE = """# Procedures

Written by `tools/procedure_pages.py` from the declarations in `qulaq.law`; a test fails when they differ. Terms with
their values, editions and articles: `qulaq due --list`. Kazakh terms wait for a native lawyer's eye.
"""
UNITS = {"wd": "working days", "cd": "calendar days", "month": "months", "min": "minutes", "h": "hours"}


def page() -> str:
    """The whole of docs/procedures.md."""
    return "\n".join([PREFACE, *(part for one in declared().values() for part in section(one))])


def section(procedure: Procedure) -> Iterator[str]:
    """One procedure: stages with who may do what, duties with their terms, ends."""
    article = (
        f" Articles {procedure.article}."
        if procedure.article
        else " No article of law: the body's own promise."
    )
    yield f"## {procedure.title.en} ({procedure.name})\n"
    yield f"{procedure.title.kk} · {procedure.title.ru}.{article}\n"
    yield "### Stages and what may be done in them\n"
    rows: list[tuple[str, ...]] = []
    for stage in procedure.stages:
        rows.append((*_three(stage.title, bold=True), "", "", ""))
        rows += [
            (*_three(way.title), ", ".join(way.by), _whither(way), way.article or "") for way in stage.exits
        ]
    if procedure.anywhere:
        rows.append(("**кез келген кезеңде**", "**на любой стадии**", "**in every stage**", "", "", ""))
        rows += [
            (*_three(w.title), ", ".join(w.by), _whither(w), w.article or "") for w in procedure.anywhere
        ]
    yield _table(("Kazakh", "Russian", "English", "by", "leads to", "article"), rows)
    yield "### Duties\n"
    yield _table(
        ("Kazakh", "Russian", "English", "who", "term", "article"),
        ((*_three(d.title), d.owner, *_term(procedure, d)) for d in procedure.duties),
    )
    yield "### Ends\n"
    yield _table(
        ("Kazakh", "Russian", "English", "answered", "published", "article"),
        (
            (*_three(end.title), "yes" if end.answered else "no", end.publishes, end.article or "")
            for end in procedure.outcomes
        ),
    )


def _three(words: Words, *, bold: bool = False) -> tuple[str, str, str]:
    mark = "**" if bold else ""
    return f"{mark}{words.kk}{mark}", f"{mark}{words.ru}{mark}", f"{mark}{words.en}{mark}"


def _whither(way: Exit) -> str:
    if way.becomes:
        return f"becomes {way.becomes}"
    return way.to or ""


def _term(procedure: Procedure, duty: Duty) -> tuple[str, str]:
    """(the newest edition of the duty's term in words, its article)."""
    if duty.rule is None:
        return "the day that the body set itself", ""
    edition = max(
        (known for known in procedure.book if known.rule == duty.rule), key=lambda known: known.valid_from
    )
    said = (
        f"{edition.value} {UNITS[edition.unit]}" if edition.value else edition.why or "the same working day"
    )
    return f"{said} (`{duty.rule}`)", edition.article or ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.name}: {len(declared())} procedures", file=sys.stderr)
