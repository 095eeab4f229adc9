"""Questionnaires before and after deliberation, matched person by person.

Source of the design: Luskin, Fishkin, Jowell, "Considered Opinions", British J. of Political Science 32 (2002): the
same private questions at recruitment (everybody invited) and at the end (participants).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qulaq.kernel.errors import BadInput

Floats = npt.NDArray[np.float64]
IDS = ("id", "participant", "person", "respondent")
GROUPS = ("group", "small_group", "table")
WEIGHTS = ("weight", "weights")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One questionnaire. `cells[person][column]` is text; an empty cell is no answer."""

    columns: tuple[str, ...]
    cells: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Item:
    """Answers of the participants who answered both times: `before`, `after` (N), `weight` (N, mean 1), `group` (N)."""

    name: str
    before: Floats
    after: Floats
    weight: Floats
    group: tuple[str, ...]

    @property
    def binary(self) -> bool:
        return set(np.unique(np.concatenate([self.before, self.after]))) <= {0.0, 1.0}


def read_sheet(text: str, *, file: str = "answers") -> Sheet:
    """One row a person, one column a question. Errors: `BadInput` for a missing or repeated id."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = [column for column in (reader.fieldnames or []) if column]
    key = next((column for column in columns if column.lower() in IDS), None)
    if key is None:
        raise BadInput("the column id is missing", file=file, line=1, field="id")
    cells: dict[str, dict[str, str]] = {}
    for row in reader:
        code = (row[key] or "").strip()
        if not code or code in cells:
            raise BadInput("stands twice" if code else "is empty", file=file, line=reader.line_num, field=key)
        cells[code] = {column: (row[column] or "").strip() for column in columns if column != key}
    return Sheet(tuple(column for column in columns if column != key), cells)


def number(text: str) -> float | None:
    """A number, or None for an empty cell or words."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def numeric_columns(sheet: Sheet) -> list[str]:
    """Columns in which every answer given is a number, and somebody gave one."""
    found = []
    for column in sheet.columns:
        given = [row[column] for row in sheet.cells.values() if row[column]]
        if given and all(number(text) is not None for text in given):
            found.append(column)
    return found


def special(columns: Sequence[str], names: Sequence[str]) -> str | None:
    return next((column for column in columns if column.lower() in names), None)


def read_weights(text: str, *, file: str = "weights") -> dict[str, float]:
    """Weights of a CSV `id,weight`; above 0."""
    sheet = read_sheet(text, file=file)
    column = special(sheet.columns, WEIGHTS)
    if column is None:
        raise BadInput("the column weight is missing", file=file, line=1, field="weight")
    return weights_in(sheet, column, file=file)


def weights_in(sheet: Sheet, column: str, *, file: str = "weights") -> dict[str, float]:
    """Weights that stand in a column of a questionnaire."""
    weights = {}
    for line, (code, row) in enumerate(sheet.cells.items(), start=2):
        value = number(row[column])
        if value is None or value <= 0:
            raise BadInput("a weight is above 0", file=file, line=line, field=column)
        weights[code] = value
    return weights


def matched(before: Sheet, after: Sheet, name: str, weights: Mapping[str, float] | None = None) -> Item:
    """The item of everybody who answered it both times. Errors: `BadInput` where a participant has no weight."""
    group_column = special(after.columns, GROUPS)
    group_sheet = after if group_column else before
    group_column = group_column or special(before.columns, GROUPS)
    rows = []
    for code, row in after.cells.items():
        first, last = number(before.cells.get(code, {}).get(name, "")), number(row.get(name, ""))
        if first is not None and last is not None:
            if weights is not None and code not in weights:
                raise BadInput(f"{code!r} has no weight", field="weights")
            group = group_sheet.cells.get(code, {}).get(group_column, "") if group_column else ""
            rows.append((first, last, weights[code] if weights else 1.0, group))
    weight = np.array([row[2] for row in rows])
    return Item(
        name,
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        weight / weight.mean() if len(rows) else weight,
        tuple(row[3] for row in rows),
    )
