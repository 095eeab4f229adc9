"""People and bodies for tests, made by the same acts as real ones."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as METHODS_OF,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from django.test import Client

from qulaq.kernel.words import Words
from qulaq.people.acts import (
    claim_contact,
    confirm_contact,
    enter_by_claim,
    give_role,
    invite_official,
    open_body,
)
from qulaq.people.contact import Contact
from qulaq.people.gate import BEGAN, ENDS
from qulaq.people.models import Account, Body, BodyLevel, Person, Role

NOW = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)
SINCE = date(2024, 1, 1)


class Pocket:
    """A courier that keeps the code, as a person's phone does."""

    def __init__(self) -> None:
        self.code = ""
        self.contact: Contact | None = None
        self.language = ""

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        self.contact, self.code, self.language = contact, code, language
        return None


def words(name: str) -> Words:
    return Words(kk=f"{name} (kk)", ru=f"{name} (ru)", en=name)


def body(
    code: str,
    *,
    parent: Body | None = None,
    level: BodyLevel = BodyLevel.DISTRICT,
    place: str = "",
    competences: tuple[str, ...] = (),
) -> Body:
    return open_body(
        code=code,
        names=words(code),
        level=level,
        parent=parent,
        place=place,
        competences=competences,
        since=SINCE,
        at=NOW,
    )


def staff(name: str, role: Role, at_body: Body | None) -> Account:
    """An official with one role."""
    account = invite_official(email=f"{name.lower()}@akimat.example", name=name, at=NOW)
    give_role(account=account, role=role, body=at_body, since=SINCE, at=NOW)
    return account


def citizen(contact: str = "+7 700 123 45 67", at: datetime = NOW) -> Person:
    """A person who read back a code and so has an account."""
    pocket = Pocket()
    claim = claim_contact(
        contact=contact, binding="their browser", language="kk", at=at, courier=pocket
    ).claim
    confirmed = confirm_contact(key=claim.key, code=pocket.code, binding="their browser", at=at)
    return enter_by_claim(claim=confirmed, at=at).person


def signed_in(account: Account, *, second_factor: bool = True) -> Client:
    """A browser in which the account is signed in, with the second factor shown unless told otherwise."""
    client = Client()
    client.force_login(account)
    session = client.session
    session[BEGAN] = "2026-03-06T00:00:00+00:00"
    session[ENDS] = "2100-01-01T00:00:00+00:00"
    shown = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session[METHODS] = [*shown, {"method": "mfa", "at": time.time()}] if second_factor else shown
    session[METHODS_OF] = str(account.pk)
    session.save()
    return client
