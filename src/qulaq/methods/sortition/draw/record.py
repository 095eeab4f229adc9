"""The files of a draw, read strictly and hashed: what was frozen, and how a change of it is noticed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FORMAT = "qulaq-draw-1"
MANIFEST, COMMITMENT = "manifest.json", "commitment.txt"
RANDOMNESS, WITHDRAWALS, TRANSCRIPT = "randomness.json", "withdrawals.csv", "transcript.json"
WRITTEN_BY_THE_DRAW = (MANIFEST, COMMITMENT, RANDOMNESS, WITHDRAWALS, TRANSCRIPT)
FEATURES, PEOPLE, LOTTERY = "features.csv", "people.csv", "lottery.json"


class Broken(Exception):
    """A file of the draw is missing, unreadable, or not what it was."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"{file}: {what}")
        self.file, self.what = file, what


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def as_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys, indented for readers, UTF-8, one newline at the end: one byte string per value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def read_bytes(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise Broken(name, f"cannot be read: {error.strerror}") from error


def read_object(folder: Path, name: str) -> dict[str, Any]:
    try:
        value = json.loads(read_bytes(folder, name).decode("utf-8"))
    except ValueError as error:
        raise Broken(name, "is not JSON in UTF-8") from error
    if not isinstance(value, dict):
        raise Broken(name, "is not a JSON object")
    return value


def commitment_text(manifest_hash: str) -> bytes:
    """What is published before the event. The second line checks the first, so that a slip in either shows."""
    return f"{FORMAT} {manifest_hash}\ncheck {sha256(manifest_hash.encode())[:16]}\n".encode()


class Frozen:
    """Pool, quotas and panels as frozen. `values[code]`: the person's value of each feature."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.quotas = self._quotas(folder)
        self.features = list(dict.fromkeys(feature for feature, _ in self.quotas))
        self.values, self.homes = self._people(folder, manifest.get("household"))
        lottery = read_object(folder, LOTTERY)
        self.panels: list[list[str]] = lottery["panels"]
        self.balls: list[int] = lottery["uniform"]["panels"]
        self.probabilities: list[float] = lottery["probabilities"]
        self.chances: dict[str, float] = lottery["person_probabilities"]

    @staticmethod
    def _rows(folder: Path, name: str) -> list[dict[str, str]]:
        try:
            text = read_bytes(folder, name).decode("utf-8-sig")
        except ValueError as error:
            raise Broken(name, "is not UTF-8") from error
        return [
            {key: (value or "").strip() for key, value in row.items() if key}
            for row in csv.DictReader(io.StringIO(text))
        ]

    def _quotas(self, folder: Path) -> dict[tuple[str, str], tuple[int, int]]:
        rows = self._rows(folder, FEATURES)
        older = bool(rows) and "category" in rows[0] and "feature" in rows[0]
        feature, value = ("category", "feature") if older else ("feature", "value")
        try:
            return {(row[feature], row[value]): (int(row["min"]), int(row["max"])) for row in rows}
        except (KeyError, ValueError) as error:
            raise Broken(FEATURES, "is not a table of quotas") from error

    def _people(self, folder: Path, household: str | None) -> tuple[dict[str, list[str]], dict[str, str]]:
        values: dict[str, list[str]] = {}
        homes: dict[str, str] = {}
        for index, row in enumerate(self._rows(folder, PEOPLE)):
            code = row.get("id") or row.get("nationbuilder_id") or f"p{index}"
            try:
                values[code] = [row[feature] for feature in self.features]
            except KeyError as error:
                raise Broken(PEOPLE, f"the column {error} is missing") from error
            if household and row.get(household):
                homes[code] = row[household]
        return values, homes

    def breach(self, panel: list[str]) -> int:
        """By how many seats, summed over the cells, the panel misses its quotas."""
        seats = dict.fromkeys(self.quotas, 0)
        for code in panel:
            for feature, value in zip(self.features, self.values[code], strict=True):
                seats[feature, value] += 1
        return sum(
            max(0, least - seats[cell]) + max(0, seats[cell] - most)
            for cell, (least, most) in self.quotas.items()
        )

    def shares_a_home(self, panel: list[str]) -> bool:
        homes = [self.homes[code] for code in panel if code in self.homes]
        return len(homes) != len(set(homes))
