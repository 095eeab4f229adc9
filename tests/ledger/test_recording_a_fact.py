"""A fact is written with the change it tells of, or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from qulaq.ledger.acts import OutsideTransaction, commitment, record
from qulaq.ledger.events import Event, known_events, unsafe_fields
from qulaq.ledger.models import Delivery, Entry, Leaf, Salt
from qulaq.ledger.witnessed import content
from qulaq.methods.seal.merkle import leaf_hash

AT = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class LetterTaken(Event):
    name = "samples.LetterTaken"
    terminal = True
    letter: int
    channel: str
    due: date | None = None


@content("samples.letter.text")
def text(subject_id: int) -> str | None:
    return "Су жоқ"


@pytest.mark.django_db
def test_a_recorded_fact_holds_a_digest_of_the_words_and_never_the_words() -> None:
    with transaction.atomic():
        entry = record(
            LetterTaken(letter=12, channel="web", due=date(2026, 4, 2)),
            at=AT,
            subject=("samples.letter", 12),
            commit={"text": "Су жоқ"},
        )
    body = json.loads(entry.body)
    assert body["payload"] == {"letter": 12, "channel": "web", "due": "2026-04-02"}
    assert body["at"] == "2026-03-06T05:00:00.000000Z"
    assert "Су" not in entry.body
    assert body["commitments"] == {"text": commitment(Salt.objects.get(entry=entry).salt, "Су жоқ")}
    assert Leaf.objects.get(entry=entry).hash == leaf_hash(entry.body.encode()).hex()


@pytest.mark.django_db
def test_the_same_words_twice_give_two_digests_that_nobody_can_compare() -> None:
    with transaction.atomic():
        first, second = (
            record(
                LetterTaken(number, "web"),
                at=AT,
                subject=("samples.letter", number),
                commit={"text": "Су жоқ"},
            )
            for number in (1, 2)
        )
    assert json.loads(first.body)["commitments"] != json.loads(second.body)["commitments"]


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction, match="inside the transaction"):
        record(LetterTaken(1, "web"), at=AT, subject=("samples.letter", 1))
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_fact_no_salt_and_no_delivery() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(LetterTaken(1, "web"), at=AT, subject=("samples.letter", 1), commit={"text": "Су жоқ"})
        assert Entry.objects.count() == 1
        raise ZeroDivisionError
    for table in (Entry, Leaf, Salt, Delivery):
        assert not table.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["Әлімова Дана", "two words", "dana@mail.kz", "+77011234567", "850101412035"]
)
def test_an_event_refuses_words_and_particulars_of_a_person(words: str) -> None:
    with pytest.raises(TypeError, match="channel: an event holds ids"):
        record(LetterTaken(1, words), at=AT, subject=("samples.letter", 1))


@pytest.mark.django_db
def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        record(LetterTaken(1, "web"), at=AT.replace(tzinfo=None), subject=("samples.letter", 1))


@pytest.mark.django_db
def test_a_commitment_that_nobody_could_read_back_is_refused() -> None:
    with pytest.raises(ValueError, match=r"add @content\('samples\.letter\.photo'\)"):
        record(LetterTaken(1, "web"), at=AT, subject=("samples.letter", 1), commit={"photo": b"jpeg"})


def test_an_event_comes_back_from_its_payload_as_it_was() -> None:
    event = LetterTaken(letter=7, channel="telegram", due=date(2026, 4, 2))
    assert LetterTaken.from_payload(event.payload()) == event


def test_the_guard_names_a_field_that_could_hold_a_person() -> None:
    @dataclass(frozen=True)
    class PersonSeen(Event):
        name = "samples.PersonSeen"
        terminal = True
        author: int
        surname: str | None
        weight: float

    assert unsafe_fields(PersonSeen) == ["surname", "weight"]


def test_no_declared_event_of_the_product_could_hold_a_person() -> None:
    ours = {n: k for n, k in known_events().items() if k.__module__.startswith("qulaq.")}
    assert {name: unsafe_fields(kind) for name, kind in ours.items() if unsafe_fields(kind)} == {}


def test_two_events_cannot_share_a_name() -> None:
    with pytest.raises(TypeError, match=r"two events are named samples\.LetterTaken"):
        type("Other", (Event,), {"name": "samples.LetterTaken", "__module__": "elsewhere"})
