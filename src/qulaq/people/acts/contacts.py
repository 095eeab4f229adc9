"""Proving that a phone or an e-mail is one's own: a code of six digits, read back in ten minutes.

Limits hold per contact (nobody is flooded) and per session (nobody floods), not per IP: a village shares one
address. A code is kept as a keyed hash, tried five times at most, used once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from qulaq.ledger.acts import record
from qulaq.people.contact import parse_contact
from qulaq.people.courier import Courier, NotSent
from qulaq.people.events import ContactConfirmed
from qulaq.people.models import ContactClaim, ContactKind, Level, Person
from qulaq.people.refusals import CODE_OVER, CODE_WRONG, CONTACT_TAKEN, NOT_SENT, TOO_MANY_CODES, Refused
from qulaq.people.sealing import ring

LIFE: Final = timedelta(minutes=10)
TRIES: Final = 5
LIMITS: Final = ((timedelta(minutes=10), 3, 5), (timedelta(days=1), 8, 20))
"""(window, codes to one contact, codes asked by one session)."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A code is under way. `shown` is the code itself, only where the demo puts it on the screen."""

    claim: ContactClaim
    shown: str | None


def claim_contact(
    *, contact: str, binding: str, language: str, at: datetime, courier: Courier, person: Person | None = None
) -> Claimed:
    """Send a code to a contact. `binding` ties it to one browser: the session's key or a form's token.

    `Refused` when the contact cannot be read, codes were asked for too often, or nothing could deliver.
    """
    read = parse_contact(contact)
    _refuse_flood(read.value, read.kind, binding, at)
    code = f"{secrets.randbelow(1_000_000):06d}"
    claim = ContactClaim(
        person=person,
        kind=read.kind,
        contact_index=ring().index(read.value, purpose=read.kind),
        session_index=ring().index(binding, purpose="session"),
        made_at=at,
        expires_at=at + LIFE,
    )
    claim.contact = read.value
    claim.code_index = _digest(claim, code)
    claim.save()
    try:
        return Claimed(claim, courier.send(read, code, language=language))
    except NotSent:
        raise Refused(NOT_SENT, field="contact") from None


def confirm_contact(*, key: UUID | str, code: str, binding: str, at: datetime) -> ContactClaim:
    """Read a code back. The claim is confirmed once; its person, if any, rises to CONTACT.

    `Refused` with the tries that remain, or when the code is over, used, or asked for by another browser.
    """
    claim = _open_claim(key, binding, at)
    if not compare_digest(_digest(claim, code), claim.code_index):
        raise Refused(CODE_WRONG, field="code", left=TRIES - claim.attempts)
    with transaction.atomic():
        if not ContactClaim.objects.filter(pk=claim.pk, confirmed_at=None).update(confirmed_at=at):
            raise Refused(CODE_OVER, field="code")
        claim.confirmed_at = at
        if claim.person:
            _refuse_taken(claim, claim.person)
            raise_to_contact(person=claim.person, claim=claim, at=at)
    return claim


def raise_to_contact(*, person: Person, claim: ContactClaim, at: datetime) -> Person:
    """Write a confirmed contact to its person and record the level; call it inside the act's transaction."""
    column = str(claim.kind)
    setattr(person, column, claim.contact)
    setattr(person, f"{column}_confirmed_at", at)
    person.level = max(person.level, Level.CONTACT)
    person.save()
    event = ContactConfirmed(person_id=person.pk, kind=column, level=int(person.level))
    record(event, at=at, subject=("people.person", person.pk))
    return person


def forget_old_claims(*, at: datetime) -> int:
    """Delete claims once no limit counts them: a contact that led nowhere is not kept."""
    return ContactClaim.objects.filter(made_at__lt=at - LIMITS[-1][0]).delete()[0]


def owner_of(kind: str, contact: str) -> Person | None:
    """The person with an account whose confirmed contact this is."""
    found = Person.objects.filter(
        account__isnull=False,
        **{f"{kind}_index__in": ring().indexes(contact, purpose=kind), f"{kind}_confirmed_at__isnull": False},
    )
    return found.select_related("account").order_by("pk").first()


def _refuse_taken(claim: ContactClaim, person: Person) -> None:
    """A contact opens one account: it cannot be added to a second one."""
    owner = owner_of(claim.kind, claim.contact)
    if person.account_id and owner and owner.pk != person.pk:
        raise Refused(CONTACT_TAKEN, field="contact")


def _refuse_flood(contact: str, kind: ContactKind, binding: str, at: datetime) -> None:
    for window, to_contact, by_session in LIMITS:
        recent = ContactClaim.objects.filter(made_at__gt=at - window)
        mine = recent.filter(session_index__in=ring().indexes(binding, purpose="session"))
        theirs = recent.filter(contact_index__in=ring().indexes(contact, purpose=kind))
        if theirs.count() >= to_contact or mine.count() >= by_session:
            raise Refused(TOO_MANY_CODES, field="contact")


def _open_claim(key: UUID | str, binding: str, at: datetime) -> ContactClaim:
    """The claim after one more try was counted; the count is taken before the code is compared."""
    open_claims = ContactClaim.objects.filter(
        key=_uuid(key),
        session_index__in=ring().indexes(binding, purpose="session"),
        confirmed_at=None,
        expires_at__gt=at,
        attempts__lt=TRIES,
    )
    if not open_claims.update(attempts=F("attempts") + 1):
        raise Refused(CODE_OVER, field="code")
    return ContactClaim.objects.select_related("person").get(key=_uuid(key))


def _uuid(key: UUID | str) -> UUID:
    try:
        return key if isinstance(key, UUID) else UUID(key)
    except (ValueError, ValidationError):
        raise Refused(CODE_OVER, field="code") from None


def _digest(claim: ContactClaim, code: str) -> str:
    digits = "".join(letter for letter in code if letter.isdecimal())
    return ring().index(f"{claim.key}:{digits}", purpose="code", key=claim.contact_sealed.partition(".")[0])
