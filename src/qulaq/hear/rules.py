"""What a voice must be, which level makes it an appeal, which language it is in."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.conf import settings

from qulaq.hear.models import Channel
from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import LANGUAGES, Words
from qulaq.people.actors import Actor
from qulaq.people.models import Level, Person
from qulaq.people.refusals import Refused

LONGEST: Final = 20_000
KINDS: Final = ("application", "complaint", "message", "proposal", "response", "request")
KAZAKH: Final = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
LEVELS: Final = {"contact": Level.CONTACT, "signature": Level.SIGNATURE}

NO_TEXT: Final = Words(
    kk="Не болғанын және не күтетініңізді жазыңыз.",
    ru="Напишите, что случилось и чего вы ждёте.",
    en="Write what happened and what you expect.",
)
TOO_LONG: Final = Words(
    kk="Мәтін 20 000 таңбадан ұзақ. Қысқартыңыз немесе файл етіп қосыңыз.",
    ru="Текст длиннее 20 000 знаков. Сократите его или приложите файлом.",
    en="The text is longer than 20,000 characters. Shorten it or attach it as a file.",
)
NO_BODY: Final = Words(
    kk="Қай органға жазып отырғаныңызды таңдаңыз.",
    ru="Выберите, кому вы пишете.",
    en="Choose to whom you write.",
)
ONLY_COURT: Final = Words(
    kk="Бұл органнан жоғары орган жоқ: шағыммен сотқа жүгінуге болады (ӘРПК, 91-бап, 6-тармақ).",
    ru="Выше этого органа никого нет: жалобу можно подать в суд (статья 91, пункт 6 АППК).",
    en="There is no body above this one: a complaint goes to court (article 91(6)).",
)
UNKNOWN_PLACE: Final = Words(
    kk="Мұндай елді мекен табылмады: тізімнен таңдаңыз.",
    ru="Такого места нет: выберите из списка.",
    en="There is no such place: choose from the list.",
)
UNKNOWN_KIND: Final = Words(
    kk="Мұндай өтініш түрі жоқ.", ru="Такого вида обращения нет.", en="There is no such kind of appeal."
)


def storable(text: str) -> str:
    """The text without what no database keeps: null characters and halves of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def checked_text(text: str) -> str:
    """The text without outer blanks. Refused where it is empty or too long."""
    text = storable(text).strip()
    if not text:
        raise Refused(NO_TEXT, field="text")
    if len(text) > LONGEST:
        raise Refused(TOO_LONG, field="text")
    return text


def language_of(text: str, said: str | None) -> str:
    """The language that was said, else guessed by letters: enough to answer in the right one."""
    if said in LANGUAGES:
        return str(said)
    if any(letter in KAZAKH for letter in text):
        return "kk"
    cyrillic = sum("а" <= letter <= "я" for letter in text.lower())
    return "ru" if cyrillic * 2 > sum(letter.isalpha() for letter in text) else "en"


def level_needed(day: date) -> Level:
    """The level that makes a voice a legal appeal on `day`: the dated setting `appeal.confirmation`.

    The setting reads `contact` or `2026-01-01=contact,2027-01-01=signature`; the newest date not after `day` counts.
    """
    chosen = None
    for part in str(settings.APPEAL_CONFIRMATION).split(","):
        since, _, name = part.strip().rpartition("=")
        if name not in LEVELS:
            raise BadInput(f"knows contact and signature, not {name!r}", field="QULAQ_APPEAL_CONFIRMATION")
        if not since or date.fromisoformat(since) <= day:
            chosen = LEVELS[name]
    if chosen is None:
        raise BadInput(f"says nothing for {day.isoformat()}", field="QULAQ_APPEAL_CONFIRMATION")
    return chosen


def is_legal_by_itself(channel: str, by: Actor) -> bool:
    """A letter on paper, or words taken down at a reception, is a legal appeal when an official registers it."""
    return by.is_official and channel in {Channel.PAPER, Channel.ORAL, Channel.RECEPTION}


def is_confirmed(author: Person | None, day: date) -> bool:
    """Whether the author is confirmed far enough for a legal appeal."""
    return author is not None and author.level >= level_needed(day)
