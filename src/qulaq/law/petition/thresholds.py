"""How many must join a petition (90-3(4)) and what it may not ask for (90-2(3))."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words

FIRST: Final = 50
LEVELS: Final = ("government", "maslikhat_region", "akimat_region", "maslikhat_district", "akimat_district")


def signatures_needed(level: str, population: int) -> int:
    """How many citizens must join (90-3(4)); "not less than" a share rounds up. BadInput for an unknown level."""
    if level == "government":
        return 50_000
    if level == "maslikhat_region":
        return -(-population * 2 // 100)
    if level == "akimat_region":
        return -(-population // 100)
    if level == "maslikhat_district":
        return 5_000 if population > 50_000 else -(-population // 10)
    if level == "akimat_district":
        return 2_500 if population > 50_000 else -(-population * 5 // 100)
    raise BadInput(f"{level!r} is none of {', '.join(LEVELS)}", field="level")


@cache
def _subjects() -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name("subjects.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def every_subject() -> list[str]:
    """The codes of all subjects that were ever on the list."""
    return list(dict.fromkeys(row["code"] for row in _subjects()))


def forbidden_subjects(day: date) -> dict[str, Words]:
    """What a petition created on `day` may not ask for (90-2(3))."""
    return {
        row["code"]: Words(kk=row["kk"], ru=row["ru"], en=row["en"])
        for row in _subjects()
        if date.fromisoformat(row["valid_from"]) <= day
        and (not row["valid_to"] or day <= date.fromisoformat(row["valid_to"]))
    }
