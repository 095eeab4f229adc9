"""Erasing a person leaves a tombstone with a reason and no trace of who they were."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from people.builders import NOW, body, citizen, signed_in, staff
from qulaq.ledger.models import Entry
from qulaq.people.actors import SYSTEM, applicant, official
from qulaq.people.acts import WhyErased, confirm_signature, erase_person
from qulaq.people.journal import note_access
from qulaq.people.models import AccessNote, Account, ContactClaim, Level, Person, Role
from qulaq.people.refusals import Refused
from qulaq.people.sealing import sealed_columns

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=5)


def test_nothing_of_the_person_remains_but_the_reason() -> None:
    person = citizen()
    confirm_signature(person=person, iin="900101300017", name="ӘЛІМОВА ДАНА", at=NOW)
    city = body("city")
    registrar = staff("Aizhan", Role.REGISTRAR, city)
    looker = official(registrar, city, Role.REGISTRAR)
    note_access(who=looker, whose=person.pk, what="case 12", why="registering", at=NOW)
    browser = signed_in(person.account)  # type: ignore[arg-type]
    erase_person(person=person, why=WhyErased.REQUEST, by=applicant(person), at=LATER)

    stone = Person.objects.get()
    assert all(not getattr(stone, name) for name in sealed_columns(Person))
    assert not (stone.phone_index or stone.email_index or stone.iin_index)
    assert (stone.erased_at, stone.erased_why, stone.account) == (LATER, "request", None)
    assert list(Account.objects.all()) == [registrar]
    assert not ContactClaim.objects.exists() and not AccessNote.objects.exists()
    assert browser.get("/sign-in/").wsgi_request.user.is_anonymous
    assert '"reason":"request"' in Entry.objects.get(name="people.PersonErased").body


def test_a_stranger_or_an_official_cannot_erase_anybody() -> None:
    person, stranger, city = citizen(), citizen("dana@example.kz"), body("city")
    head = official(staff("Nurlan", Role.HEAD, city), city, Role.HEAD)
    for by in [applicant(stranger), head]:
        with pytest.raises(Refused):
            erase_person(person=person, why=WhyErased.MISTAKE, by=by, at=LATER)
    assert erase_person(person=person, why=WhyErased.RETENTION, by=SYSTEM, at=LATER).erased_at == LATER


def test_the_database_refuses_a_tombstone_that_keeps_a_name() -> None:
    person = citizen()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(erased_at=LATER)


def test_the_database_refuses_a_confirmed_iin_without_a_signature() -> None:
    person = citizen()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(iin_index="a" * 64)


def test_a_signature_raises_the_person_to_the_highest_level() -> None:
    person = confirm_signature(person=citizen(), iin="900101300017", name="ӘЛІМОВА ДАНА", at=LATER)
    assert (person.level, person.iin, person.name) == (Level.SIGNATURE, "900101300017", "ӘЛІМОВА ДАНА")
    with pytest.raises(ValueError, match="twelve digits"):
        confirm_signature(person=person, iin="90010130001", name="", at=LATER)
