"""Persons: met with a voice, signed in by a confirmed contact, confirmed by a signature, erased at last."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import cast

from django.db import transaction
from django.db.models import Q

from qulaq.kernel.numbers import check_iin
from qulaq.ledger.acts import record
from qulaq.people.actors import Actor
from qulaq.people.acts.contacts import owner_of, raise_to_contact
from qulaq.people.contact import parse_contact
from qulaq.people.events import PersonErased, SignatureConfirmed
from qulaq.people.models import Account, ContactClaim, Level, Person
from qulaq.people.refusals import CODE_OVER, NOT_ALLOWED, Refused
from qulaq.people.rules import is_admin, is_applicant, is_system
from qulaq.people.sealing import sealed_columns


class WhyErased(StrEnum):
    """Grounds for erasing a person (law 94-V): the term of keeping is over, the person asks, a mistake."""

    RETENTION = "retention"
    REQUEST = "request"
    MISTAKE = "mistake"


def meet_person(
    *,
    at: datetime,
    name: str = "",
    contact: str = "",
    address: str = "",
    claimed_iin: str = "",
    language: str = "kk",
) -> Person:
    """Write down who says they wrote. Nothing of it is confirmed: ANONYMOUS until a code or a signature.

    `Refused` when a contact was given that cannot be read; a typed IIN never counts as proof.
    """
    person = Person(created_at=at, language=language[:2])
    person.name, person.address, person.claimed_iin = name.strip(), address.strip(), claimed_iin.strip()
    if contact.strip():
        read = parse_contact(contact)
        setattr(person, str(read.kind), read.value)
    person.save()
    return person


@transaction.atomic
def enter_by_claim(*, claim: ContactClaim, at: datetime) -> Account:
    """The account of whoever confirmed a contact, made at its first use. A claim opens the door once."""
    if not ContactClaim.objects.filter(pk=claim.pk, confirmed_at__isnull=False, used_at=None).update(
        used_at=at
    ):
        raise Refused(CODE_OVER, field="code")
    person = owner_of(claim.kind, claim.contact)
    if person is None:
        person = claim.person if claim.person and claim.person.account_id is None else Person(created_at=at)
        account = Account.objects.create_user(joined_at=at)
        person.account = account
        raise_to_contact(person=person, claim=claim, at=at)
        return account
    return cast(Account, person.account)


@transaction.atomic
def confirm_signature(*, person: Person, iin: str, name: str, at: datetime) -> Person:
    """Raise a person to SIGNATURE with what a certificate says; the caller has verified the signature.

    ValueError for an IIN that is not twelve digits; no checksum: the certificate is the source.
    """
    if not (len(iin) == 12 and iin.isascii() and iin.isdigit()):
        raise ValueError("an IIN in a certificate is twelve digits")
    person.iin, person.name = iin, name
    person.level, person.signature_confirmed_at = Level.SIGNATURE, at
    person.save()
    event = SignatureConfirmed(person_id=person.pk, level=int(Level.SIGNATURE))
    record(event, at=at, subject=("people.person", person.pk))
    return person


def iin_looks_right(typed: str) -> bool:
    """Does a typed IIN pass its checksum? A hint beside the field, never a confirmation."""
    return bool(check_iin(typed.strip()).valid)


def _theirs(person: Person) -> Q:
    """Claims made for the person, and those by which somebody signed in with their contacts."""
    indexes = [index for index in (person.phone_index, person.email_index) if index]
    return Q(person=person) | Q(contact_index__in=indexes)


@transaction.atomic
def erase_person(*, person: Person, why: WhyErased, by: Actor, at: datetime) -> Person:
    """Erase the personal fields, the account, the claims and the journal; a tombstone stays.

    The person, an administrator or the retention chore may; `Refused` for anybody else.
    """
    if not (is_applicant(by, person.pk) or is_admin(by) or is_system(by)):
        raise Refused(NOT_ALLOWED)
    account, person.account = person.account, None
    ContactClaim.objects.filter(_theirs(person)).delete()
    for column, field in sealed_columns(Person).items():
        setattr(person, f"{column}_sealed", "")
        if field.purpose:
            setattr(person, f"{column}_index", "")
    person.erased_at, person.erased_why = at, why
    person.save()
    person.access_notes.all().delete()
    if account is not None:
        account.delete()
    event = PersonErased(person_id=person.pk, reason=str(why), by_role=by.role)
    record(event, at=at, subject=("people.person", person.pk))
    return person
