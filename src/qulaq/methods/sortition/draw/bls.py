"""Checking a drand round with nothing but Python: is this the network's signature of that round?

drand's `quicknet` signs SHA-256(round as 8 bytes) with a threshold BLS key over BLS12-381, signatures in G1, the key
in G2 (scheme `bls-unchained-g1-rfc9380`). The check is one pairing equation: e(signature, g2) = e(H(message), key).
Sources: RFC 9380 (hashing to the curve), draft-irtf-cfrg-bls-signature-05, the drand specification.
Fp2 elements are pairs (a, b) = a + b·u with u² = -1; Fp12 is Fp2[w] with w⁶ = 1 + u, six coefficients.
"""

from __future__ import annotations

import hashlib

from qulaq.methods.sortition.draw.bls_numbers import (
    COFACTOR,
    G2_X,
    G2_Y,
    ISOGENY_X_DENOMINATOR,
    ISOGENY_X_NUMERATOR,
    ISOGENY_Y_DENOMINATOR,
    ISOGENY_Y_NUMERATOR,
    LOOP,
    SSWU_A,
    SSWU_B,
    SSWU_Z,
    P,
    R,
)

Fp2 = tuple[int, int]
G1Point = tuple[int, int] | None
G2Point = tuple[Fp2, Fp2] | None
Fp12 = tuple[Fp2, ...]

DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
ONE: Fp12 = ((1, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0))


def round_is_signed(*, key: bytes, round_number: int, signature: bytes) -> bool:
    """Whether `signature` (48 bytes) is the round's signature under the network's `key` (96 bytes)."""
    public, signed = _read_g2(key), _read_g1(signature)
    if public is None or signed is None or _g1_times(signed, R) is not None:
        return False
    message = hashlib.sha256(round_number.to_bytes(8, "big")).digest()
    left = _miller(_g1_negative(signed), (G2_X, G2_Y))
    right = _miller(_hash_to_g1(message), public)
    return _is_one(_multiply12(left, right))


# Fp2


def _mul(a: Fp2, b: Fp2) -> Fp2:
    return (a[0] * b[0] - a[1] * b[1]) % P, (a[0] * b[1] + a[1] * b[0]) % P


def _sub(a: Fp2, b: Fp2) -> Fp2:
    return (a[0] - b[0]) % P, (a[1] - b[1]) % P


def _scale(a: Fp2, factor: int) -> Fp2:
    return a[0] * factor % P, a[1] * factor % P


def _inverse(a: Fp2) -> Fp2:
    norm = pow(a[0] * a[0] + a[1] * a[1], -1, P)
    return a[0] * norm % P, -a[1] * norm % P


def _root2(a: Fp2) -> Fp2 | None:
    """A square root in Fp2, if there is one (complex method; p = 3 mod 4)."""
    length = _root(a[0] * a[0] + a[1] * a[1])
    if length is None:
        return None
    half = pow(2, -1, P)
    for sign in (1, -1):
        real = _root((a[0] + sign * length) * half)
        if real:
            found = (real, a[1] * pow(2 * real, -1, P) % P)
            if _mul(found, found) == (a[0] % P, a[1] % P):
                return found
    imaginary = _root(-a[0])
    return (0, imaginary) if imaginary is not None and a[1] % P == 0 else None


def _root(value: int) -> int | None:
    root = pow(value, (P + 1) // 4, P)
    return root if (root * root - value) % P == 0 else None


# the curve y² = x³ + 4 over Fp, and its twist y² = x³ + 4(1 + u) over Fp2


def _g1_negative(point: tuple[int, int]) -> tuple[int, int]:
    return point[0], -point[1] % P


def _g1_add(a: G1Point, b: G1Point) -> G1Point:
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def _g1_times(point: G1Point, factor: int) -> G1Point:
    total: G1Point = None
    while factor:
        if factor & 1:
            total = _g1_add(total, point)
        point, factor = _g1_add(point, point), factor >> 1
    return total


def _read_g1(data: bytes) -> G1Point:
    """A compressed point; None for anything else (infinity included)."""
    if len(data) != 48 or not data[0] & 0x80 or data[0] & 0x40:
        return None
    x = int.from_bytes(data, "big") & ((1 << 381) - 1)
    y = _root(x**3 + 4) if x < P else None
    if y is None:
        return None
    larger = y > P - y
    return x, y if larger == bool(data[0] & 0x20) else P - y


def _read_g2(data: bytes) -> G2Point:
    if len(data) != 96 or not data[0] & 0x80 or data[0] & 0x40:
        return None
    x = (int.from_bytes(data[48:], "big"), int.from_bytes(data[:48], "big") & ((1 << 381) - 1))
    cube = _mul(_mul(x, x), x)
    y = _root2(((cube[0] + 4) % P, (cube[1] + 4) % P)) if max(x) < P else None
    if y is None:
        return None
    negative = (-y[0] % P, -y[1] % P)
    larger = (y[1], y[0]) > (negative[1], negative[0])
    return x, y if larger == bool(data[0] & 0x20) else negative


# hashing to G1 (RFC 9380, suite BLS12381G1_XMD:SHA-256_SSWU_RO_)


def _expand(message: bytes, length: int) -> bytes:
    tail = DOMAIN + bytes([len(DOMAIN)])
    first = hashlib.sha256(bytes(64) + message + length.to_bytes(2, "big") + b"\0" + tail).digest()
    block = hashlib.sha256(first + b"\1" + tail).digest()
    blocks = [block]
    for index in range(2, length // 32 + 1):
        mixed = bytes(a ^ b for a, b in zip(first, block, strict=True))
        block = hashlib.sha256(mixed + bytes([index]) + tail).digest()
        blocks.append(block)
    return b"".join(blocks)[:length]


def _hash_to_g1(message: bytes) -> tuple[int, int]:
    stream = _expand(message, 128)
    points = [_map_to_curve(int.from_bytes(stream[start : start + 64], "big") % P) for start in (0, 64)]
    cleared = _g1_times(_g1_add(points[0], points[1]), COFACTOR)
    if cleared is None:
        raise ArithmeticError("the message hashes to infinity")
    return cleared


def _map_to_curve(u: int) -> tuple[int, int]:
    """Simplified SWU onto the isogenous curve, then the 11-isogeny."""
    tv = SSWU_Z * u * u % P
    denominator = (tv * tv + tv) % P
    x = -SSWU_B * pow(SSWU_A, -1, P) * (1 + pow(denominator, -1, P)) if denominator else None
    x = (x if x is not None else SSWU_B * pow(SSWU_Z * SSWU_A, -1, P)) % P
    y = _root(x**3 + SSWU_A * x + SSWU_B)
    if y is None:
        x = tv * x % P
        y = _root(x**3 + SSWU_A * x + SSWU_B)
    if y is None:
        raise ArithmeticError("neither candidate lies on the curve")
    if y % 2 != u % 2:
        y = P - y
    x_top, x_bottom = _evaluate(ISOGENY_X_NUMERATOR, x), _evaluate(ISOGENY_X_DENOMINATOR, x)
    y_top, y_bottom = _evaluate(ISOGENY_Y_NUMERATOR, x), _evaluate(ISOGENY_Y_DENOMINATOR, x)
    return x_top * pow(x_bottom, -1, P) % P, y * y_top * pow(y_bottom, -1, P) % P


def _evaluate(coefficients: tuple[int, ...], x: int) -> int:
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * x + coefficient) % P
    return value


# Fp12 and the pairing


def _multiply12(a: Fp12, b: Fp12) -> Fp12:
    real, imaginary = [0] * 11, [0] * 11
    for i, (a0, a1) in enumerate(a):
        if a0 or a1:
            for j, (b0, b1) in enumerate(b):
                real[i + j] += a0 * b0 - a1 * b1
                imaginary[i + j] += a0 * b1 + a1 * b0
    for high in range(6, 11):
        real[high - 6] += real[high] - imaginary[high]
        imaginary[high - 6] += real[high] + imaginary[high]
    return tuple((real[index] % P, imaginary[index] % P) for index in range(6))


def _miller(g1: tuple[int, int], g2: tuple[Fp2, Fp2]) -> Fp12:
    """The Miller loop of the optimal ate pairing, up to factors that the final power removes."""
    value, point = ONE, g2
    for bit in bin(LOOP)[3:]:
        value = _multiply12(value, value)
        line, point = _line(point, point, g1)
        value = _multiply12(line, value)
        if bit == "1":
            line, point = _line(point, g2, g1)
            value = _multiply12(line, value)
    return value


def _line(a: tuple[Fp2, Fp2], b: tuple[Fp2, Fp2], at: tuple[int, int]) -> tuple[Fp12, tuple[Fp2, Fp2]]:
    """The line through a and b (tangent if equal) at the point of G1, times w³; and a + b."""
    if a == b:
        slope = _mul(_scale(_mul(a[0], a[0]), 3), _inverse(_scale(a[1], 2)))
    else:
        slope = _mul(_sub(b[1], a[1]), _inverse(_sub(b[0], a[0])))
    x = _sub(_sub(_mul(slope, slope), a[0]), b[0])
    y = _sub(_mul(slope, _sub(a[0], x)), a[1])
    zero = (0, 0)
    line = (_sub(_mul(slope, a[0]), a[1]), zero, _scale(slope, -at[0] % P), (at[1], 0), zero, zero)
    return line, (x, y)


def _is_one(value: Fp12) -> bool:
    """Whether value^((p¹² - 1)/r) = 1. With k = (p² + 1)(p⁴ - p² + 1)/r this says: value^k is its own conjugate."""
    frobenius = [_power2((1, 1), (P * P - 1) // 6 * index) for index in range(6)]
    squared = tuple(_mul(part, factor) for part, factor in zip(value, frobenius, strict=True))
    base = _multiply12(value, squared)
    result = ONE
    for bit in bin((P**4 - P**2 + 1) // R)[2:]:
        result = _multiply12(result, result)
        if bit == "1":
            result = _multiply12(result, base)
    return all(result[index] == (0, 0) for index in (1, 3, 5))


def _power2(value: Fp2, exponent: int) -> Fp2:
    result = (1, 0)
    while exponent:
        if exponent & 1:
            result = _mul(result, value)
        value, exponent = _mul(value, value), exponent >> 1
    return result
