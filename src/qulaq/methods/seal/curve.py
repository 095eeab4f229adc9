"""The two elliptic curves of GOST R 34.10-2012 keys in Kazakhstan, and u·G + v·Q on them in plain Python.

Curves: id-tc26-gost-3410-12-512-paramSetA (RFC 7836 A.1; Kazakhstan's 1.2.398.3.10.1.1.2.2.1) and
id-tc26-gost-3410-2012-256-paramSetA in Weierstrass form (RFC 7836 A.2; 1.2.398.3.10.1.1.2.1.1). Their primes are
2^n - c with a small c (pseudo-Mersenne), so a product is reduced by two shifts and small multiplications instead of
a division. The double multiplication interleaves the signed-digit (wNAF) forms of both scalars over one run of
doublings (Hankerson, Menezes, Vanstone: Guide to Elliptic Curve Cryptography, algorithms 3.36 and 3.51). Nothing
here is secret, so nothing is constant-time: never sign with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

Affine = tuple[Any, Any]
Jacobian = tuple[Any, Any, Any]
"""(X, Y, Z) for x = X/Z², y = Y/Z³; Z = 0 is the point at infinity."""

BASE_WINDOW: Final = 9
POINT_WINDOW: Final = 5


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + a·x + b over the field of 2^bits - c, with a base point of prime order q."""

    name: str
    bits: int
    c: int
    a: int
    b: int
    q: int
    base: tuple[int, int]
    cofactor: int

    @property
    def p(self) -> int:
        return (1 << self.bits) - self.c

    @property
    def octets(self) -> int:
        """The length of one coordinate or scalar in bytes."""
        return self.bits // 8

    def holds(self, point: tuple[int, int]) -> bool:
        """Whether `point` lies on the curve, with both coordinates reduced."""
        x, y = point
        in_field = 0 <= x < self.p and 0 <= y < self.p
        return in_field and (y * y - (x * x + self.a) * x - self.b) % self.p == 0


GOST_512: Final = Curve(
    name="tc26-gost-3410-12-512-paramSetA",
    bits=512,
    c=569,
    a=-3,
    b=int(
        "e8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265"
        "ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760",
        16,
    ),
    q=int(
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        "27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275",
        16,
    ),
    base=(
        3,
        int(
            "7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921"
            "df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4",
            16,
        ),
    ),
    cofactor=1,
)
GOST_256: Final = Curve(
    name="tc26-gost-3410-2012-256-paramSetA",
    bits=256,
    c=617,
    a=int("c2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335", 16),
    b=int("295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513", 16),
    q=int("400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67", 16),
    base=(
        int("91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28", 16),
        int("32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5c", 16),
    ),
    cofactor=4,
)


def combine(curve: Curve, u: int, v: int, point: tuple[int, int], number: type = int) -> int | None:
    """The x coordinate of u·G + v·point, or None for the point at infinity.

    `u` and `v` are not negative; `point` lies on the curve (`Curve.holds`); `number` is `int` or another type with the
    same arithmetic (gmpy2's `mpz`).
    """
    field = Field(curve, number)
    scalars = (
        (_wnaf(u, BASE_WINDOW), _base_table(curve, number)),
        (_wnaf(v, POINT_WINDOW), field.odd_multiples(point, POINT_WINDOW)),
    )
    total: Jacobian = field.infinity
    for place in range(max(u, v).bit_length(), -1, -1):
        total = field.double(total)
        for digits, table in scalars:
            if place in digits:
                digit = digits[place]
                total = field.add(total, table[digit >> 1] if digit > 0 else field.minus(table[-digit >> 1]))
    return field.x(total)


@cache
def _base_table(curve: Curve, number: type) -> Sequence[Affine]:
    return Field(curve, number).odd_multiples(curve.base, BASE_WINDOW)


def _wnaf(scalar: int, window: int) -> dict[int, int]:
    """Odd digits between -2^(window-1) and 2^(window-1) by their places, with at least window-1 zeros between them."""
    digits = {}
    whole, half = 1 << window, 1 << window - 1
    place = 0
    while scalar:
        zeros = (scalar & -scalar).bit_length() - 1
        scalar >>= zeros
        place += zeros
        digit = scalar & whole - 1
        digits[place] = digit = digit - whole if digit >= half else digit
        scalar -= digit
    return digits


class Field:
    """Point formulas with lazy reduction: coordinates are congruent to, not always equal to, their residue."""

    def __init__(self, curve: Curve, number: type) -> None:
        self.n, self.c = curve.bits, number(curve.c)
        self.mask, self.p = number((1 << curve.bits) - 1), number(curve.p)
        self.a, self.short = number(curve.a), curve.a == -3
        self.number = number
        self.infinity = (number(1), number(1), number(0))

    def fold(self, t: Any) -> Any:
        """`t` of either sign and up to about twice the length of p, brought near the length of p."""
        t = (t & self.mask) + self.c * (t >> self.n)
        return (t & self.mask) + self.c * (t >> self.n)

    def double(self, point: Jacobian) -> Jacobian:
        x, y, z = point
        n, mask, c = self.n, self.mask, self.c
        t = z * z
        zz = (t & mask) + c * (t >> n)
        t = y * y
        t = (t & mask) + c * (t >> n)
        yy = (t & mask) + c * (t >> n)
        t = x * yy
        t = (t & mask) + c * (t >> n)
        s = ((t & mask) + c * (t >> n)) << 2
        if self.short:  # a = -3: 3·x² + a·z⁴ is one product
            t = (x - zz) * (x + zz)
            t = (t & mask) + c * (t >> n)
            slope = 3 * ((t & mask) + c * (t >> n))
        else:
            slope = self.fold(3 * x * x + self.a * self.fold(zz * zz))
        t = slope * slope
        t = (t & mask) + c * (t >> n)
        new_x = (t & mask) + c * (t >> n) - (s << 1)
        t = slope * (s - new_x) - (yy * yy << 3)
        t = (t & mask) + c * (t >> n)
        new_y = (t & mask) + c * (t >> n)
        t = y * z << 1
        t = (t & mask) + c * (t >> n)
        return new_x, new_y, (t & mask) + c * (t >> n)

    def add(self, point: Jacobian, other: Affine) -> Jacobian:
        """A Jacobian and an affine point, every special case included."""
        x, y, z = point
        if not z % self.p:
            return other[0], other[1], self.number(1)
        fold = self.fold
        zz = fold(z * z)
        h = fold(other[0] * zz) - x
        r = fold(other[1] * fold(z * zz)) - y
        if not h % self.p:
            return self.infinity if r % self.p else self.double(point)
        hh = fold(h * h)
        hhh = fold(h * hh)
        v = fold(x * hh)
        new_x = fold(r * r) - hhh - (v << 1)
        return new_x, fold(r * (v - new_x) - y * hhh), fold(z * h)

    def minus(self, point: Affine) -> Affine:
        return point[0], self.p - point[1]

    def x(self, point: Jacobian) -> int | None:
        z = int(point[2] % self.p)
        if not z:
            return None
        p = int(self.p)
        return int(point[0]) * pow(z, -2, p) % p

    def odd_multiples(self, point: tuple[int, int], window: int) -> Sequence[Affine]:
        """point, 3·point, 5·point, … up to 2^(window-1) - 1, made affine with one inversion (Montgomery's trick)."""
        start = (self.number(point[0]), self.number(point[1]))
        twice = self.affine([self.double((*start, self.number(1)))])[0]
        if twice is None:  # a point of order two, which only a crafted key has: all odd multiples are itself
            return [start] * (1 << window - 2)
        multiples: list[Jacobian] = [(*start, self.number(1))]
        for _ in range((1 << window - 2) - 1):
            multiples.append(self.add(multiples[-1], twice))
        found = self.affine(multiples)
        if any(multiple is None for multiple in found):
            raise ValueError("the point has a small odd order, which no point of these curves has")
        return [multiple for multiple in found if multiple is not None]

    def affine(self, points: Sequence[Jacobian]) -> list[Affine | None]:
        """The points with Z = 1; None for infinity."""
        p = int(self.p)
        products = [1]
        for _, _, z in points:
            products.append(products[-1] * (int(z % self.p) or 1) % p)
        inverse = pow(products[-1], -1, p)
        found: list[Affine | None] = []
        for (x, y, z), before in zip(reversed(points), reversed(products[:-1]), strict=True):
            own = int(z % self.p)
            if not own:
                found.append(None)
                continue
            one_over = inverse * before % p
            inverse = inverse * own % p
            square = one_over * one_over % p
            found.append((self.number(x * square % p), self.number(y * square * one_over % p)))
        return found[::-1]
