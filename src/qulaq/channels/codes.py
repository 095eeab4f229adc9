"""One-time codes on their way to a person: mail, an SMS gateway over HTTPS, or, in the demo, the screen.

The gateway gets `POST SMS_URL` with `{"to": "+7…", "text": "…"}` and `Authorization: Bearer SMS_TOKEN`, and
answers 2xx once it took the message; every gateway in use has such a door or a small adapter before it.
"""

from __future__ import annotations

import json
import smtplib
import sys
from typing import Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import EmailMessage

from qulaq.kernel.words import Words
from qulaq.people.contact import Contact
from qulaq.people.courier import NotSent
from qulaq.people.loopback import refuse_without_demo
from qulaq.people.models import ContactKind

PATIENCE: Final = 5.0
"""Seconds that a person waits for a gateway before hearing that the code could not be sent."""

TEXT: Final = Words(
    kk="Qulaq коды: {code}. 10 минут жарамды. Ешкімге айтпаңыз.",
    ru="Код Qulaq: {code}. Действует 10 минут. Никому не говорите.",
    en="Qulaq code: {code}. Works for 10 minutes. Tell nobody.",
)
SUBJECT: Final = Words(kk="Qulaq коды", ru="Код Qulaq", en="Qulaq code")


class Mail:
    """Codes to e-mail addresses."""

    takes = ContactKind.EMAIL

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        letter = EmailMessage(
            SUBJECT.said(language), TEXT.said(language).format(code=code), to=[contact.value]
        )
        try:
            delivered = letter.send()
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from error
        if not delivered or not settings.EMAIL_HOST:
            raise NotSent("no mail server is set")
        return None


class SmsGateway:
    """Codes to phones through the operator's gateway."""

    takes = ContactKind.PHONE

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        body = json.dumps({"to": contact.value, "text": TEXT.said(language).format(code=code)}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
        request = Request(settings.SMS_URL, data=body, headers=headers, method="POST")  # noqa: S310
        try:
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                answer.read(1024)
        except (URLError, OSError) as error:
            raise NotSent(type(error).__name__) from error
        return None


class Console:
    """Codes in the terminal that runs the demo."""

    takes = None

    def __init__(self) -> None:
        refuse_without_demo(demo=settings.DEMO, feature="codes by console", field="QULAQ_CODES")

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        sys.stderr.write(TEXT.said(language).format(code=code) + "\n")
        return None


class Screen:
    """Codes on the page itself, for the demo."""

    takes = None

    def __init__(self) -> None:
        refuse_without_demo(demo=settings.DEMO, feature="codes by screen", field="QULAQ_CODES")

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        return code


Way = Mail | SmsGateway | Console | Screen
WAYS: Final[dict[str, type[Way]]] = {"mail": Mail, "sms": SmsGateway, "console": Console, "screen": Screen}


class Couriers:
    """The ways that QULAQ_CODES names, tried in that order for the contacts that each takes."""

    def __init__(self, ways: list[Way]) -> None:
        self.ways = ways

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        """The code where it is shown on the screen, else None; `NotSent` when no way could deliver."""
        failed = "no way is set up for this kind of contact"
        for way in self.ways:
            if way.takes in (None, contact.kind):
                try:
                    return way.send(contact, code, language=language)
                except NotSent as error:
                    failed = str(error)
        raise NotSent(failed)


def courier() -> Couriers:
    """The courier of this installation."""
    return Couriers([WAYS[name]() for name in settings.CODES_BY])
