"""The numbers of persons (IIN) and of organisations (BIN), checked as far as a number alone can be.

IIN: YYMMDD, a digit for century and sex, four of a serial, a check digit. Source: Government resolution No
565 of 11 June 2003; foreigners may have 0 as the seventh digit, so an unknown century is no error. BIN:
YYMM of registration, a digit for the kind of organisation (4 resident, 5 non-resident, 6 joint sole
trader), a digit for its unit (0 head, 1 branch, 2 representative, 3 peasant farm), five of a serial, the
same check digit. A number that passes may still belong to nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Sex = Literal["male", "female"]

_TWELVE: Final = re.compile(r"[0-9]{12}")
_FIRST: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND: Final = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES: Final = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_BIN_KINDS: Final = frozenset("456")
_BIN_UNITS: Final = frozenset("0123")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a number says. `why` is empty when `valid`; `born` and `sex` are None where an IIN does not
    tell, and for a BIN.
    """

    number: str
    valid: bool
    why: str = ""
    born: date | None = None
    sex: Sex | None = None

    def age(self, on: date) -> int | None:
        """Full years on a day (a person born on 29 February turns a year older on 1 March); None where the
        birth date is unknown.
        """
        if self.born is None:
            return None
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


def check_iin(number: str) -> Checked:
    """What is known of an individual identification number. Never raises; spaces around it are ignored."""
    digits = number.strip()
    why = _shape(digits)
    if why:
        return Checked(digits, valid=False, why=why)
    if digits[4] in _BIN_KINDS:
        return Checked(digits, valid=False, why="no such birth date; this looks like a BIN")
    if digits[6] not in "0123456":
        return Checked(digits, valid=False, why=f"seventh digit {digits[6]} names no century")
    birthdays = _birthdays(digits)
    if not birthdays:
        return Checked(digits, valid=False, why="no such birth date")
    why = _checksum(digits)
    if why:
        return Checked(digits, valid=False, why=why)
    if digits[6] == "0":
        return Checked(digits, valid=True)
    return Checked(digits, valid=True, born=birthdays[0], sex="male" if digits[6] in "135" else "female")


def check_bin(number: str) -> Checked:
    """What is known of a business identification number. Never raises; spaces around it are ignored."""
    digits = number.strip()
    why = _shape(digits)
    if not why and not 1 <= int(digits[2:4]) <= 12:
        why = "no such month of registration"
    if not why and digits[4] not in _BIN_KINDS:
        why = f"fifth digit {digits[4]} names no kind of organisation"
    if not why and digits[5] not in _BIN_UNITS:
        why = f"sixth digit {digits[5]} names no kind of unit"
    why = why or _checksum(digits)
    return Checked(digits, valid=not why, why=why)


def check_digit(eleven: str) -> int | None:
    """The twelfth digit after eleven; None where both passes give 10 (such a number is never issued).

    The eleventh digit weighs 11 in the first pass, which is 0 mod 11: an error in it alone goes unseen there.
    """
    for weights in (_FIRST, _SECOND):
        rest = sum(int(digit) * weight for digit, weight in zip(eleven, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def _shape(digits: str) -> str:
    return "" if _TWELVE.fullmatch(digits) else "not 12 digits"


def _checksum(digits: str) -> str:
    expected = check_digit(digits[:11])
    if expected is None:
        return "never issued: no check digit exists for it"
    return "" if expected == int(digits[11]) else "wrong check digit"


def _birthdays(digits: str) -> list[date]:
    """The one date of an IIN, or with an unknown century every date that it may be; empty when there is
    none.
    """
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    centuries = [_CENTURIES[digits[6]]] if digits[6] in _CENTURIES else [2000, 1900, 1800]
    found = []
    for century in centuries:
        try:
            found.append(date(century + year, month, day))
        except ValueError:
            continue
    return found
