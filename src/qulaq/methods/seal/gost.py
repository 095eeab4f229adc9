"""GOST R 34.10-2012 signatures as Kazakhstan writes them (identifiers "2015"; mathematics of RFC 7091).

Two byte orders differ from the Russian layout of RFC 9215: a public key is X ‖ Y and a signature r ‖ s, each number
little-endian, and the digest is read little-endian too. Confirmed on the National CA's own certificates.
"""

from __future__ import annotations

from dataclasses import dataclass

from qulaq.methods.seal.arithmetic import Arithmetic
from qulaq.methods.seal.curve import Curve


@dataclass(frozen=True, slots=True)
class GostKey:
    """A public key: a curve and a point that may or may not be on it."""

    curve: Curve
    point: tuple[int, int]


def read_key(curve: Curve, octets: bytes) -> GostKey | None:
    """The key of X ‖ Y; None where the length is not twice the curve's."""
    size = curve.octets
    if len(octets) != 2 * size:
        return None
    return GostKey(curve, (int.from_bytes(octets[:size], "little"), int.from_bytes(octets[size:], "little")))


def key_is_sound(key: GostKey, machinery: Arithmetic) -> bool:
    """On the curve, not of small order; where the curve has a cofactor, inside the group of order q."""
    curve = key.curve
    if not curve.holds(key.point):
        return False
    return curve.cofactor == 1 or machinery.combine(curve, 0, curve.q, key.point) is None


def signature_holds(key: GostKey, digest: bytes, signature: bytes, machinery: Arithmetic) -> bool:
    """RFC 7091 section 6.2 for a digest of the curve's length; wrong lengths and ranges are simply not valid."""
    curve, size = key.curve, key.curve.octets
    if len(signature) != 2 * size or len(digest) != size:
        return False
    r, s = int.from_bytes(signature[:size], "little"), int.from_bytes(signature[size:], "little")
    if not (0 < r < curve.q and 0 < s < curve.q) or not key_is_sound(key, machinery):
        return False
    e = int.from_bytes(digest, "little") % curve.q or 1
    v = pow(e, -1, curve.q)
    return machinery.meets(curve, s * v % curve.q, -r * v % curve.q, key.point, r)
