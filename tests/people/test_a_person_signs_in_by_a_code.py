"""A contact, a code, and the person is in: no password, no registration, nothing readable in the tables."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, override_settings

from people.builders import NOW, Pocket, citizen
from qulaq.people.models import Account, ContactClaim, Level, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pocket(monkeypatch: pytest.MonkeyPatch) -> Pocket:
    """The phone to which codes come."""
    phone = Pocket()
    monkeypatch.setattr("qulaq.web.pages.sign_in.courier", lambda: phone)
    return phone


def come_in(client: Client, pocket: Pocket, contact: str, **answer: Any) -> Any:
    client.post("/sign-in/", {"contact": contact})
    return client.post("/sign-in/code/", {"code": answer.get("code", pocket.code)})


def test_the_first_sign_in_makes_the_account_and_the_next_finds_it(pocket: Pocket) -> None:
    for _ in range(2):
        client = Client()
        response = come_in(client, pocket, "8 (700) 123-45-67")
        assert response.status_code == 302 and "_auth_user_id" in client.session
    person = Person.objects.get()
    assert (person.level, person.phone) == (Level.CONTACT, "+77001234567")
    assert person.account is not None and person.account.email is None
    assert Account.objects.count() == 1


def test_an_e_mail_does_as_well_as_a_phone(pocket: Pocket) -> None:
    come_in(Client(), pocket, "Dana@Example.kz")
    person = Person.objects.get()
    assert person.email == "dana@example.kz" and person.email_confirmed_at and not person.phone_confirmed_at


def test_a_wrong_code_opens_nothing_and_says_what_to_do(pocket: Pocket) -> None:
    client = Client(headers={"Accept-Language": "ru"})
    wrong = "000000"
    client.post("/sign-in/", {"contact": "+77001234567"})
    if pocket.code == wrong:
        wrong = "111111"
    response = client.post("/sign-in/code/", {"code": wrong})
    assert response.status_code == 422 and "Введите шесть цифр" in response.content.decode()
    assert "_auth_user_id" not in client.session and not Account.objects.exists()


def test_the_person_returns_to_where_they_were_but_never_to_another_site(pocket: Pocket) -> None:
    for wanted, then in [("/track/", "/track/"), ("https://evil.example/", "/"), ("//evil.example", "/")]:
        client = Client()
        client.get("/sign-in/", {"next": wanted})
        assert come_in(client, pocket, f"+7700{len(wanted):07d}").headers["Location"] == then


def test_the_session_key_changes_at_sign_in(pocket: Pocket) -> None:
    client = Client()
    client.post("/sign-in/", {"contact": "+77001234567"})
    before = client.session.session_key
    client.post("/sign-in/code/", {"code": pocket.code})
    assert client.session.session_key != before


def test_signing_out_empties_the_session_and_the_browser(pocket: Pocket) -> None:
    client = Client()
    come_in(client, pocket, "+77001234567")
    response = client.post("/sign-out/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_the_code_page_masks_the_contact(pocket: Pocket) -> None:
    client = Client()
    client.post("/sign-in/", {"contact": "+77001234567"})
    page = client.get("/sign-in/code/").content.decode()
    assert "7001234567" not in re.sub(r"\D", "", page) and pocket.code not in page


def test_without_a_courier_the_person_hears_it_kindly() -> None:
    with override_settings(CODES_BY=[]):
        page = Client(headers={"Accept-Language": "ru"}).post("/sign-in/", {"contact": "+77001234567"})
    assert page.status_code == 422 and "Код отправить не удалось" in page.content.decode()


def test_a_claim_opens_the_door_once() -> None:
    person = citizen()
    claim = ContactClaim.objects.get()
    assert claim.used_at == NOW and person.account is not None
