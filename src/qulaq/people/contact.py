"""A phone or an e-mail as somebody typed it, brought to one form so that equal ones are found equal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from qulaq.people.models import ContactKind
from qulaq.people.refusals import CONTACT_UNREADABLE, Refused

PUNCTUATION = re.compile(r"[\s().\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """`+77001234567` or a lower-case address."""

    kind: ContactKind
    value: str


def parse_contact(text: str) -> Contact:
    """Read a contact; Kazakh numbers may begin with 8, 7 or +7, foreign ones with +. `Refused` otherwise."""
    typed = text.strip()
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError:
            raise Refused(CONTACT_UNREADABLE, field="contact") from None
        return Contact(ContactKind.EMAIL, typed.lower())
    digits = PUNCTUATION.sub("", typed)
    if re.fullmatch(r"(?:\+7|8|7)?7[0-9]{9}", digits):
        return Contact(ContactKind.PHONE, f"+7{digits[-10:]}")
    if re.fullmatch(r"\+(?!7)[1-9][0-9]{7,14}", digits):
        return Contact(ContactKind.PHONE, digits)
    raise Refused(CONTACT_UNREADABLE, field="contact")
