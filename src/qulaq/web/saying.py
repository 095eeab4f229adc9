"""Days, moments and numbers as people write them in Kazakh, Russian, English (design/README, "Writing").

Spaces inside a number and between day and month never break. The Kazakh and Russian endings are written out,
because a wrong ending is what makes a page sound like a machine.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils import timezone

NB: Final = "\u00a0"
HYPHEN: Final = "\u2011"
"""The hyphen that does not break: 76‑бап stays on one line."""
# fmt: off
MONTHS: Final = {
    "kk": ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
           "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня",
           "июля", "августа", "сентября", "октября", "ноября", "декабря"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
MONTHS_ALONE: Final = {
    "kk": MONTHS["kk"],
    "ru": ("январь", "февраль", "март", "апрель", "май", "июнь",
           "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    "en": MONTHS["en"],
}
MONTHS_TOWARDS_KK: Final = (
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға",
    "шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға",
)
# fmt: on


def tongue(language: str | None) -> str:
    """The two letters of one of our three languages; Kazakh when unknown."""
    code = (language or "kk")[:2]
    return code if code in MONTHS else "kk"


def here(value: date | datetime) -> date:
    """The calendar day in the country's one time zone."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value: date | datetime, language: str) -> str:
    """2026 жылғы 19 қараша; 19 ноября 2026 года; 19 November 2026."""
    then, code = here(value), tongue(language)
    brief = day_short(then, code)
    return {
        "kk": f"{then.year}{NB}жылғы {brief}",
        "ru": f"{brief} {then.year}{NB}года",
        "en": f"{brief} {then.year}",
    }[code]


def day_short(value: date | datetime, language: str) -> str:
    """19 қараша; 19 ноября; 19 November."""
    then = here(value)
    return f"{then.day}{NB}{MONTHS[tongue(language)][then.month - 1]}"


def day_figures(value: date | datetime) -> str:
    """19.11.2026, for tables and receipts."""
    return here(value).strftime("%d.%m.%Y")


def until(value: date | datetime, language: str, *, year: bool = False) -> str:
    """26 қарашаға дейін; до 26 ноября; by 26 November; with the year when asked."""
    then, code = here(value), tongue(language)
    if code == "kk":
        said = f"{then.day}{NB}{MONTHS_TOWARDS_KK[then.month - 1]} дейін"
        return f"{then.year}{NB}жылғы {said}" if year else said
    said = day(then, code) if year else day_short(then, code)
    return f"до{NB}{said}" if code == "ru" else f"by {said}"


def clock(value: datetime) -> str:
    """10:24, in the country's time zone."""
    return (timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%H:%M")


def moment(value: datetime, language: str) -> str:
    """5 қараша, 10:24."""
    return f"{day_short(value, language)}, {clock(value)}"


def month(value: date | datetime, language: str) -> str:
    """2026 жылғы қараша; ноябрь 2026 года; November 2026."""
    then, code = here(value), tongue(language)
    name = MONTHS_ALONE[code][then.month - 1]
    return {
        "kk": f"{then.year}{NB}жылғы {name}",
        "ru": f"{name} {then.year}{NB}года",
        "en": f"{name} {then.year}",
    }[code]


def number(value: int | float | Decimal, language: str) -> str:
    """12 418; 8,4; in English 12,418; 8.4. Fractions show one digit."""
    plain = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    if tongue(language) == "en":
        return plain
    return plain.replace(",", NB).replace(".", ",")


def per_cent(share: float, language: str) -> str:
    """0.64 is 64 %, in English 64%."""
    whole = number(round(share * 100), language)
    return f"{whole}%" if tongue(language) == "en" else f"{whole}{NB}%"


def size(octets: int, language: str) -> str:
    """The weight of a file: 240 КБ; 1,8 МБ; 1.8 MB."""
    letters = {"kk": ("КБ", "МБ"), "ru": ("КБ", "МБ"), "en": ("KB", "MB")}[tongue(language)]
    if octets < 1024 * 1024:
        return f"{number(max(1, round(octets / 1024)), language)}{NB}{letters[0]}"
    return f"{number(octets / 1024 / 1024, language)}{NB}{letters[1]}"


_ARTICLE: Final = re.compile(r"(\d+(?:-\d+)?)((?:\(\d+(?:-\d+)?\))*)(\d+)?")
_AND: Final = {"kk": "және", "ru": "и"}


def article(basis: str | None, language: str) -> str:
    """«ӘРПК, 76-бап, 1-тармақ»; «статья 76, пункт 1 АППК»; "article 76(1), Administrative Procedures Code".

    `basis` is as rules and declarations write it: 76(1), 64(7)1, 70(1), 88(1), 62-90; other laws stay as written.
    """
    parts = [part.strip() for part in (basis or "").split(",") if part.strip()]
    read = [_ARTICLE.fullmatch(part) for part in parts]
    if not parts or not all(read):
        return basis or ""
    code = tongue(language)
    if code == "en":
        word = "article" if len(parts) == 1 else "articles"
        return f"{word} {', '.join(parts)}, Administrative Procedures Code"
    said = [_article_words(match, code) for match in read if match]
    return f"ӘРПК, {', '.join(said)}" if code == "kk" else f"{', '.join(said)} АППК"


def _article_words(match: re.Match[str], code: str) -> str:
    number, brackets, sub = match.groups()
    points = re.findall(r"\(([\d-]+)\)", brackets)
    first, _, last = number.partition("-")
    span = bool(last) and int(last) > int(first)
    number = number.replace("-", "–") if span else number
    if code == "kk":
        words = [f"{number}-{'баптар' if span else 'бап'}"]
        joined = f" {_AND['kk']} ".join(points)
        words += [f"{joined}-тармақ{'тар' if len(points) > 1 else ''}"] if points else []
        words += [f"{sub}-тармақша"] if sub else []
    else:
        words = [f"{'статьи' if span else 'статья'}{NB}{number}"]
        joined = f" {_AND['ru']} ".join(points)
        words += [f"пункт{'ы' if len(points) > 1 else ''}{NB}{joined}"] if points else []
        words += [f"подпункт{NB}{sub}"] if sub else []
    return ", ".join(words).replace("-", HYPHEN)


def counted(value: int, unit: str, language: str) -> str:
    """«15 жұмыс күні»; «15 рабочих дней»; "15 working days": a term of the law with its unit."""
    code = tongue(language)
    if code == "ru":
        form = (
            0
            if value % 10 == 1 and value % 100 != 11
            else 1
            if 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14
            else 2
        )
        return f"{value}{NB}{_UNITS_RU[unit][form]}"
    if code == "kk":
        return f"{value}{NB}{_UNITS_KK[unit]}"
    return f"{value} {_UNITS_EN[unit]}{'' if value == 1 else 's'}"


_UNITS_KK: Final = {"min": "минут", "h": "сағат", "wd": "жұмыс күні", "cd": "күн", "month": "ай"}
_UNITS_RU: Final = {
    "min": ("минута", "минуты", "минут"),
    "h": ("час", "часа", "часов"),
    "wd": ("рабочий день", "рабочих дня", "рабочих дней"),
    "cd": ("день", "дня", "дней"),
    "month": ("месяц", "месяца", "месяцев"),
}
_UNITS_EN: Final = {"min": "minute", "h": "hour", "wd": "working day", "cd": "day", "month": "month"}
