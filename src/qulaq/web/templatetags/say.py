"""`{% load say %}`: days, moments, numbers and sizes in the reader's language (see qulaq.web.saying)."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.translation import get_language

from qulaq.kernel import masking
from qulaq.kernel.words import Words
from qulaq.web import saying
from qulaq.web.categories import CATEGORIES
from qulaq.web.choice_words import HIDDEN, KINDS, READ_LANGUAGES, ROLES, SOLVED, words_for

register = template.Library()


def spoken() -> str:
    return saying.tongue(get_language())


@register.filter
def day(value: date | datetime | None) -> str:
    return saying.day(value, spoken()) if value else ""


@register.filter
def day_short(value: date | datetime | None) -> str:
    return saying.day_short(value, spoken()) if value else ""


@register.filter
def day_figures(value: date | datetime | None) -> str:
    return saying.day_figures(value) if value else ""


@register.filter
def until(value: date | datetime | None) -> str:
    return saying.until(value, spoken()) if value else ""


@register.filter
def until_year(value: date | datetime | None) -> str:
    return saying.until(value, spoken(), year=True) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return saying.moment(value, spoken()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    return saying.clock(value) if value else ""


@register.filter
def month(value: date | datetime | None) -> str:
    return saying.month(value, spoken()) if value else ""


@register.filter
def number(value: int | float | Decimal | None) -> str:
    return "" if value is None else saying.number(value, spoken())


@register.filter
def per_cent(value: float | None) -> str:
    return "" if value is None else saying.per_cent(value, spoken())


@register.filter
def octets(value: int | None) -> str:
    return "" if value is None else saying.size(value, spoken())


@register.filter
def said(value: Words | str | None) -> str:
    """A `Words` in the reader's language; a plain string stays what it is."""
    return value.said(spoken()) if isinstance(value, Words) else str(value or "")


@register.filter
def category(code: str | None) -> str:
    """A category in words; «other matters» for what is not known."""
    return str(CATEGORIES.get(code or "other", CATEGORIES["other"]))


@register.filter
def article(basis: str | None) -> str:
    return saying.article(basis, spoken())


@register.filter
def kind(code: str | None) -> str:
    """The legal kind in words; empty when none was chosen."""
    return str(KINDS[code]) if code in KINDS else ""


@register.filter
def solved(code: str) -> str:
    """What the person said became of the matter."""
    return str(SOLVED.get(code, ""))


@register.filter
def choice(code: str | None) -> str:
    return words_for(code or "")


@register.simple_tag
def term(value: int, unit: str) -> str:
    """«15 жұмыс күні»."""
    return saying.counted(value, unit, spoken()) if unit else ""


@register.filter
def masked(value: str | None, kind: str) -> str:
    """A contact or a name as one may show it to somebody who holds only a code."""
    hide = {"phone": masking.phone, "email": masking.email, "name": masking.first_name_and_letter}[kind]
    return hide(value) if value else ""


@register.filter
def role(code: str) -> str:
    """What an official is, in words."""
    return str(ROLES.get(code, code))


@register.filter
def read_language(code: str) -> str:
    """The language that the program read, in words."""
    return str(READ_LANGUAGES.get(code, code))


@register.filter
def hidden(text: str) -> str:
    """A published text with the marks of what was taken out said in words: [ADDRESS] is «[мекенжай жасырылған]»."""
    return re.sub(r"\[([A-Z]+)\]", lambda mark: f"[{HIDDEN.get(mark[1], mark[1])}]", text)
