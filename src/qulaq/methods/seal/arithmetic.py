"""Which machinery does the heavy sums: OpenSSL's library, gmpy2, or plain Python. All three give the same answers.

An accelerator is used only after it has answered a known question correctly (the check values below are computed from
the curves' own definition and RFC 6986's example), so a broken or foreign library falls back to plain Python instead
of changing verdicts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from qulaq.kernel.errors import BadInput
from qulaq.methods.seal import libcrypto
from qulaq.methods.seal.curve import GOST_256, GOST_512, Curve, combine
from qulaq.methods.seal.repeated import Sums
from qulaq.methods.seal.streebog import streebog

NAMES: Final = ("auto", "openssl", "gmpy2", "python")


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`combine(curve, u, v, point)` → x of u·G + v·point or None; `meets(curve, u, v, point, r)` → whether that x
    leaves r when divided by q; `streebog(data, size)` → digest.
    """

    name: str
    combine: Callable[[Curve, int, int, tuple[int, int]], int | None]
    meets: Callable[[Curve, int, int, tuple[int, int], int], bool]
    streebog: Callable[[bytes, int], bytes]


@cache
def arithmetic(name: str = "auto") -> Arithmetic:
    """The machinery of that name; `auto` = the fastest one present. BadInput when it is not there."""
    if name not in NAMES:
        raise BadInput(f"unknown arithmetic {name!r}; known: {', '.join(NAMES)}")
    makers = {"openssl": _openssl, "gmpy2": _gmpy2, "python": _python}
    for each in NAMES[1:] if name == "auto" else (name,):
        found = makers[each]()
        if found:
            return found
    raise BadInput(f"arithmetic {name} is not usable on this machine")


def _python() -> Arithmetic:
    multiplication = Sums().combine
    return Arithmetic("python", multiplication, _asking(multiplication), streebog)


def _gmpy2() -> Arithmetic | None:
    try:
        from gmpy2 import mpz
    except ImportError:
        return None

    with_mpz = Sums(mpz).combine
    return Arithmetic("gmpy2", with_mpz, _asking(with_mpz), streebog) if _right(with_mpz) else None


def _openssl() -> Arithmetic | None:
    functions, digest = libcrypto.double_multiplication(), libcrypto.digest()
    if functions is None or not _right(functions[0]):
        return None
    if digest is not None and any(digest(b"qulaq", size) != streebog(b"qulaq", size) for size in (32, 64)):
        digest = None
    return Arithmetic("openssl", *functions, digest or streebog)


def _asking(
    multiplication: Callable[[Curve, int, int, tuple[int, int]], int | None],
) -> Callable[[Curve, int, int, tuple[int, int], int], bool]:
    def meets(curve: Curve, u: int, v: int, point: tuple[int, int], r: int) -> bool:
        x = multiplication(curve, u, v, point)
        return x is not None and x % curve.q == r

    return meets


def _right(multiplication: Callable[[Curve, int, int, tuple[int, int]], int | None]) -> bool:
    """2·G + 3·G = 5·G = 5·G + 0, and q·G vanishes, on both curves."""
    for curve in (GOST_512, GOST_256):
        five = combine(curve, 5, 0, curve.base)
        try:
            answers = [multiplication(curve, u, v, curve.base) for u, v in ((2, 3), (0, 5), (5, 0))]
            if answers != [five] * 3 or multiplication(curve, curve.q - 1, 1, curve.base) is not None:
                return False
        except ArithmeticError:
            return False
    return True
