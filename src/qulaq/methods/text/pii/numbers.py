"""Numbers that name a person or a firm: telephone, IIN, BIN, card, IBAN, plate, e-mail; checksums decide.

Sources: IIN and BIN, Government resolution No 565 of 2003 (kernel.numbers); cards, ISO/IEC 7812 (Luhn); IBAN, ISO 13616
(mod 97); number plates, ST RK 986. Hot lines, order numbers and article numbers are left alone.
"""

from __future__ import annotations

import re
from typing import Final

from qulaq.kernel.numbers import check_bin, check_digit, check_iin

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_IBAN: Final = re.compile(r"\b[KКkк][ZzЗз]\s?\d{2}(?:\s?[0-9A-Za-zАВЕКМНОРСТУХ]){16}(?![0-9A-Za-z])")
_DIGITS: Final = re.compile(r"(?<![\w.,-])(?:\+\s?)?\(?\d[\d\-‑–() \u00a0.]{4,26}\d(?!\d|[-.,]\d)")
_TOGETHER: Final = re.compile(
    r"(?<!\d)(?:\d{12}|[2-6]\d{3}(?:[ \u00a0-]?\d{4}){3}|(?<=[^\W\d_])\d{2,6}(?:[ \u00a0-]\d{2,6}){1,5})(?!\d)"
)
_PLATE: Final = re.compile(
    r"(?<![\w-])(?:\d{3}\s?[-]?[A-ZАВЕКМНОРСТУХ]{2,3}\s?[-|/]?\s?(?:0[1-9]|1\d|20)|[A-ZАВЕКМНОРСТУХ]\s?\d{3}\s?[A-ZАВЕКМНОРСТУХ]{2,3})(?![\w-])"
)
_PLATE_ANY: Final = re.compile(
    r"(?<![\w-])(?:\d{3}\s?[a-zа-я]{2,3}\s?(?:0[1-9]|1\d|20)|[a-zа-я]\s?\d{3}\s?[a-zа-я]{2,3})(?![\w-])", re.I
)
_PLATE_CUE: Final = re.compile(
    r"(?:гос\.?\s?номер\w*|номер\w*\s+(?:авто|машин)\w*|нөмірі|г/н|гос\.?\s?знак\w*|мем\w*\s+нөмір\w*|авто\w*|машин\w*|көлі\w*)\W{0,3}(?:номер\w*\W{0,3})?$",
    re.I,
)
_CURRENCY: Final = frozenset(
    {"KZT", "USD", "EUR", "RUB", "ТГ", "РУБ", "ТОО", "ЖК", "ИП", "ГБ", "КВТ", "МВТ", "СМ", "КМ"}
)
_IIN_CUE: Final = re.compile(
    r"(?:\b(?:иин|жсн|iin)(?:-?[а-яіңы]{1,3})?(?:\s+[^\W\d]+){0,2}|жеке\s+сәйкестендіру\s+нөмірі\w*)\W{0,4}$",
    re.I,
)
_BIN_CUE: Final = re.compile(r"\b(?:бин|бсн|bin)(?:-?[а-яіңы]{1,3})?(?:\s+[^\W\d]+){0,2}\W{0,4}$", re.I)
_CARD_CUE: Final = re.compile(
    r"(?:карт\w*(?:\s+[^\W\d]+){0,2}|card|kaspi gold|(?:перев[её]\w+|скин\w+)\s+на)"
    r"\s*(?:№|номер\w*|:|\s)*\W{0,3}$",
    re.I,
)
_FOURS: Final = re.compile(r"[45]\d{3}(?: \d{4}){3}")  # as a card is printed
_PHONE_CUE: Final = re.compile(
    r"(?:тел(?:ефон\w*|\.)?|моб\.?|сот\.?|номер\w*|нөмір\w*|звон\w+|ватсап\w*|whatsapp|вацап\w*|хабарлас\w*|байланыс\w*|phone)"
    r"\s*(?:номер\w*|нөмір\w*)?\W{0,4}$", re.I
)  # fmt: skip
_NOT_PHONE_CUE: Final = re.compile(
    r"(?:№|заказ\w*|тапсырыс\w*|договор\w*|шарт\w*|приказ\w*|бұйрық\w*|обращени\w*|өтініш\w*|постановлени\w*|қаулы\w*|"
    r"дело|іс|заявк\w*|заявлени\w*|ариза\w*|шағым\w*|жалоб\w*|счёт\w*|счет\w*|шот\w*|лицев\w+|трек\w*|накладн\w*|чек\w*|акт\w*|кадастр\w*|талон\w*|вх|исх|исх\.|"
    r"серийн\w*|протокол\w*|хаттама\w*)\s*(?:№|номер\w*|нөмір\w*|счёт\w*|:|\s|n|no)*\W{0,3}$", re.I
)  # fmt: skip


#: Codes of mobile networks of Kazakhstan: eleven digits with one of them are a telephone after any word but «№».
_MOBILE: Final = frozenset(
    ("700", "701", "702", "705", "706", "707", "708", "747", "771", "775", "776", "777", "778")
)
_NUMBERED: Final = re.compile(
    r"(?:№|номер\w*|нөмір\w*|сч[её]т|сч[её]т[уае]|шот\w*|трек\w*|код\w*)\W{0,3}$", re.I
)


def luhn(digits: str) -> bool:
    """The check of card numbers (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def iban_is_valid(number: str) -> bool:
    """Mod-97 check of an IBAN without spaces."""
    turned = number[4:] + number[:4]
    return turned.isalnum() and turned.isascii() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _iin(digits: str, before: str, bare: bool) -> str:
    """IIN, BIN or nothing for twelve digits."""
    if check_iin(digits).valid:
        return "IIN"
    if check_bin(digits).valid and not _IIN_CUE.search(before):
        return "BIN"
    if _IIN_CUE.search(before):
        return "IIN"
    if _BIN_CUE.search(before):
        return "BIN"
    looks = digits[4] in "0123" and digits[6] in "0123456" and check_digit(digits[:11]) == int(digits[11])
    return "IIN" if bare and looks and 1 <= int(digits[2:4]) <= 12 else ""


def _telephone(raw: str, digits: str, before: str) -> bool:
    if len(digits) == 11 and digits[0] in "78":
        if digits[1:4] in {"800", "808", "809"}:
            return False
        if digits[1:4] in _MOBILE and not _NUMBERED.search(before):
            return True
        return digits[1] in "67" and not (_NOT_PHONE_CUE.search(before) and "+" not in raw)
    if len(digits) == 10 and digits[0] == "7":
        return not _NOT_PHONE_CUE.search(before)
    cued = bool(_PHONE_CUE.search(before)) and not _NOT_PHONE_CUE.search(before)
    if len(digits) in {11, 12, 13} and "+" in raw:
        return True
    if len(digits) in {5, 6, 7}:
        return cued or bool(
            len(digits) == 6 and re.fullmatch(r"\d\d-\d\d-\d\d", raw) and not _NOT_PHONE_CUE.search(before)
        )
    return cued and 8 <= len(digits) <= 11


def _classify(raw: str, before: str) -> str:
    digits = re.sub(r"\D", "", raw)
    seams = len(re.findall(r"\D+", raw.strip("+")))
    if len(digits) == 12 and "(" not in raw and not raw.startswith("+") and seams <= 5:
        kind = _iin(digits, before, seams == 0)
        if kind:
            return kind
    if 13 <= len(digits) <= 19 and "(" not in raw and ((luhn(digits) and digits[0] in "23456") or (
            len(digits) == 16 and (_CARD_CUE.search(before) or _FOURS.fullmatch(raw)))):  # fmt: skip
        return "CARD"
    return "PHONE" if _telephone(raw, digits, before) else ""


def _parts(raw: str) -> list[tuple[int, int]]:
    """Pieces of a digit run that may each be a number: the whole first, then what spaces and commas part."""
    pieces = [(0, len(raw))]
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\s.]+", raw)]
    if len(words) > 1:
        for size in range(len(words) - 1, 0, -1):
            pieces += [(words[i][0], words[i + size - 1][1]) for i in range(len(words) - size + 1)]
    return pieces


def find(
    text: str, has_long: bool = True, has_at: bool = True, has_plate: bool = True
) -> list[tuple[str, int, int]]:
    """(type, start, end) of every number of a person or firm; flags switch off searches known to find nothing."""
    found: list[tuple[str, int, int]] = []
    if has_at:
        found += [("EMAIL", m.start(), m.end()) for m in _EMAIL.finditer(text)]
    if has_long:
        found += [("IBAN", m.start(), m.end()) for m in _IBAN.finditer(text)]
        for match in _DIGITS.finditer(text):
            if any(a < match.end() and match.start() < b for _, a, b in found):
                continue
            found += _inside(text, match.group(), match.start())
        found += _unseparated(text, found)
    if has_plate:
        found += _plates(text, found)
    return found


def _unseparated(text: str, found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Valid IIN, BIN and card numbers written together with letters or signs («иин900101300009»)."""
    out: list[tuple[str, int, int]] = []
    for match in _TOGETHER.finditer(text):
        start, end = match.span()
        if any(a < end and start < b for _, a, b in found):
            continue
        digits = re.sub(r"\D", "", match.group())
        kind = (
            _iin(digits, text[max(0, start - 40) : start], True)
            if len(digits) == 12
            else "CARD"
            if len(digits) == 16 and luhn(digits)
            else ""
        )
        if kind:
            out.append((kind, start, end))
    return out


def _inside(text: str, raw: str, base: int) -> list[tuple[str, int, int]]:
    taken: list[tuple[str, int, int]] = []
    for low, high in _parts(raw):
        if any(base + low < b and a < base + high for _, a, b in taken):
            continue
        piece = raw[low:high].rstrip(" -–(.")
        if piece.startswith("(") and ")" not in piece:
            low, piece = low + 1, piece[1:]
        kind = _classify(piece, text[max(0, base + low - 40) : base + low])
        if kind:
            taken.append((kind, base + low, base + low + len(piece)))
    return taken


def _plates(text: str, found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    for pattern in (_PLATE, _PLATE_ANY):
        for m in pattern.finditer(text):
            letters = re.sub(r"[^A-Za-zА-Яа-я]", "", m.group()).upper()
            if letters in _CURRENCY or any(a < m.end() and m.start() < b for _, a, b in found + out):
                continue
            if pattern is _PLATE or _PLATE_CUE.search(text[max(0, m.start() - 30) : m.start()]):
                out.append(("PLATE", m.start(), m.end()))
    return out
