"""OCSP answers (RFC 6960): what a CA's responder says about one certificate at one time.

Parsing only; whether the responder may speak for the CA is decided in `qulaq.methods.seal.revocation`. The National
CA names certificates by SHA-256 and gives no nextUpdate.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from qulaq.methods.seal.algorithms import SHA_1, SHA_256, SHA_384, SHA_512, algorithm
from qulaq.methods.seal.certificate import Certificate, Name, read_extensions, read_name
from qulaq.methods.seal.crl import REASONS, Withdrawal
from qulaq.methods.seal.der import (
    ENUMERATED,
    OCTET_STRING,
    SEQUENCE,
    Element,
    Malformed,
    bits,
    integer,
    moment,
    oid,
)

BASIC, NONCE = "1.3.6.1.5.5.7.48.1.1", "1.3.6.1.5.5.7.48.1.2"
LONGEST: Final = 256 << 10
MOST_ANSWERS: Final = 256
_NAME_HASHES: Final = {SHA_1: "sha1", SHA_256: "sha256", SHA_384: "sha384", SHA_512: "sha512"}


@dataclass(frozen=True, slots=True)
class Answer:
    """About one certificate: `status` is good, revoked or unknown."""

    hash_algorithm: str
    issuer_name: bytes
    issuer_key: bytes
    serial: bytes
    status: str
    withdrawal: Withdrawal | None
    this_update: datetime
    next_update: datetime | None
    understood: bool

    def is_about(self, certificate: Certificate, issuer: Certificate) -> bool:
        """Whether the hashes of the issuer's name and key, and the serial number, are this certificate's."""
        if self.hash_algorithm not in _NAME_HASHES or self.serial != certificate.serial:
            return False
        name = _NAME_HASHES[self.hash_algorithm]
        # SHA-1 may come here: it names a key that we already hold, it vouches for nothing.
        hashed = [
            hashlib.new(name, value, usedforsecurity=False).digest()
            for value in (certificate.issuer.der, issuer.key.bits)
        ]
        return hashed == [self.issuer_name, self.issuer_key]


@dataclass(frozen=True)
class Response:
    """A signed answer sheet; nothing in it is believed until the responder has been checked."""

    der: bytes
    signed: bytes
    responder_name: Name | None
    responder_key: bytes | None
    produced: datetime
    answers: tuple[Answer, ...]
    nonce: bytes | None
    understood: bool
    algorithm: str
    signature: bytes
    certificates: tuple[bytes, ...]

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.der).hexdigest()


def read_response(der: bytes) -> Response:
    """Parse an OCSP response. Errors: Malformed, also where the responder gave only an error."""
    if len(der) > LONGEST:
        raise Malformed("the OCSP answer is too long")
    outer = Element.whole(der).fields("OCSP answer")
    if integer(outer.take(ENUMERATED), ENUMERATED) != 0:
        raise Malformed("the responder refused to answer")
    wrapped = outer.take(0xA0).inner("OCSP answer").fields("OCSP answer")
    outer.done()
    if oid(wrapped.take(0x06)) != BASIC:
        raise Malformed("the OCSP answer is not of the basic kind")
    basic = Element.whole(wrapped.take(OCTET_STRING).value).fields("OCSP answer")
    wrapped.done()
    signed = basic.take(SEQUENCE)
    used = algorithm(basic.take(SEQUENCE))
    signature = bits(basic.any())
    tagged = basic.maybe(0xA0)
    basic.done()
    certificates = () if tagged is None else tuple(each.der for each in tagged.inner("OCSP certificates"))
    return _response(der, signed, used, signature, certificates)


def _response(
    der: bytes, signed: Element, used: str, signature: bytes, certificates: tuple[bytes, ...]
) -> Response:
    parts = signed.fields("OCSP answer")
    version = parts.maybe(0xA0)
    if version is not None and integer(version.inner("version")) != 0:
        raise Malformed("unknown version of an OCSP answer")
    by_name, by_key = parts.maybe(0xA1), parts.maybe(0xA2)
    if (by_name is None) == (by_key is None):
        raise Malformed("the OCSP answer does not name its responder")
    produced = moment(parts.any())
    answers: list[Answer] = []
    for each in parts.take(SEQUENCE):
        if len(answers) == MOST_ANSWERS:
            raise Malformed("the OCSP answer speaks about too many certificates")
        answers.append(_answer(each))
    extensions = read_extensions(parts.maybe(0xA1))
    parts.done()
    return Response(
        der=der,
        signed=signed.der,
        responder_name=read_name(by_name.inner("responder")) if by_name else None,
        responder_key=by_key.inner("responder").expect(OCTET_STRING, "responder").value if by_key else None,
        produced=produced,
        answers=tuple(answers),
        nonce=_nonce(extensions),
        understood=not any(critical for name, (critical, _) in extensions.items() if name != NONCE),
        algorithm=used,
        signature=signature,
        certificates=certificates[:16],
    )


def _nonce(extensions: dict[str, tuple[bool, bytes]]) -> bytes | None:
    """RFC 8954 wraps the nonce in an OCTET STRING; some responders echo it bare."""
    if NONCE not in extensions:
        return None
    value = extensions[NONCE][1]
    return value[2:] if value[:1] == b"\x04" and len(value) == 2 + value[1] else value


def _answer(element: Element) -> Answer:
    parts = element.fields("OCSP answer")
    name = parts.take(SEQUENCE).fields("OCSP certificate name")
    hash_algorithm = algorithm(name.take(SEQUENCE))
    issuer_name, issuer_key = name.take(OCTET_STRING).value, name.take(OCTET_STRING).value
    serial = name.take(0x02)
    integer(serial)
    name.done()
    status, withdrawal = _status(parts.any())
    this_update = moment(parts.any())
    next_update = parts.maybe(0xA0)
    extensions = read_extensions(parts.maybe(0xA1))
    parts.done()
    return Answer(
        hash_algorithm,
        issuer_name,
        issuer_key,
        serial.value,
        status,
        withdrawal,
        this_update,
        None if next_update is None else moment(next_update.inner("next update")),
        not any(critical for critical, _ in extensions.values()),
    )


def _status(element: Element) -> tuple[str, Withdrawal | None]:
    if element.tag in (0x80, 0x82):
        return ("good" if element.tag == 0x80 else "unknown"), None
    if element.tag != 0xA1:
        raise Malformed("the OCSP answer has no status")
    place = element.inside
    since = Element.at(element.buffer, place, element.end)
    reason = "unspecified"
    if since.end < element.end:
        tagged = Element.at(element.buffer, since.end, element.end).expect(0xA0, "reason")
        code = integer(tagged.inner("reason"), ENUMERATED)
        reason = REASONS.get(code, f"reason {code}")
        if tagged.end != element.end:
            raise Malformed("the OCSP status has more parts than it may")
    return "revoked", Withdrawal(moment(since), reason)
