"""A small town whose letters go into the ledger: events, a room with the words, a witness in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from qulaq.ledger.acts import record
from qulaq.ledger.events import Event
from qulaq.ledger.keys import public_keys
from qulaq.ledger.models import Entry, Head
from qulaq.ledger.sequencer import sequence
from qulaq.ledger.verify import Report, verify
from qulaq.ledger.witness import FileWitness
from qulaq.ledger.witnessed import content

START = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)
WORDS: dict[int, str] = {}
"""The room's own table of words, as it stands now."""


@dataclass(frozen=True)
class LetterWritten(Event):
    name = "town.LetterWritten"
    terminal = True
    letter: int


@dataclass(frozen=True)
class LetterCounted(Event):
    name = "town.LetterCounted"
    terminal = True
    letter: int


@content("town.letter.text")
def words_of_letter(subject_id: int) -> str | None:
    return WORDS.get(subject_id)


@dataclass
class Town:
    """Acts of the town. Letters have numbers; their words live in WORDS."""

    witness_file: Path
    now: datetime = START
    entries: dict[int, Entry] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=lambda: WORDS)

    def write(self, *letters: int) -> None:
        for letter in letters:
            self.now += timedelta(seconds=1)
            WORDS[letter] = f"Су жоқ, үй {letter}"
            with transaction.atomic():
                self.entries[letter] = record(
                    LetterWritten(letter),
                    at=self.now,
                    subject=("town.letter", letter),
                    commit={"text": WORDS[letter]},
                )

    def sign(self) -> Head | None:
        self.now += timedelta(seconds=20)
        return sequence(at=self.now)

    def verify(self, **options: Any) -> Report:
        return verify(keys=public_keys(), **options)

    def label(self, letter: int) -> str:
        return f"entry {self.entries[letter].pk} (town.LetterWritten, letter {letter})"

    def witnessed(self) -> list[dict[str, Any]]:
        return list(FileWitness(self.witness_file).heads())


@pytest.fixture
def town(settings: Any, tmp_path: Path) -> Iterator[Town]:
    settings.LEDGER_KEY = "11" * 32
    settings.LEDGER_WITNESS_FILE = str(tmp_path / "witness.jsonl")
    WORDS.clear()
    yield Town(tmp_path / "witness.jsonl")
    WORDS.clear()


def tamper(sql: str, *values: Any) -> int:
    """What somebody with the database's password can do, past every act of ours; rows touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@pytest.fixture
def sql() -> Any:
    return tamper
