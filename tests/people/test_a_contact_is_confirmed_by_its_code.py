"""A code is six digits, works ten minutes, is tried five times, used once, and only in its own browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from people.builders import NOW, Pocket, citizen
from qulaq.ledger.models import Entry
from qulaq.people.acts import claim_contact, confirm_contact, forget_old_claims, meet_person
from qulaq.people.acts.contacts import LIFE, LIMITS, TRIES, Claimed
from qulaq.people.contact import Contact, parse_contact
from qulaq.people.courier import NotSent
from qulaq.people.models import ContactClaim, ContactKind, Level, Person
from qulaq.people.refusals import CODE_OVER, CODE_WRONG, CONTACT_TAKEN, NOT_SENT, TOO_MANY_CODES, Refused

PHONE = "+77001234567"
pytestmark = pytest.mark.django_db


def claimed(
    pocket: Pocket, contact: str = PHONE, binding: str = "mine", person: Person | None = None
) -> Claimed:
    return claim_contact(
        contact=contact, binding=binding, language="kk", at=NOW, courier=pocket, person=person
    )


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_raises_the_person_to_contact_and_tells_the_ledger() -> None:
    person, pocket = meet_person(at=NOW, name="Дана", contact=PHONE), Pocket()
    assert person.level == Level.ANONYMOUS
    claim = claimed(pocket, person=person).claim
    confirm_contact(key=str(claim.key), code=f" {pocket.code[:3]} {pocket.code[3:]}", binding="mine", at=NOW)
    person.refresh_from_db()
    assert person.level == Level.CONTACT and person.phone_confirmed_at == NOW
    entry = Entry.objects.get(name="people.ContactConfirmed")
    assert (entry.subject_kind, entry.subject_id) == ("people.person", person.pk)
    assert PHONE not in entry.body


def test_a_claimed_iin_never_counts_as_confirmed() -> None:
    person, pocket = meet_person(at=NOW, contact=PHONE, claimed_iin="900101300017"), Pocket()
    claim = claimed(pocket, person=person).claim
    confirm_contact(key=claim.key, code=pocket.code, binding="mine", at=NOW)
    person.refresh_from_db()
    assert (person.claimed_iin, person.iin, person.iin_index) == ("900101300017", "", "")
    assert person.level == Level.CONTACT


def test_a_wrong_code_counts_down_and_the_fifth_closes_the_claim() -> None:
    pocket = Pocket()
    claim = claimed(pocket).claim
    for left in range(TRIES - 1, -1, -1):
        with pytest.raises(Refused) as refused:
            confirm_contact(key=claim.key, code=wrong(pocket.code), binding="mine", at=NOW)
        assert (refused.value.words, refused.value.left) == (CODE_WRONG, left)
    with pytest.raises(Refused) as refused:
        confirm_contact(key=claim.key, code=pocket.code, binding="mine", at=NOW)
    assert refused.value.words == CODE_OVER


@pytest.mark.parametrize(
    ("binding", "late"), [("another browser", timedelta()), ("mine", LIFE), ("mine", timedelta(days=1))]
)
def test_a_code_is_over_elsewhere_and_after_ten_minutes(binding: str, late: timedelta) -> None:
    pocket = Pocket()
    claim = claimed(pocket).claim
    with pytest.raises(Refused) as refused:
        confirm_contact(key=claim.key, code=pocket.code, binding=binding, at=NOW + late)
    assert refused.value.words == CODE_OVER
    assert ContactClaim.objects.get().confirmed_at is None


def test_a_code_is_used_once() -> None:
    pocket = Pocket()
    claim = claimed(pocket).claim
    confirm_contact(key=claim.key, code=pocket.code, binding="mine", at=NOW)
    with pytest.raises(Refused) as refused:
        confirm_contact(key=claim.key, code=pocket.code, binding="mine", at=NOW)
    assert refused.value.words == CODE_OVER


@pytest.mark.parametrize("key", ["", "no such", "00000000-0000-4000-8000-000000000000"])
def test_a_key_that_names_no_claim_is_refused(key: str) -> None:
    with pytest.raises(Refused):
        confirm_contact(key=key, code="123456", binding="mine", at=NOW)


def test_one_contact_is_not_flooded_from_many_browsers() -> None:
    for number in range(LIMITS[0][1]):
        claimed(Pocket(), binding=f"browser {number}")
    with pytest.raises(Refused) as refused:
        claimed(Pocket(), binding="one more")
    assert refused.value.words == TOO_MANY_CODES
    later = claim_contact(
        contact=PHONE, binding="later", language="kk", at=NOW + LIMITS[0][0], courier=Pocket()
    )
    assert later.claim.pk


def test_one_browser_does_not_flood_many_contacts() -> None:
    for number in range(LIMITS[0][2]):
        claimed(Pocket(), contact=f"+7700000000{number}")
    with pytest.raises(Refused) as refused:
        claimed(Pocket(), contact="+77000000099")
    assert refused.value.words == TOO_MANY_CODES


def test_the_code_and_the_contact_are_not_readable_in_the_table() -> None:
    pocket = Pocket()
    claimed(pocket)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_contactclaim")
        row = " ".join(map(str, cursor.fetchone()))
    assert pocket.code not in row.replace(claim_key(), "") and "7001234567" not in row and "mine" not in row


def claim_key() -> str:
    claim = ContactClaim.objects.get()
    return f"{claim.code_index}{claim.contact_sealed}"


def test_a_courier_that_fails_is_told_to_the_person() -> None:
    class Broken:
        def send(self, contact: Contact, code: str, *, language: str) -> str | None:
            raise NotSent("down")

    with pytest.raises(Refused) as refused:
        claim_contact(contact=PHONE, binding="mine", language="ru", at=NOW, courier=Broken())
    assert refused.value.words == NOT_SENT


def test_a_contact_of_another_account_cannot_be_taken() -> None:
    citizen(PHONE)
    other, pocket = citizen("dana@example.kz"), Pocket()
    claim = claimed(pocket, person=other).claim
    with pytest.raises(Refused) as refused:
        confirm_contact(key=claim.key, code=pocket.code, binding="mine", at=NOW)
    assert refused.value.words == CONTACT_TAKEN


def test_claims_are_forgotten_when_no_limit_counts_them() -> None:
    claimed(Pocket())
    assert forget_old_claims(at=NOW + timedelta(hours=23)) == 0
    assert forget_old_claims(at=NOW + timedelta(days=1, seconds=1)) == 1


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("+7 700 123-45-67", ContactKind.PHONE, PHONE),
        ("8 (700) 123 45 67", ContactKind.PHONE, PHONE),
        ("7001234567", ContactKind.PHONE, PHONE),
        ("77001234567", ContactKind.PHONE, PHONE),
        ("+998 90 123 45 67", ContactKind.PHONE, "+998901234567"),
        (" Dana.A@Example.KZ ", ContactKind.EMAIL, "dana.a@example.kz"),
    ],
)
def test_a_contact_is_read_as_people_write_it(typed: str, kind: ContactKind, value: str) -> None:
    assert parse_contact(typed) == Contact(kind, value)


@pytest.mark.parametrize("typed", ["", "112", "dana", "dana@", "@x.kz", "+7 800 000 00 00 00", "a\nb@c.kz"])
def test_what_is_no_contact_is_refused_in_three_languages(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_contact(typed)
    assert refused.value.words.missing() == ()
