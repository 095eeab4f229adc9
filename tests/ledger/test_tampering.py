"""Whoever can write to the database can change it, but not unseen: each way is found and named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from qulaq.ledger.models import Delivery, Entry, Head, Leaf, Log, Salt, Subtree
from qulaq.methods.seal.heads import key_id, public_key, sign_head
from qulaq.methods.seal.merkle import Tree, leaf_hash

pytestmark = pytest.mark.django_db
TABLES = (Delivery, Salt, Leaf, Head, Subtree, Log, Entry)


def first(town: Any) -> str:
    report = town.verify()
    assert not report.ok
    return report.faults[0].says


def edited(body: str, letter: int) -> str:
    document = json.loads(body)
    document["payload"]["letter"] = letter
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def delete_row(sql: Any, entry: int) -> None:
    for table in ("ledger_delivery", "ledger_salt", "ledger_leaf"):
        sql(f"DELETE FROM {table} WHERE entry_id = %s", entry)
    sql("DELETE FROM ledger_entry WHERE id = %s", entry)


def snapshot() -> dict[Any, list[Any]]:
    return {table: list(table.objects.all()) for table in TABLES}


def restore(copy: dict[Any, list[Any]], sql: Any) -> None:
    for table in TABLES:
        sql(f"DELETE FROM {table._meta.db_table}")
    for table in reversed(TABLES):
        table.objects.bulk_create(copy[table])


def test_an_untouched_ledger_is_found_in_order(town: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    town.write(6)
    report = town.verify()
    assert report.ok, report.faults
    assert (report.seen["entries"], report.seen["waiting"], report.seen["heads"]) == (5, 1, 1)
    assert (report.seen["commitments"], report.seen["unread"], report.seen["witnessed"]) == (6, {}, 1)


def test_an_empty_ledger_is_in_order(town: Any) -> None:
    assert town.verify().ok


def test_a_deleted_entry_is_named_by_its_place_and_neighbours(town: Any, sql: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    delete_row(sql, town.entries[3].pk)
    assert first(town) == (
        f"the entry at place 3 is missing: it stood between {town.label(2)} and {town.label(4)}"
    )


@pytest.mark.django_db(transaction=True)
def test_a_deleted_entry_whose_leaf_stands_is_named_by_its_number(town: Any, sql: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    entry = town.entries[3].pk
    if connection.vendor == "postgresql":
        sql("SET session_replication_role = replica")
    with connection.constraint_checks_disabled():
        sql("DELETE FROM ledger_salt WHERE entry_id = %s", entry)
        sql("DELETE FROM ledger_entry WHERE id = %s", entry)
    if connection.vendor == "postgresql":
        sql("SET session_replication_role = DEFAULT")
    assert f"entry {entry} was deleted; its leaf still stands" in [f.says for f in town.verify().faults]
    sql("DELETE FROM ledger_leaf WHERE entry_id = %s", entry)


def test_an_edited_entry_is_named(town: Any, sql: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    entry = town.entries[4]
    sql("UPDATE ledger_entry SET body = %s WHERE id = %s", edited(entry.body, 40), entry.pk)
    assert first(town) == f"{town.label(4)}: its content was edited"


def test_an_entry_edited_before_it_was_placed_is_named(town: Any, sql: Any) -> None:
    town.write(1, 2)
    sql(
        "UPDATE ledger_entry SET body = %s WHERE id = %s", edited(town.entries[2].body, 9), town.entries[2].pk
    )
    town.sign()
    assert first(town) == f"{town.label(2)}: its content was edited"


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("name", "town.LetterCounted", "event"),
        ("subject_kind", "town.note", "subject"),
        ("at", "2026-01-01 00:00:00+00:00", "at"),
    ],
)
def test_an_edited_column_is_named(town: Any, sql: Any, column: str, value: str, named: str) -> None:
    town.write(1, 2, 3)
    town.sign()
    sql(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", value, town.entries[2].pk)
    assert first(town).startswith(f"entry {town.entries[2].pk} (")
    assert first(town).endswith(f": its column {named} was edited")


def test_an_edit_that_also_rewrites_the_stored_hash_is_caught_by_the_signed_head(town: Any, sql: Any) -> None:
    for letter in range(1, 6):
        town.write(letter)
        town.sign()
    body = edited(town.entries[4].body, 40)
    sql("UPDATE ledger_entry SET body = %s WHERE id = %s", body, town.entries[4].pk)
    sql(
        "UPDATE ledger_leaf SET hash = %s WHERE entry_id = %s",
        leaf_hash(body.encode()).hex(),
        town.entries[4].pk,
    )
    assert first(town) == f"{town.label(4)} is not what the log's head of 4 entries was signed over"


def test_a_rewritten_stretch_is_named_by_its_ends_when_one_head_covers_it(town: Any, sql: Any) -> None:
    town.write(1, 2)
    town.sign()
    town.write(3, 4, 5)
    town.sign()
    body = edited(town.entries[4].body, 40)
    sql("UPDATE ledger_entry SET body = %s WHERE id = %s", body, town.entries[4].pk)
    sql(
        "UPDATE ledger_leaf SET hash = %s WHERE entry_id = %s",
        leaf_hash(body.encode()).hex(),
        town.entries[4].pk,
    )
    assert first(town).startswith(f"something from {town.label(3)} to {town.label(5)} was rewritten")


def test_an_edited_text_is_named(town: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    town.words[4] += "!"
    assert first(town) == f"{town.label(4)}: text was changed"


def test_a_text_that_vanished_without_an_act_is_named(town: Any) -> None:
    town.write(1, 2, 3)
    town.sign()
    del town.words[2]
    assert first(town) == f"{town.label(2)}: text is gone without an act of erasure"


def test_a_salt_that_vanished_without_an_act_is_named(town: Any) -> None:
    town.write(1, 2, 3)
    town.sign()
    Salt.objects.filter(entry=town.entries[2]).delete()
    assert first(town) == f"{town.label(2)}: the salt of text is gone without an act of erasure"


def test_two_exchanged_places_are_named(town: Any, sql: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    a, b = town.entries[2].pk, town.entries[4].pk
    quoted = connection.ops.quote_name("index")
    for index, entry in ((99, a), (1, b), (3, a)):
        sql(f"UPDATE ledger_leaf SET {quoted} = %s WHERE entry_id = %s", index, entry)
    says = [fault.says for fault in town.verify().faults]
    assert says[0].endswith("their places were exchanged")
    assert f"{town.label(4)} and {town.label(2)} were exchanged" in says


def test_two_entries_whose_whole_content_was_exchanged_are_named(town: Any, sql: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    one, other = town.entries[2], town.entries[4]
    hashes = {leaf.pk: leaf.hash for leaf in Leaf.objects.all()}
    sql("UPDATE ledger_leaf SET hash = 'x' WHERE entry_id = %s", one.pk)
    for target, source in ((other, one), (one, other)):
        sql("UPDATE ledger_leaf SET hash = %s WHERE entry_id = %s", hashes[source.pk], target.pk)
    sql("UPDATE ledger_entry SET uuid = %s WHERE id = %s", "0" * 32, one.pk)
    for target, source in ((other, one), (one, other)):
        uuid = source.uuid if connection.vendor == "postgresql" else source.uuid.hex
        sql(
            "UPDATE ledger_entry SET body = %s, uuid = %s, at = %s, subject_id = %s WHERE id = %s",
            source.body,
            uuid,
            source.at if connection.vendor == "postgresql" else source.at.replace(tzinfo=None),
            source.subject_id,
            target.pk,
        )
    says = first(town)
    assert says.endswith("were exchanged")
    assert f"entry {one.pk} (" in says
    assert f"entry {other.pk} (" in says


def test_a_log_cut_off_at_its_end_is_named(town: Any, sql: Any) -> None:
    town.write(*range(1, 6))
    town.sign()
    for letter in (5, 4):
        delete_row(sql, town.entries[letter].pk)
    assert first(town) == f"the log was cut off after {town.label(3)}: 2 of 5 entries are missing"


def test_a_restored_older_copy_is_named_by_what_the_witness_knows(town: Any, sql: Any) -> None:
    town.write(1, 2, 3)
    town.sign()
    yesterday = snapshot()
    town.write(4, 5)
    head = town.sign()
    restore(yesterday, sql)
    says = first(town)
    assert says == (
        f"the witness knows 5 entries, signed at {json.loads(head.document)['at']}; this log ends with 3 "
        f"({town.label(3)}): an older copy was restored or the newest were removed"
    )


def test_an_emptied_database_is_named_by_what_the_witness_knows(town: Any, sql: Any) -> None:
    town.write(1, 2, 3)
    town.sign()
    restore({table: [] for table in TABLES}, sql)
    assert first(town) == "the witness knows a log of 3 entries; this database has none"


def test_an_entry_slipped_in_beside_the_log_is_named(town: Any) -> None:
    town.write(1, 2)
    town.sign()
    entry = Entry.objects.get(pk=town.entries[2].pk)
    entry.pk, entry.uuid = 900, "7d44a7a8-6a62-4d50-9a4e-0e6f6f0f6f0f"
    entry.save(force_insert=True)
    assert first(town).startswith("entry 900 (town.LetterWritten, letter 2) has no leaf")


def test_a_history_rewritten_and_signed_again_with_the_stolen_key_differs_from_the_witness(
    town: Any, sql: Any
) -> None:
    town.write(1, 2, 3)
    town.sign()
    body = edited(town.entries[2].body, 40)
    sql("UPDATE ledger_entry SET body = %s WHERE id = %s", body, town.entries[2].pk)
    sql(
        "UPDATE ledger_leaf SET hash = %s WHERE entry_id = %s",
        leaf_hash(body.encode()).hex(),
        town.entries[2].pk,
    )
    tree = Tree(bytes.fromhex(leaf.hash) for leaf in Leaf.objects.order_by("index"))
    genuine = json.loads(Head.objects.get().document)
    forged = sign_head(log=genuine["log"], size=3, root=tree.root(), at=genuine["at"], seed=b"\x11" * 32)
    sql("UPDATE ledger_head SET document = %s", json.dumps(forged))
    says = first(town)
    assert says.startswith(f"something from {town.label(1)} to {town.label(3)} was rewritten: the witness")


def test_a_head_signed_with_another_key_is_named(town: Any, sql: Any) -> None:
    town.write(1)
    town.sign()
    genuine = json.loads(Head.objects.get().document)
    forged = sign_head(
        log=genuine["log"], size=1, root=bytes.fromhex(genuine["root"]), at=genuine["at"], seed=b"\2" * 32
    )
    sql("UPDATE ledger_head SET document = %s", json.dumps(forged))
    unknown = key_id(public_key(b"\2" * 32))
    assert first(town) == f"a head of the log (size 1): it is signed by an unknown key {unknown}"


def test_a_changed_subtree_or_frontier_is_named(town: Any, sql: Any) -> None:
    town.write(1, 2, 3)
    town.sign()
    sql("UPDATE ledger_log SET frontier = %s", " ".join(["00" * 32] * 2))
    assert first(town) == "the log's stored frontier is not that of its entries"


def test_a_witness_that_lost_its_file_is_named(town: Any) -> None:
    town.write(1)
    town.sign()
    town.witness_file.unlink()
    assert first(town) == "the witness lost the head of 1 entries handed to it"


def test_a_removed_head_is_named_by_what_the_witness_knows(town: Any) -> None:
    town.write(1)
    town.sign()
    town.write(2)
    town.sign()
    Head.objects.filter(size=1).delete()
    assert first(town) == "the head of 1 entries, which the witness has, was removed from the log"
