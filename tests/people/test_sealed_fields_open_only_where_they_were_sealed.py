"""A copy of the database alone names nobody, and a sealed value opens in its own row and column only."""

from __future__ import annotations

import base64

import pytest
from django.db import connection
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from people.builders import NOW
from qulaq.kernel.errors import BadInput
from qulaq.people.acts import meet_person, reseal
from qulaq.people.models import Person
from qulaq.people.sealing import Ring, Unopened, ring, sealed_columns


def key(byte: int) -> str:
    return base64.b64encode(bytes([byte]) * 32).decode()


OLD, BOTH, NEW = f"a:{key(1)}", f"b:{key(2)},a:{key(1)}", f"b:{key(2)}"
ONE = Ring.parsed(OLD)


@given(st.text(min_size=1))
def test_what_is_sealed_opens_again(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert ONE.unseal(ONE.seal(text, where="t.c.1"), where="t.c.1") == text


def test_a_value_moved_to_another_row_or_column_does_not_open() -> None:
    sealed = ONE.seal("+77001234567", where="people_person.phone.1")
    for elsewhere in ["people_person.phone.2", "people_person.email.1"]:
        with pytest.raises(Unopened):
            ONE.unseal(sealed, where=elsewhere)


def test_any_changed_character_is_noticed() -> None:
    sealed = ONE.seal("Дана", where="t.c.1")
    for place in range(2, len(sealed)):
        other = "A" if sealed[place] != "A" else "B"
        with pytest.raises(Unopened):
            ONE.unseal(sealed[:place] + other + sealed[place + 1 :], where="t.c.1")


def test_an_unknown_key_is_named() -> None:
    sealed = ONE.seal("Дана", where="t.c.1")
    with pytest.raises(Unopened, match="no key 'a'"):
        Ring.parsed(NEW).unseal(sealed, where="t.c.1")


def test_equal_texts_have_equal_indexes_and_different_seals() -> None:
    assert ONE.index("x", purpose="phone") == ONE.index("x", purpose="phone") != ONE.index("x", purpose="iin")
    assert ONE.seal("x", where="t") != ONE.seal("x", where="t")


@pytest.mark.parametrize(
    "text",
    ["", "a", "a:!!", f"a:{base64.b64encode(b'short').decode()}", f"a:{key(1)},a:{key(2)}", f"a.b:{key(1)}"],
)
def test_a_bad_key_setting_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match="QULAQ_FIELD_KEYS"):
        Ring.parsed(text)


@pytest.mark.django_db
def test_the_table_holds_nothing_readable() -> None:
    meet_person(
        at=NOW, name="Дана Әлімова", contact="+77001234567", address="Көктал", claimed_iin="900101300017"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        row = " ".join(map(str, cursor.fetchone()))
    for word in ["Дана", "7001234567", "Көктал", "900101300017"]:
        assert word not in row


@pytest.mark.django_db
def test_every_sealed_column_has_its_descriptor_and_every_descriptor_its_column() -> None:
    columns = {field.name for field in Person._meta.get_fields() if field.name.endswith("_sealed")}
    assert columns == {f"{name}_sealed" for name in sealed_columns(Person)}


@pytest.mark.django_db
def test_keys_are_changed_without_losing_a_row() -> None:
    with override_settings(FIELD_KEYS=OLD):
        person = meet_person(at=NOW, name="Дана", contact="+77001234567")
    with override_settings(FIELD_KEYS=BOTH):
        assert Person.objects.get(phone_index__in=ring().indexes("+77001234567", purpose="phone")) == person
        assert (reseal(), reseal()) == (1, 0)
    with override_settings(FIELD_KEYS=NEW):
        again = Person.objects.get()
        assert (again.name, again.phone) == ("Дана", "+77001234567")
        assert again.phone_index == ring().index("+77001234567", purpose="phone")
