"""No column of the ledger can be changed unseen, unless we say here why its change does not matter."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models

from qulaq.ledger.models import Entry, Head, Leaf, Log, Salt, Subtree

pytestmark = pytest.mark.django_db

HARMLESS = {
    "Entry.id": "a handle; what it tells is in the body, and exchanged handles part the words from their salts",
    "Leaf.entry": "the same handle",
    "Salt.id": "a handle",
    "Salt.entry": "the entry's handle",
    "Subtree.id": "a handle",
    "Head.id": "a handle",
    "Head.witnessed_at": "emptied, the head is handed over again",
    "Log.id": "constrained to 1",
    "Log.turn": "a counter of turns; wrong, one sequencer gives up one turn",
}
OTHERWISE: dict[str, Any] = {
    "Entry.uuid": "00000000000000000000000000000001",
    "Entry.name": "town.LetterCounted",
    "Entry.at": "2026-01-01 00:00:00",
    "Entry.subject_kind": "town.note",
    "Entry.subject_id": 77,
    "Entry.body": "{}",
    "Leaf.hash": "00" * 32,
    "Leaf.index": 7_000,
    "Salt.field": "photo",
    "Salt.salt": "00" * 32,
    "Subtree.level": 16,
    "Subtree.index": 5,
    "Subtree.hash": "00" * 32,
    "Head.size": 7_000,
    "Head.at": "2026-01-01 00:00:00",
    "Head.document": "{}",
    "Log.log": "00000000000000000000000000000001",
    "Log.size": 7_000,
    "Log.frontier": "00" * 32,
}


def columns() -> list[tuple[str, type[models.Model], Any]]:
    tables: list[type[models.Model]] = [Entry, Leaf, Salt, Subtree, Head, Log]
    return [
        (f"{table.__name__}.{field.name}", table, field) for table in tables for field in table._meta.fields
    ]


def test_every_column_is_either_guarded_or_explained() -> None:
    names = {name for name, _, _ in columns()}
    assert set(OTHERWISE) | set(HARMLESS) == names
    assert set(OTHERWISE).isdisjoint(HARMLESS)


@pytest.mark.parametrize(("name", "table", "field"), [each for each in columns() if each[0] in OTHERWISE])
def test_a_changed_column_is_found(town: Any, sql: Any, name: str, table: Any, field: Any) -> None:
    many = 256 if table is Subtree else 2  # a stored subtree stands over 256 entries
    town.write(*range(1, many + 1))
    town.sign()
    town.write(many + 1, many + 2)
    town.sign()
    assert town.verify().ok
    quote = connection.ops.quote_name
    key = table._meta.pk.column
    row = table.objects.order_by("pk")[0 if table in (Log, Subtree) else 1].pk
    touched = sql(
        f"UPDATE {quote(table._meta.db_table)} SET {quote(field.column)} = %s WHERE {key} = %s",
        OTHERWISE[name],
        row,
    )
    assert touched == 1
    report = town.verify()
    assert not report.ok
    assert report.faults[0].says
