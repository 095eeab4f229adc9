"""A person sees who looked at their data, when and why; a note is never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people.builders import NOW, Pocket, body, citizen, staff
from qulaq.people.actors import ANYONE, SYSTEM, Actor, applicant, official
from qulaq.people.acts import claim_contact, confirm_contact, meet_person
from qulaq.people.journal import note_access, selves, who_looked
from qulaq.people.models import AccessNote, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana() -> Person:
    return citizen()


@pytest.fixture
def registrar() -> Actor:
    city = body("city")
    return official(staff("Aizhan", Role.REGISTRAR, city), city, Role.REGISTRAR)


def look(who: Actor, whose: Person, minutes: int = 0) -> AccessNote | None:
    at = NOW + timedelta(minutes=minutes)
    return note_access(who=who, whose=whose.pk, what="case 12", why="registering", at=at)


def test_each_look_of_an_official_is_told_newest_first(dana: Person, registrar: Actor) -> None:
    for minutes in [0, 9, 5]:
        look(registrar, dana, minutes)
    with CaptureQueriesContext(connection) as queries:
        notes = who_looked(dana)
        names = {note.body.names.all()[0].en for note in notes if note.body}
    assert [note.at - NOW for note in notes] == [timedelta(minutes=m) for m in (9, 5, 0)]
    assert (notes[0].official, notes[0].role, names) == ("Aizhan", "registrar", {"city"})
    assert len(queries) == 2


def test_looking_at_oneself_and_the_systems_work_leave_no_note(dana: Person) -> None:
    assert [look(who, dana) for who in [applicant(dana), SYSTEM, ANYONE]] == [None, None, None]


def test_another_person_reads_nothing_of_it(dana: Person, registrar: Actor) -> None:
    look(registrar, dana)
    assert who_looked(citizen("other@example.kz")) == []


def test_a_look_at_an_earlier_letter_is_told_to_whoever_confirmed_the_same_phone(registrar: Actor) -> None:
    letter, pocket = meet_person(at=NOW, name="Дана", contact="8 700 123 45 67"), Pocket()
    unconfirmed = meet_person(at=NOW, name="Somebody", contact="8 700 123 45 67")
    look(registrar, letter)
    look(registrar, unconfirmed)
    claim = claim_contact(
        contact="+77001234567", binding="x", language="kk", at=NOW, courier=pocket, person=letter
    ).claim
    confirm_contact(key=claim.key, code=pocket.code, binding="x", at=NOW)
    dana = citizen("+77001234567")
    assert set(selves(dana)) == {dana, letter}
    assert [note.whose_id for note in who_looked(dana)] == [letter.pk]


def test_the_database_itself_refuses_to_change_a_note(dana: Person, registrar: Actor) -> None:
    note = look(registrar, dana)
    assert note is not None
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        AccessNote.objects.filter(pk=note.pk).update(why="another reason")


def test_a_look_without_a_reason_cannot_be_noted(dana: Person, registrar: Actor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        note_access(who=registrar, whose=dana.pk, what="case 12", why="", at=NOW)
