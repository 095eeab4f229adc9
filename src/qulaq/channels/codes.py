"""One-time codes on their way to a person: mail, an SMS gateway, or, in the demo, the screen."""

from __future__ import annotations

import sys
from typing import Final

from django.conf import settings

from qulaq.channels.ways import send_mail, send_sms
from qulaq.kernel.words import Words
from qulaq.people.contact import Contact
from qulaq.people.courier import NotSent
from qulaq.people.loopback import refuse_without_demo
from qulaq.people.models import ContactKind

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
        text = TEXT.said(language).format(code=code)
        send_mail(to=contact.value, subject=SUBJECT.said(language), text=text)
        return None


class SmsGateway:
    """Codes to phones through the operator's gateway."""

    takes = ContactKind.PHONE

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        send_sms(to=contact.value, text=TEXT.said(language).format(code=code))
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
