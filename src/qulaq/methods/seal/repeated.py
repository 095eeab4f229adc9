"""Sums with a point that comes again and again, such as the key of the CA that signed every voter's certificate.

For such a point all multiples d·2^(6i)·P with d up to 32 are worked out once (some 40 ms); after that u·G + v·P
needs no doubling at all, only one addition for each six bits of either scalar (fixed-base windows; Guide to
Elliptic Curve Cryptography, algorithm 3.41, with signed digits). A point earns its table by being asked for `OFTEN`
times, and at most `MOST` tables are kept, so a stranger's keys cost nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Final

from qulaq.methods.seal.curve import Affine, Curve, Field, combine

WINDOW: Final = 6
OFTEN: Final = 8
MOST: Final = 16
REMEMBERED: Final = 1024
_HALF: Final = 1 << WINDOW - 1
Table = tuple[tuple[Affine, ...], ...]


class Sums:
    """`combine` of `qulaq.methods.seal.curve`, with a memory of the points that it was asked for."""

    def __init__(self, number: type = int) -> None:
        self.number = number
        self._asked: OrderedDict[tuple[Curve, tuple[int, int]], int] = OrderedDict()
        self._table = lru_cache(maxsize=MOST)(self._worked_out)

    def combine(self, curve: Curve, u: int, v: int, point: tuple[int, int]) -> int | None:
        """The x coordinate of u·G + v·point, or None for the point at infinity."""
        key = curve, point
        times = self._asked.pop(key, 0) + 1
        self._asked[key] = times
        if len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)
        own = self._table(curve, point) if times >= OFTEN else None
        base = self._table(curve, curve.base) if own else None
        if own is None or base is None:
            return combine(curve, u, v, point, self.number)
        field = Field(curve, self.number)
        total = field.infinity
        for scalar, rows in ((u, base), (v, own)):
            for row, digit in zip(rows, _digits(scalar, curve), strict=True):
                if digit:
                    total = field.add(total, row[digit - 1] if digit > 0 else field.minus(row[-digit - 1]))
        return field.x(total)

    def _worked_out(self, curve: Curve, point: tuple[int, int]) -> Table | None:
        """Row i holds d·2^(6i)·point for d from 1 to 32; None for a crafted point of small order, which has none."""
        field = Field(curve, self.number)
        start: Affine | None = (self.number(point[0]), self.number(point[1]))
        rows: list[tuple[Affine, ...]] = []
        for _ in range(curve.bits // WINDOW + 1):
            if start is None:
                return None
            row = [(*start, self.number(1))]
            for _ in range(_HALF - 1):
                row.append(field.add(row[-1], start))
            start = field.affine([field.double(row[-1])])[0]
            multiples = [each for each in field.affine(row) if each is not None]
            if len(multiples) < len(row):
                return None
            rows.append(tuple(multiples))
        return tuple(rows)


def _digits(scalar: int, curve: Curve) -> list[int]:
    """Digits from -32 to 32 in base 64, least significant first."""
    digits = []
    for _ in range(curve.bits // WINDOW + 1):
        digit = scalar & (1 << WINDOW) - 1
        scalar >>= WINDOW
        if digit > _HALF:
            digit -= 1 << WINDOW
            scalar += 1
        digits.append(digit)
    return digits
