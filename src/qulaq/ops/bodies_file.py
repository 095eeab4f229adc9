"""The register of bodies as a table that an akimat keeps in a spreadsheet: each wrong cell is named by line and field.

UTF-8, with commas or semicolons (what spreadsheets write here), a byte-order mark is fine. Columns in any order:
code, parent, level, kato, name_kk, name_ru, name_en, competences, hours, phone.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.errors import BadInput
from qulaq.kernel.kato import Gazetteer
from qulaq.kernel.words import Words

COLUMNS: Final = (
    "code", "parent", "level", "kato", "name_kk", "name_ru", "name_en", "competences", "hours", "phone",
)  # fmt: skip
LEVELS: Final = ("central", "region", "district", "okrug")
CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
PHONE: Final = re.compile(r"[0-9+()\s,;–-]{0,40}")
BETWEEN: Final = re.compile(r"[\s,;|]+")
HOURS: Final = "09:00-18:30"
LONGEST_NAME: Final = 300


class Unfit(BadInput):
    """The table cannot be loaded: all its faults, in the order of lines."""

    def __init__(self, faults: Sequence[BadInput]) -> None:
        first = faults[0]
        super().__init__(first.message, file=first.file, line=first.line, field=first.field)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body as the table says it. `parent` is a code, empty at the top; `kato` is empty for the whole country."""

    line: int
    code: str
    parent: str
    level: str
    kato: str
    names: Words
    competences: frozenset[str]
    hours: str
    phone: str


def read_bodies(
    text: str,
    *,
    file: str,
    standing: Mapping[str, str],
    ended: Collection[str] = (),
    categories: Collection[str],
    gazetteer: Gazetteer,
) -> list[BodyRow]:
    """The rows of a table, parents before those below them and otherwise in its own order. Unfit names every fault.

    `standing` maps each code of the register to its parent's; `ended` are codes of bodies that were closed.
    """
    cells = list(_cells(text, file))
    faults: list[BadInput] = []
    rows: list[BodyRow] = []
    for line, row in cells:
        wrong = _faults(row, categories, gazetteer)
        faults += [BadInput(says, file=file, line=line, field=field) for field, says in wrong]
        rows.append(_row(line, row))
    for line, field, says in _misplaced(rows, standing, ended):
        faults.append(BadInput(says, file=file, line=line, field=field))
    if faults:
        raise Unfit(sorted(faults, key=lambda fault: fault.line or 0))
    if not rows:
        raise BadInput("holds no bodies", file=file)
    above = dict(standing) | {row.code: row.parent for row in rows}
    return sorted(rows, key=lambda row: len(list(_line_above(row.code, above))))


def _cells(text: str, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    plain = text.removeprefix("\ufeff")
    first = plain.partition("\n")[0]
    reader = csv.DictReader(
        StringIO(plain, newline=""), delimiter=";" if ";" in first else ",", strict=True, restkey="beyond"
    )
    try:
        header = [name.strip() for name in reader.fieldnames or []]
        _judge_header(header, file)
        reader.fieldnames = header
        for row in reader:
            if "beyond" in row:
                raise BadInput("has more cells than the header", file=file, line=reader.line_num)
            said = {name: (row[name] or "").strip() for name in COLUMNS}
            if any(said.values()):
                yield reader.line_num, said
    except csv.Error as error:
        raise BadInput(f"not readable as CSV: {error}", file=file, line=reader.reader.line_num) from error


def _judge_header(header: list[str], file: str) -> None:
    for name in COLUMNS:
        if name not in header:
            raise BadInput("this column is missing", file=file, line=1, field=name)
    for name in header:
        if name not in COLUMNS:
            raise BadInput("is no column of this table", file=file, line=1, field=name or "(empty)")
    if len(set(header)) < len(header):
        raise BadInput("names a column twice", file=file, line=1)


def _faults(
    row: dict[str, str], categories: Collection[str], gazetteer: Gazetteer
) -> Iterator[tuple[str, str]]:
    if not CODE.fullmatch(row["code"]):
        yield "code", f"{row['code']!r}; write small Latin letters, digits and dashes, at most 60"
    if row["level"] not in LEVELS:
        yield "level", f"{row['level']!r}; write {', '.join(LEVELS)}"
    yield from _place_faults(row, gazetteer)
    yield from _name_faults(row)
    unknown = sorted(_listed(row["competences"]) - set(categories))
    if unknown:
        yield "competences", f"knows no category {', '.join(unknown)}"
    try:
        OfficeHours.parse(row["hours"] or HOURS)
    except BadInput as error:
        yield "hours", error.message
    if not PHONE.fullmatch(row["phone"]):
        yield "phone", f"{row['phone']!r}; write digits as in +7 7262 00 00 10, at most 40 signs"


def _name_faults(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field in ("name_kk", "name_ru", "name_en"):
        if not row[field]:
            yield field, "is empty: a body has a name in three languages"
        elif len(row[field]) > LONGEST_NAME:
            yield field, f"is longer than {LONGEST_NAME} signs"
        elif any(unicodedata.category(sign) == "Cc" for sign in row[field]):
            yield field, "holds a sign that cannot be printed"


def _place_faults(row: dict[str, str], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    if not row["kato"]:
        if row["level"] != "central":
            yield "kato", "is empty: only a central body is there for the whole country"
        return
    place = gazetteer.get(row["kato"])
    if place is None:
        yield "kato", f"{row['kato']!r} is no code of the classifier"
    elif place.valid_to is not None:
        after = f", now {', '.join(place.successors)}" if place.successors else ""
        yield "kato", f"{row['kato']} ended on {place.valid_to}{after}"


def _row(line: int, row: dict[str, str]) -> BodyRow:
    return BodyRow(
        line=line,
        code=row["code"],
        parent=row["parent"],
        level=row["level"],
        kato=row["kato"],
        names=Words(kk=row["name_kk"], ru=row["name_ru"], en=row["name_en"]),
        competences=frozenset(_listed(row["competences"])),
        hours=row["hours"] or HOURS,
        phone=row["phone"],
    )


def _listed(cell: str) -> set[str]:
    return {part for part in BETWEEN.split(cell) if part}


def _misplaced(
    rows: Sequence[BodyRow], standing: Mapping[str, str], ended: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """(line, field, fault) of codes listed twice or closed, parents that are nowhere, rings."""
    first: dict[str, int] = {}
    above = dict(standing) | {row.code: row.parent for row in rows}
    for row in rows:
        if first.setdefault(row.code, row.line) != row.line:
            yield row.line, "code", f"{row.code} stands in line {first[row.code]} already"
        if row.code in ended:
            yield row.line, "code", f"{row.code} was closed; a new body takes a new code"
        if row.parent and row.parent not in above:
            yield row.line, "parent", f"{row.parent!r} is neither in this table nor in the register"
        elif row.code in _line_above(row.code, above):
            yield row.line, "parent", f"{row.code} would stand below itself"


def _line_above(code: str, above: Mapping[str, str]) -> Iterator[str]:
    """Codes above one, the nearest first; a ring is walked once."""
    seen: set[str] = set()
    while (code := above.get(code, "")) and code not in seen:
        seen.add(code)
        yield code
