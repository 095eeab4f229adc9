"""Track codes: what a person keeps to follow a case without an account.

Sixty random bits in Crockford's alphabet of 32 (no I, L, O, U: they are read as 1, 1, 0, V), then one check
character, grouped for the eye and the telephone: `K7RT-2M9X-QH4DB`. The check is a weighted sum in the
field of 32 elements, every place with another weight, so every single wrong character and every exchange of
two characters is told before the register is asked.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET: Final = 12
LENGTH: Final = SECRET + 1
BITS: Final = SECRET * 5

_READ_AS: Final = {
    **dict(zip("ILOU", "110V", strict=True)),
    **dict(zip("АВЕЁСНКМОРТХУІЗЅЈ", "ABEECHKM0PTXY13SJ", strict=True)),
}
_SEPARATORS: Final = frozenset(" -\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212_.·\t\n\r")
_POLYNOMIAL: Final = 0b100101


def new_code(entropy: bytes) -> str:
    """A track code from at least 8 random bytes (60 bits are used; the caller brings
    `secrets.token_bytes(8)`).
    """
    if len(entropy) * 8 < BITS:
        raise ValueError(f"a track code needs {BITS} random bits, got {len(entropy) * 8}")
    number = int.from_bytes(entropy, "big") & ((1 << BITS) - 1)
    places = [number >> shift & 31 for shift in range(BITS - 5, -1, -5)]
    return _grouped("".join(ALPHABET[place] for place in [*places, _check(places)]))


def normalise(code: str) -> str:
    """The code as it is stored, from how a person typed it: any case, spaces, dashes, look-alikes, Cyrillic
    letters.

    Never raises: what is no code comes back tidied, and `is_code` says no to it.
    """
    letters = (_READ_AS.get(letter, letter) for letter in code.upper() if letter not in _SEPARATORS)
    return _grouped("".join(letters))


def is_code(code: str) -> bool:
    """Can `code`, as typed, be a track code? False for a wrong length, a foreign character, a failed
    check.
    """
    letters = normalise(code).replace("-", "")
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return False
    places = [ALPHABET.index(letter) for letter in letters]
    return _check(places[:-1]) == places[-1]


def _grouped(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}" if len(letters) == LENGTH else letters


def _check(places: list[int]) -> int:
    """Horner's rule at the element 2 of the field: the place before last weighs 2, the one before it 4, and
    so on.
    """
    total = 0
    for place in places:
        total = _doubled(total ^ place)
    return total


def _doubled(element: int) -> int:
    element <<= 1
    return element ^ _POLYNOMIAL if element & 32 else element
