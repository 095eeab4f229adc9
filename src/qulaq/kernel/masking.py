"""What a page may show of a person to somebody who holds only a code: enough to recognise oneself, too
little to find another.

The number of bullets is fixed, so that lengths tell nothing. What cannot be read as the thing it should be
is hidden whole. Names: first name and the first letter of the surname (design/README, "Writing").
"""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = "•••"

# hosts with so many people that naming one points at nobody
_MAIL_HOSTS: Final = frozenset(
    {"mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "gmail.com", "yandex.ru", "yandex.kz", "ya.ru"}
    | {"mail.kz", "icloud.com", "outlook.com", "hotmail.com", "yahoo.com", "proton.me"}
)
_PATRONYMIC: Final = re.compile(r"(ұлы|улы|қызы|кызы|ович|евич|овна|евна|инична|ична)$", re.IGNORECASE)
_SURNAME: Final = re.compile(
    r"(ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ёва|ина|ына|ская|цкая|баев|баева|енко|чук|швили|тегі)$", re.IGNORECASE
)
_AREA: Final = (
    r"облысы|обл|область|ауданы|район|р-н|қаласы|қ|ауылы|ауыл|а|кенті|к"
    r"|ауылдық округі|сельский округ|с\.о|а\.о"
)
_PLACE_WORD: Final = "г|город|с|село|п|посёлок|поселок|область|район|аул"
_STREET: Final = re.compile(
    r"\b(көше|көшесі|көш|к-сі|даңғыл|даңғылы|даң|д-лы|шағын|ықшам|мөлтек|үй|пәтер|тұйығы|мкр|улица|ул|проспект|пр|пер"
    r"|переулок|бульвар|б-р|микрорайон|дом|д|кв|квартира|корпус|корп|подъезд|street|st|avenue|ave|house|flat|apt)"
    r"(?![\w-])",
    re.IGNORECASE,
)
# «Солтүстік Қазақстан облысы», «Жамбылский район», «Тараз қ.» or «г. Тараз», «с. Кенен Азербаев»
_SETTLED: Final = re.compile(
    rf"([^\W\d_][\w-]*\.?\s+){{1,3}}({_AREA})\.?|({_PLACE_WORD})(\.\s*|\s+)[^\W\d_][\w-]*(\s[^\W\d_][\w-]*)?",
    re.IGNORECASE,
)


def first_name_and_letter(full_name: str) -> str:
    """«Дана Ә.» from «Әлімова Дана Серікқызы» (surname first, as in documents), «Дана Серікқызы Әлімова» or
    «Дана Әлімова» (the word that ends as a surname is one); «Ә.» from one word.
    """
    words = full_name.replace(",", " ").split()
    if not words:
        return ""
    if len(words) == 1:
        return f"{words[0][0].upper()}."
    surname_last = len(words) == 2 and _SURNAME.search(words[1]) and not _SURNAME.search(words[0])
    if _PATRONYMIC.search(words[1]) or surname_last:
        given, letter = words[0], words[-1][0]
    else:
        given, letter = words[1], words[0][0]
    return f"{_capitalised(given)} {letter.upper()}."


def phone(number: str) -> str:
    """`+7 7•• ••• 14 20` from a number of Kazakhstan however written; of any other only the last two
    digits.
    """
    digits = re.sub(r"\D", "", number)
    if len(digits) == 11 and digits[0] in "78":
        return f"+7 {digits[1]}•• ••• {digits[7:9]} {digits[9:]}"
    return f"{HIDDEN} {digits[-2:]}" if len(digits) >= 7 else HIDDEN


def email(address: str) -> str:
    """`d•••@gmail.com`; a host that few people share is hidden too, `d•••@•••.kz`."""
    name, at, host = address.strip().rpartition("@")
    if not at or not name or "." not in host:
        return HIDDEN
    host = host.casefold()
    shown = host if host in _MAIL_HOSTS else f"{HIDDEN}.{host.rpartition('.')[2]}"
    return f"{name[0]}{HIDDEN}@{shown}"


def iin_or_bin(number: str) -> str:
    """`••••••••••35`: the last two digits; never the birth date that an IIN begins with."""
    digits = re.sub(r"\D", "", number)
    return "•" * 10 + digits[-2:] if len(digits) == 12 else HIDDEN


def card(number: str) -> str:
    """`•••• 4242`, as on a bank's receipt."""
    digits = re.sub(r"\D", "", number)
    return f"•••• {digits[-4:]}" if 13 <= len(digits) <= 19 else HIDDEN


def address(text: str) -> str:
    """Region, district, town or village stay; street, house, flat and everything not understood become
    bullets.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    shown = [part for part in parts if _names_a_settlement(part)]
    return ", ".join([*shown, HIDDEN] if len(shown) < len(parts) or not parts else shown)


def _names_a_settlement(part: str) -> bool:
    has_digits = any(letter.isdigit() for letter in part)
    return not has_digits and bool(_SETTLED.fullmatch(part)) and not _STREET.search(part)


def _capitalised(name: str) -> str:
    """Дана from ДАНА or дана; Анна-Мария; initials (Д.С.) stay."""
    if "." in name:
        return name.upper()
    return "-".join(half[:1].upper() + half[1:].lower() for half in name.split("-"))
