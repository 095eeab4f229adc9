"""Notices that cases owe, on their way out: by message where the person left a contact, else on the tracking page.

The tracking page always shows them; a message that cannot be sent is tried again with growing pauses and stands
among the failing deliveries, so that no notice is lost in silence.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from qulaq.channels.ways import send_mail, send_sms
from qulaq.hear.queries import voice_of
from qulaq.kernel.words import Words
from qulaq.ledger.handlers import handles
from qulaq.ledger.models import Entry
from qulaq.people.models import Person
from qulaq.procedures.acts import mark_told
from qulaq.procedures.events import NoticesOwed
from qulaq.procedures.models import Case, NoticeOwed
from qulaq.procedures.queries import notice_words, untold

SUBJECT = Words(kk="{number} өтініші", ru="Обращение {number}", en="Appeal {number}")
BODY = Words(
    kk="{words}\n\nНөмірі {number}. Қарау: {url} (талондағы код керек).",
    ru="{words}\n\nНомер {number}. Посмотреть: {url} (нужен код из талона).",
    en="{words}\n\nNumber {number}. See it: {url} (you need the code on the talon).",
)


@handles(NoticesOwed, outside=True)
def tell_notices(event: NoticesOwed, *, at: datetime, entry: Entry) -> None:
    """Tell every notice of the case that waits; what is told is marked at once, so a retry does not double."""
    for notice in untold(event.case):
        mark_told(notice=notice, by_way=_tell(notice), at=at)


def _tell(notice: NoticeOwed) -> str:
    """Send a notice by the best way there is; answers the way."""
    case = notice.case
    voice = voice_of(case)
    person = voice.author if voice else None
    if notice.recipient != "applicant" or person is None:
        return "track_page"
    return _message(case, notice, person)


def _message(case: Case, notice: NoticeOwed, person: Person) -> str:
    said = notice_words(notice).said(person.language)
    text = BODY.said(person.language).format(
        words=said, number=case.number, url=f"{settings.SITE_URL}/track/"
    )
    if person.phone and person.phone_confirmed_at and settings.SMS_URL:
        send_sms(to=person.phone, text=text)
        return "sms"
    if person.email and person.email_confirmed_at and settings.EMAIL_HOST:
        send_mail(
            to=person.email, subject=SUBJECT.said(person.language).format(number=case.number), text=text
        )
        return "email"
    return "track_page"
