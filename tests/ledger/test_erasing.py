"""Words can be forgotten: with the salt gone the digest says nothing, and the ledger tells who let it and why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction

from qulaq.ledger.acts import erase_commitment, record
from qulaq.ledger.models import Salt

pytestmark = pytest.mark.django_db


def erase(town: Any, letter: int) -> Any:
    with transaction.atomic():
        del town.words[letter]
        return erase_commitment(
            subject=("town.letter", letter), field="text", reason="retention.5y", by=3, at=town.now
        )


def test_erased_words_leave_a_ledger_in_order_and_no_salt(town: Any) -> None:
    town.write(1, 2)
    town.sign()
    entry = erase(town, 1)
    town.sign()
    report = town.verify()
    assert report.ok, report.faults
    assert (report.seen["commitments"], report.seen["erased"]) == (1, 1)
    assert not Salt.objects.filter(entry=town.entries[1]).exists()
    body = json.loads(entry.body)
    assert body["payload"] == {"field": "text", "reason": "retention.5y", "by": 3}
    assert body["commitments"] == {}


def test_words_that_stay_after_their_erasure_are_named(town: Any) -> None:
    town.write(1)
    erase(town, 1)
    town.words[1] = "Су жоқ"
    town.sign()
    assert town.verify().faults[0].says == f"{town.label(1)}: text was to be erased, yet it still stands"


def test_a_salt_put_back_after_the_erasure_is_named(town: Any) -> None:
    town.write(1)
    salt = Salt.objects.get(entry=town.entries[1])
    erase(town, 1)
    Salt.objects.create(entry=town.entries[1], field="text", salt=salt.salt)
    assert town.verify().faults[0].says.endswith("text was to be erased, yet its salt still stands")


def test_what_was_never_committed_to_cannot_be_erased(town: Any) -> None:
    town.write(1)
    with pytest.raises(ValueError, match=r"town\.letter 9 has no commitment to text"):
        erase_commitment(
            subject=("town.letter", 9), field="text", reason="retention.5y", by=None, at=town.now
        )


def test_words_changed_by_an_act_meet_the_newest_commitment(town: Any) -> None:
    from qulaq.ledger.events import event_named

    town.write(1)
    town.sign()
    town.words[1] = "Су келді"
    assert not town.verify().ok
    counted = event_named("town.LetterCounted")
    with transaction.atomic():
        record(
            counted(letter=1),  # type: ignore[call-arg]
            at=town.now,
            subject=("town.letter", 1),
            commit={"text": town.words[1]},
        )
    assert town.verify().ok


def test_an_erasure_after_a_change_takes_the_salts_of_all_its_versions(town: Any) -> None:
    town.write(1)
    town.write(1)
    assert Salt.objects.count() == 2
    erase(town, 1)
    assert not Salt.objects.exists()
    assert town.verify().ok
