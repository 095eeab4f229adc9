"""The same mathematics through OpenSSL's own library, where this machine has it: ten times faster than plain Python.

`double_multiplication` uses only libcrypto's general elliptic-curve functions (EC_GROUP_new_curve_GFp and
EC_POINT_mul), which every OpenSSL 1.1 and 3 has; no GOST code of OpenSSL is needed. `digest` needs the GOST provider
(Debian: libengine-gost-openssl), loaded into a library context of its own so that nothing else in the process changes.
Callers get None where a part is missing; `qulaq.methods.seal.arithmetic` then uses plain Python.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Mapping
from ctypes import c_char_p, c_int, c_size_t, c_void_p, create_string_buffer
from functools import cache
from typing import Any, Final

from qulaq.methods.seal.curve import Curve

NAMES: Final = ("libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so", "libcrypto.3.dylib", "libcrypto.dylib")
Multiplication = Callable[[Curve, int, int, tuple[int, int]], "int | None"]
Question = Callable[[Curve, int, int, tuple[int, int], int], bool]
Digest = Callable[[bytes, int], bytes]

_SIGNATURES: Final = {
    "BN_CTX_new": (c_void_p, ()),
    "BN_CTX_free": (None, (c_void_p,)),
    "BN_free": (None, (c_void_p,)),
    "EC_POINT_free": (None, (c_void_p,)),
    "BN_new": (c_void_p, ()),
    "BN_bin2bn": (c_void_p, (c_char_p, c_int, c_void_p)),
    "BN_bn2bin": (c_int, (c_void_p, c_char_p)),
    "EC_GROUP_new_curve_GFp": (c_void_p, (c_void_p,) * 4),
    "EC_GROUP_set_generator": (c_int, (c_void_p,) * 4),
    "EC_POINT_new": (c_void_p, (c_void_p,)),
    "EC_POINT_set_affine_coordinates": (c_int, (c_void_p,) * 5),
    "EC_POINT_get_Jprojective_coordinates_GFp": (c_int, (c_void_p,) * 6),
    "EC_GROUP_precompute_mult": (c_int, (c_void_p, c_void_p)),
    "EC_POINT_mul": (c_int, (c_void_p,) * 6),
    "EC_POINT_is_at_infinity": (c_int, (c_void_p, c_void_p)),
    "ERR_clear_error": (None, ()),
}
_PROVIDER_SIGNATURES: Final = {
    "OSSL_LIB_CTX_new": (c_void_p, ()),
    "OSSL_PROVIDER_load": (c_void_p, (c_void_p, c_char_p)),
    "EVP_MD_fetch": (c_void_p, (c_void_p, c_char_p, c_char_p)),
    "EVP_Digest": (c_int, (c_char_p, c_size_t, c_char_p, c_void_p, c_void_p, c_void_p)),
}


def double_multiplication() -> tuple[Multiplication, Question] | None:
    """Functions like `curve.combine` and `arithmetic.meets`, or None without a usable libcrypto."""
    library = _library()
    if library is None or not _declare(library, _SIGNATURES):
        return None

    def combine(curve: Curve, u: int, v: int, point: tuple[int, int]) -> int | None:
        found = _combined(library, curve, u, v, point)
        return None if found is None else found[0] * pow(found[1], -2, curve.p) % curve.p

    def meets(curve: Curve, u: int, v: int, point: tuple[int, int], r: int) -> bool:
        """Without a division: X = x·Z² for one of the x below p that leave r when divided by q."""
        found = _combined(library, curve, u, v, point)
        if found is None:
            return False
        square = found[1] * found[1]
        return any((x * square - found[0]) % curve.p == 0 for x in range(r, curve.p, curve.q))

    return combine, meets


def digest() -> Digest | None:
    """A function like `streebog.streebog`, or None without OpenSSL 3 and its GOST provider."""
    library = _library()
    if library is None or not _declare(library, _PROVIDER_SIGNATURES):
        return None
    context = library.OSSL_LIB_CTX_new()
    found = {}
    if context and library.OSSL_PROVIDER_load(context, b"gostprov"):
        found = {
            32: library.EVP_MD_fetch(context, b"md_gost12_256", None),
            64: library.EVP_MD_fetch(context, b"md_gost12_512", None),
        }
    library.ERR_clear_error()
    if not found or not all(found.values()):
        return None

    def streebog(data: bytes, size: int) -> bytes:
        if size not in found:
            raise ValueError(f"Streebog has digests of 32 and 64 bytes, not {size}")
        result = create_string_buffer(size)
        if library.EVP_Digest(data, len(data), result, None, found[size], None) != 1:
            raise ArithmeticError("libcrypto refused to hash")
        return result.raw

    return streebog


@cache
def _library() -> ctypes.CDLL | None:
    for name in NAMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _declare(library: ctypes.CDLL, signatures: Mapping[str, tuple[Any, tuple[Any, ...]]]) -> bool:
    for name, (result, arguments) in signatures.items():
        try:
            function = getattr(library, name)
        except AttributeError:
            return False
        function.restype, function.argtypes = result, arguments
    return True


@cache
def _group(library: ctypes.CDLL, curve: Curve) -> int:
    numbers = [_number(library, value) for value in (curve.p, curve.a % curve.p, curve.b, *curve.base)]
    order, cofactor = _number(library, curve.q), _number(library, curve.cofactor)
    context = library.BN_CTX_new()
    group = library.EC_GROUP_new_curve_GFp(*numbers[:3], context)
    base = library.EC_POINT_new(group)
    if library.EC_POINT_set_affine_coordinates(group, base, *numbers[3:], context) != 1 or (
        library.EC_GROUP_set_generator(group, base, order, cofactor) != 1
    ):
        raise ArithmeticError(f"libcrypto does not accept the curve {curve.name}")
    library.EC_GROUP_precompute_mult(group, context)  # only faster afterwards; without it nothing changes
    return int(group)


def _number(library: ctypes.CDLL, value: int) -> int:
    octets = (value.bit_length() + 7) // 8
    return int(library.BN_bin2bn(value.to_bytes(octets, "big"), octets, None))


def _value(library: ctypes.CDLL, number: int, curve: Curve) -> int:
    octets = create_string_buffer(curve.octets)
    length = library.BN_bn2bin(number, octets)
    return int.from_bytes(octets.raw[:length], "big")


class _Desk:
    """What one thread keeps between multiplications on one curve, so that libcrypto need not allocate anew."""

    def __init__(self, library: ctypes.CDLL, group: int) -> None:
        self.library = library
        self.context = library.BN_CTX_new()
        self.points = library.EC_POINT_new(group), library.EC_POINT_new(group)
        self.numbers = tuple(library.BN_new() for _ in range(4))

    def __del__(self) -> None:
        for number in self.numbers:
            self.library.BN_free(number)
        for point in self.points:
            self.library.EC_POINT_free(point)
        self.library.BN_CTX_free(self.context)


class _Desks(threading.local):
    """The desks of a thread; they go when it ends."""

    def __init__(self) -> None:
        self.kept: dict[Curve, _Desk] = {}

    def of(self, library: ctypes.CDLL, curve: Curve) -> _Desk:
        if curve not in self.kept:
            self.kept[curve] = _Desk(library, _group(library, curve))
        return self.kept[curve]


_DESKS: Final = _Desks()


def _combined(
    library: ctypes.CDLL, curve: Curve, u: int, v: int, point: tuple[int, int]
) -> tuple[int, int] | None:
    """X and Z of u·G + v·point, where x = X/Z², or None for the point at infinity."""
    group = _group(library, curve)
    desk = _DESKS.of(library, curve)
    context, numbers = desk.context, desk.numbers
    given, result = desk.points
    for number, value in zip(numbers, (u, v, *point), strict=True):
        library.BN_bin2bn(value.to_bytes(curve.octets, "big"), curve.octets, number)
    try:
        if library.EC_POINT_set_affine_coordinates(group, given, numbers[2], numbers[3], context) != 1:
            raise ArithmeticError("libcrypto says that the point is not on the curve")
        if library.EC_POINT_mul(group, result, numbers[0], given, numbers[1], context) != 1:
            raise ArithmeticError("libcrypto refused the multiplication")
        if library.EC_POINT_is_at_infinity(group, result):
            return None
        x, y, z = numbers[:3]
        if library.EC_POINT_get_Jprojective_coordinates_GFp(group, result, x, y, z, context) != 1:
            raise ArithmeticError("libcrypto gave no coordinates")
        return _value(library, x, curve), _value(library, z, curve)
    finally:
        library.ERR_clear_error()
