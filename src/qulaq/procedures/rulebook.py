"""Rules of time as dated data: which term was in force on which day, and by which article.

One row a rule and edition. A case keeps the edition of the day on which it was opened (pinned), so a change of the
law never rewrites a running case. Source of the shape: the law itself changed five times between December 2025 and
July 2026 (docs/law.md).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, get_args

from qulaq.kernel.errors import BadInput

Unit = Literal["min", "h", "wd", "cd", "month", "none"]
Direction = Literal["after", "before"]
Roll = Literal["next_wd", "none"]
CountedFrom = Literal["registration", "event"]
Answer = Literal["term", "registration", "roll", "none"]
"""What the rule yields: a term to count, the registration day itself, the day rolled, or no day at all."""

COLUMNS: Final = (
    "rule", "answer", "value", "unit", "direction", "roll", "counted_from", "article", "valid_from", "valid_to",
    "confirmed", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """One rule as it stood from `valid_from` to `valid_to` (both inclusive; None = still in force)."""

    rule: str
    answer: Answer
    value: int | None
    unit: Unit
    direction: Direction
    roll: Roll
    counted_from: CountedFrom
    article: str | None
    valid_from: date
    valid_to: date | None
    confirmed: bool
    why: str

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def as_dict(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "value": self.value,
            "unit": self.unit,
            "direction": self.direction,
            "roll": self.roll,
            "counted_from": self.counted_from,
            "article": self.article,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
            "confirmed": self.confirmed,
        }


class NoEdition(BadInput):
    """The day lies before the first known edition of the rule."""


class RuleBook:
    """All editions of all rules, looked up by rule and day."""

    def __init__(
        self, editions: Iterable[Edition], *, first_edition_reaches_back: Iterable[str] = ()
    ) -> None:
        self._by_rule: dict[str, list[Edition]] = {}
        for edition in editions:
            self._by_rule.setdefault(edition.rule, []).append(edition)
        self._reaches_back = frozenset(first_edition_reaches_back)
        for rule, known in self._by_rule.items():
            known.sort(key=lambda edition: edition.valid_from)
            for earlier, later in pairwise(known):
                if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                    raise BadInput(
                        f"two editions are in force on {later.valid_from}; end the earlier one before",
                        field=rule,
                    )

    def __contains__(self, rule: str) -> bool:
        return rule in self._by_rule

    def __iter__(self) -> Iterator[Edition]:
        for known in self._by_rule.values():
            yield from known

    def counted_from(self, rule: str) -> CountedFrom:
        """From what the rule counts: the registration day or the event's day (the same in all its editions)."""
        known = self._by_rule.get(rule)
        return known[0].counted_from if known else "event"

    def at(self, rule: str, day: date) -> Edition:
        """The edition of `rule` in force on `day`; BadInput where the rule or an edition is unknown."""
        known = self._by_rule.get(rule)
        if not known:
            raise BadInput(f"there is no rule {rule!r}; `qulaq due --list` shows them all", field="RULE")
        for edition in known:
            if edition.in_force(day):
                return edition
        if rule in self._reaches_back and day < known[0].valid_from:
            return known[0]
        raise NoEdition(f"no edition known of {rule} on {day.isoformat()}", field="--at")

    @classmethod
    def load(cls, path: Path, *, first_edition_reaches_back: Iterable[str] = ()) -> RuleBook:
        """Read a rules table; a wrong cell is named by line and column."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise BadInput(f"the columns must be {', '.join(COLUMNS)}", file=path.name, line=1)
            editions = [_edition(row, path.name, number) for number, row in enumerate(rows, start=2)]
        return cls(editions, first_edition_reaches_back=first_edition_reaches_back)


def _edition(row: Mapping[str, str], file: str, line: int) -> Edition:
    def chosen(column: str, literal: object) -> str:
        if row[column] not in get_args(literal):
            raise BadInput(
                f"{row[column]!r} is none of {', '.join(get_args(literal))}",
                file=file,
                line=line,
                field=column,
            )
        return row[column]

    def day(column: str) -> date | None:
        try:
            return date.fromisoformat(row[column]) if row[column] else None
        except ValueError as error:
            raise BadInput(
                f"{row[column]!r} is no date YYYY-MM-DD", file=file, line=line, field=column
            ) from error

    valid_from = day("valid_from")
    if valid_from is None:
        raise BadInput("say from which day it is in force", file=file, line=line, field="valid_from")
    try:
        value = int(row["value"]) if row["value"] else None
    except ValueError as error:
        raise BadInput(f"{row['value']!r} is no whole number", file=file, line=line, field="value") from error
    return Edition(
        rule=row["rule"],
        answer=chosen("answer", Answer),  # type: ignore[arg-type]
        value=value,
        unit=chosen("unit", Unit),  # type: ignore[arg-type]
        direction=chosen("direction", Direction),  # type: ignore[arg-type]
        roll=chosen("roll", Roll),  # type: ignore[arg-type]
        counted_from=chosen("counted_from", CountedFrom),  # type: ignore[arg-type]
        article=row["article"] or None,
        valid_from=valid_from,
        valid_to=day("valid_to"),
        confirmed=row["confirmed"] == "yes",
        why=row["why"],
    )
