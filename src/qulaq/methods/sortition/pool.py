"""The pool of people who agreed to take part, and the quotas their panel must meet.

Two plain CSV files, as sortition offices already keep them: one row a quota cell, one row a person. Reading is
strict, because a lottery over a misread pool cannot be undone once the panel has met.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qulaq.kernel.errors import BadInput

ID_COLUMNS = ("id", "nationbuilder_id")


@dataclass(frozen=True, slots=True)
class Quota:
    """Between `least` and `most` members of the panel (persons, inclusive) have `value` of `feature`."""

    feature: str
    value: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Person:
    """One volunteer: a code, the value of every feature (in the pool's order), the household where asked for."""

    id: str
    values: tuple[str, ...]
    household: str | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Features, quota cells and people, all in file order."""

    features: tuple[str, ...]
    quotas: tuple[Quota, ...]
    people: tuple[Person, ...]

    def __post_init__(self) -> None:
        cells = {(quota.feature, quota.value) for quota in self.quotas}
        for row, person in enumerate(self.people, start=2):
            for feature, value in zip(self.features, person.values, strict=True):
                if (feature, value) not in cells:
                    raise BadInput(f"{value!r} has no quota cell", line=row, field=feature)


def _rows(text: str, file: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = list(reader.fieldnames or [])
    if not columns:
        raise BadInput("the file is empty", file=file)
    if len(set(columns)) != len(columns):
        raise BadInput("two columns have the same name", file=file, line=1)
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise BadInput(
                "the row has another number of cells than the header", file=file, line=reader.line_num
            )
        rows.append((reader.line_num, {key: value.strip() for key, value in row.items()}))
    return columns, rows


def _whole(text: str, file: str, line: int, field: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise BadInput(f"{text!r} is not a whole number", file=file, line=line, field=field) from None
    if number < 0:
        raise BadInput("a quota cannot be negative", file=file, line=line, field=field)
    return number


def read_quotas(text: str, *, file: str = "features") -> tuple[Quota, ...]:
    """Quota cells of a CSV `feature,value,min,max` or `category,feature,min,max` (the older naming)."""
    columns, rows = _rows(text, file)
    if {"category", "feature"} <= set(columns):
        feature_column, value_column = "category", "feature"
    else:
        feature_column, value_column = "feature", "value"
    for column in (feature_column, value_column, "min", "max"):
        if column not in columns:
            raise BadInput("the column is missing", file=file, line=1, field=column)
    quotas: dict[tuple[str, str], Quota] = {}
    for line, row in rows:
        quota = Quota(
            row[feature_column],
            row[value_column],
            _whole(row["min"], file, line, "min"),
            _whole(row["max"], file, line, "max"),
        )
        if quota.least > quota.most:
            raise BadInput(f"min {quota.least} is above max {quota.most}", file=file, line=line, field="min")
        if (quota.feature, quota.value) in quotas:
            raise BadInput(f"{quota.value!r} of {quota.feature!r} stands twice", file=file, line=line)
        quotas[quota.feature, quota.value] = quota
    if not quotas:
        raise BadInput("there is no quota cell", file=file)
    return tuple(quotas.values())


def read_people(
    text: str, quotas: Iterable[Quota], *, household: str | None = None, file: str = "people"
) -> Pool:
    """The pool of a CSV with one row a person and one column a feature.

    `id` (or `nationbuilder_id`) names the person; without either, people are p0, p1, … by row. `household` names
    the column whose equal non-empty values mark people of one household.
    """
    quotas = tuple(quotas)
    features = tuple(dict.fromkeys(quota.feature for quota in quotas))
    columns, rows = _rows(text, file)
    for column in (*features, *([household] if household else [])):
        if column not in columns:
            raise BadInput("the column is missing", file=file, line=1, field=column)
    id_column = next((column for column in ID_COLUMNS if column in columns and column not in features), None)
    cells = {(quota.feature, quota.value) for quota in quotas}
    people: dict[str, Person] = {}
    for index, (line, row) in enumerate(rows):
        code = row[id_column] if id_column else f"p{index}"
        if not code or code in people:
            raise BadInput("stands twice" if code else "is empty", file=file, line=line, field=id_column)
        for feature in features:
            if (feature, row[feature]) not in cells:
                raise BadInput(f"{row[feature]!r} has no quota cell", file=file, line=line, field=feature)
        values = tuple(row[feature] for feature in features)
        people[code] = Person(code, values, (row[household] or None) if household else None)
    if not people:
        raise BadInput("there is nobody in the pool", file=file)
    return Pool(features, quotas, tuple(people.values()))


def read_pool(features: Path, people: Path, *, household: str | None = None) -> Pool:
    """Both files at once. Errors: `BadInput` naming file, line and field."""
    texts = []
    for path in (features, people):
        try:
            texts.append(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"cannot be read as UTF-8 text: {error}", file=str(path)) from error
    quotas = read_quotas(texts[0], file=str(features))
    return read_people(texts[1], quotas, household=household, file=str(people))
