"""Which identifiers stand for which signatures, and the one place where a signature is checked.

Accepted: GOST R 34.10-2015 of 512 and 256 bits with Streebog of the same length (Kazakhstan's branch 1.2.398.3.10.1),
and RSA PKCS#1 v1.5 with SHA-256, SHA-384 or SHA-512. Everything else, SHA-1 and the legacy GOST 34.310-2004 among it,
is an `AlgorithmMismatch`: known or not, it does not count. Sources: the State's register of object identifiers, RFC
8017, RFC 5754.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from qulaq.methods.seal.arithmetic import Arithmetic
from qulaq.methods.seal.curve import GOST_256, GOST_512
from qulaq.methods.seal.der import NULL, OCTET_STRING, SEQUENCE, Element, Malformed, bits, integer, oid
from qulaq.methods.seal.gost import GostKey, read_key, signature_holds
from qulaq.methods.seal.limits import DEFAULT_LIMITS

STREEBOG_256, STREEBOG_512 = "1.2.398.3.10.1.3.2", "1.2.398.3.10.1.3.3"
SHA_256, SHA_384, SHA_512 = "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"
RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
GOST_KEY_256, GOST_KEY_512 = "1.2.398.3.10.1.1.2.1", "1.2.398.3.10.1.1.2.2"
SHA_1 = "1.3.14.3.2.26"
"""Only for names of keys inside OCSP questions (RFC 6960 CertID), never for a signature."""

LEGACY: Final = {
    "1.2.398.3.10.1.1.1.2": "GOST 34.310-2004 (retired in 2025)",
    "1.2.398.3.10.1.3.1": "GOST 34.311-95 (retired in 2025)",
    "1.2.840.113549.1.1.5": "SHA-1 with RSA",
    SHA_1: "SHA-1",
}
_GOST_CURVES: Final = {
    GOST_KEY_512: ("1.2.398.3.10.1.1.2.2.1", GOST_512, STREEBOG_512),
    GOST_KEY_256: ("1.2.398.3.10.1.1.2.1.1", GOST_256, STREEBOG_256),
}
_HASHES: Final = {SHA_256: hashes.SHA256(), SHA_384: hashes.SHA384(), SHA_512: hashes.SHA512()}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A signature algorithm: its name for people, the key it needs and the digest it uses."""

    name: str
    key: str
    digest: str


SCHEMES: Final = {
    "1.2.398.3.10.1.1.2.3.2": Scheme("GOST3410-2015-512", GOST_KEY_512, STREEBOG_512),
    "1.2.398.3.10.1.1.2.3.1": Scheme("GOST3410-2015-256", GOST_KEY_256, STREEBOG_256),
    "1.2.840.113549.1.1.11": Scheme("RSA-SHA256", RSA_ENCRYPTION, SHA_256),
    "1.2.840.113549.1.1.12": Scheme("RSA-SHA384", RSA_ENCRYPTION, SHA_384),
    "1.2.840.113549.1.1.13": Scheme("RSA-SHA512", RSA_ENCRYPTION, SHA_512),
}


class AlgorithmMismatch(ValueError):
    """An algorithm that is not accepted, or two identifiers that do not belong together."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A subject's key: `bits` are the bytes inside the bit string (what OCSP names hash)."""

    algorithm: str
    bits: bytes
    gost: GostKey | None = None
    rsa: tuple[int, int] | None = None


def scheme(signature: str, digest: str | None = None) -> Scheme:
    """The scheme of a signature identifier; in a CMS the digest identifier must be the scheme's own.

    Errors: AlgorithmMismatch.
    """
    if (
        signature == RSA_ENCRYPTION and digest in _HASHES
    ):  # RFC 3370 3.2: CMS may name only the key's algorithm
        found = next(
            each for each in SCHEMES.values() if each.key == RSA_ENCRYPTION and each.digest == digest
        )
    elif signature in SCHEMES:
        found = SCHEMES[signature]
    else:
        raise AlgorithmMismatch(f"signature algorithm {LEGACY.get(signature, signature)} is not accepted")
    if digest is not None and digest != found.digest:
        raise AlgorithmMismatch(
            f"digest algorithm {LEGACY.get(digest, digest)} does not belong to {found.name}"
        )
    return found


def algorithm(element: Element) -> str:
    """The identifier of an AlgorithmIdentifier whose parameters are absent or NULL (as all accepted ones)."""
    parts = element.fields("algorithm identifier")
    name = oid(parts.take(0x06))
    if parts.peek() is not None and parts.any().der != bytes((NULL, 0)):
        raise Malformed("algorithm identifier has parameters that it may not have")
    parts.done()
    return name


def read_public_key(element: Element) -> PublicKey:
    """A SubjectPublicKeyInfo. A key of an algorithm or curve not accepted is kept but verifies nothing."""
    parts = element.fields("public key")
    kind = parts.take(SEQUENCE).fields("public key algorithm")
    name = oid(kind.take(0x06))
    parameters = kind.any() if kind.peek() is not None else None
    kind.done()
    octets = bits(parts.take(0x03))
    parts.done()
    if name in _GOST_CURVES:
        return PublicKey(name, octets, gost=_gost_key(name, parameters, octets))
    if name == RSA_ENCRYPTION:
        return PublicKey(name, octets, rsa=_rsa_key(octets))
    return PublicKey(name, octets)


def _gost_key(name: str, parameters: Element | None, octets: bytes) -> GostKey | None:
    identifier, curve, digest = _GOST_CURVES[name]
    if parameters is None or _curve_named(parameters, digest) != identifier:
        return None
    return read_key(curve, Element.whole(octets).expect(OCTET_STRING, "GOST key").value)


def _curve_named(parameters: Element, digest: str) -> str | None:
    parts = parameters.fields("GOST key parameters")
    curve = oid(parts.take(0x06))
    named = oid(parts.take(0x06)) if parts.peek() is not None else digest
    parts.done()
    return curve if named == digest else None


def _rsa_key(octets: bytes) -> tuple[int, int] | None:
    parts = Element.whole(octets).fields("RSA key")
    modulus, exponent = integer(parts.take(0x02)), integer(parts.take(0x02))
    parts.done()
    least, most = DEFAULT_LIMITS.rsa_bits
    sound = modulus % 2 and least <= modulus.bit_length() <= most and 3 <= exponent < 1 << 33 and exponent % 2
    return (modulus, exponent) if sound else None


def digest(name: str, data: bytes, machinery: Arithmetic) -> bytes:
    """The digest of `data`. Errors: AlgorithmMismatch for one that is not accepted."""
    if name == STREEBOG_512:
        return machinery.streebog(data, 64)
    if name == STREEBOG_256:
        return machinery.streebog(data, 32)
    if name in _HASHES:
        return hashlib.new(_HASHES[name].name, data).digest()
    raise AlgorithmMismatch(f"digest algorithm {LEGACY.get(name, name)} is not accepted")


def signature_is_good(
    key: PublicKey, used: Scheme, signature: bytes, message: bytes, machinery: Arithmetic
) -> bool:
    """Whether `signature` over `message` was made with the secret of `key`.

    Errors: AlgorithmMismatch where the key is of another algorithm than the scheme.
    """
    if key.algorithm != used.key:
        raise AlgorithmMismatch(f"{used.name} does not belong to the signer's key")
    if key.gost:
        return signature_holds(key.gost, digest(used.digest, message, machinery), signature, machinery)
    if key.rsa:
        modulus, exponent = key.rsa
        try:
            RSAPublicNumbers(exponent, modulus).public_key().verify(
                signature, message, PKCS1v15(), _HASHES[used.digest]
            )
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return False
        return True
    return False
