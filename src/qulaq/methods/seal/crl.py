"""Certificate revocation lists (RFC 5280 section 5): who was withdrawn, when and why.

A list of a whole country may hold a million entries, so reading one only notes where each serial number stands; an
entry is taken apart when somebody asks for it. A delta list can tell that a certificate is revoked, never that it is
good. A list with a critical extension that we do not understand is not usable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Final

from qulaq.methods.seal.algorithms import algorithm
from qulaq.methods.seal.certificate import AUTHORITY_KEY, Certificate, Name, read_extensions, read_name
from qulaq.methods.seal.container import unarmoured
from qulaq.methods.seal.der import (
    ENUMERATED,
    INTEGER,
    SEQUENCE,
    Element,
    Malformed,
    bits,
    boolean,
    encoded,
    integer,
    moment,
)
from qulaq.methods.seal.limits import DEFAULT_LIMITS

DELTA, DISTRIBUTION_POINT, NUMBER, FRESHEST = "2.5.29.27", "2.5.29.28", "2.5.29.20", "2.5.29.46"
REASON, INVALID_SINCE, CERTIFICATE_ISSUER = "2.5.29.21", "2.5.29.24", "2.5.29.29"
UNDERSTOOD: Final = frozenset({DELTA, DISTRIBUTION_POINT, NUMBER, FRESHEST, AUTHORITY_KEY})
REASONS: Final = {
    0: "unspecified",
    1: "keyCompromise",
    2: "cACompromise",
    3: "affiliationChanged",
    4: "superseded",
    5: "cessationOfOperation",
    6: "certificateHold",
    8: "removeFromCRL",
    9: "privilegeWithdrawn",
    10: "aACompromise",
}
_TIMES: Final = (0x17, 0x18)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """From when a certificate no longer counts, and the CA's reason."""

    since: datetime
    reason: str


@dataclass(frozen=True)
class RevocationList:
    """A parsed list; nothing in it is believed until its signature has been checked."""

    der: bytes
    signed: bytes
    issuer: Name
    this_update: datetime
    next_update: datetime | None
    places: dict[bytes, int]
    extensions: dict[str, tuple[bool, bytes]]
    algorithm: str
    signature: bytes

    @cached_property
    def fingerprint(self) -> str:
        return sha256(self.der).hexdigest()

    @cached_property
    def is_delta(self) -> bool:
        return DELTA in self.extensions

    def withdrawal(self, serial: bytes) -> Withdrawal | None:
        """The entry of a serial number (the bytes of its INTEGER). Errors: Malformed."""
        if serial not in self.places:
            return None
        entry = Element.at(self.der, self.places[serial], len(self.der)).fields("revocation entry")
        entry.take(INTEGER)
        since = moment(entry.any())
        extra = entry.maybe(SEQUENCE)
        entry.done()
        reason = "unspecified"
        if extra is not None:
            details = read_extensions(Element.whole(encoded(0xA0, extra.der)))
            if CERTIFICATE_ISSUER in details:
                raise Malformed("the list also speaks for other CAs")
            if REASON in details:
                code = integer(Element.whole(details[REASON][1]), ENUMERATED)
                reason = REASONS.get(code, f"reason {code}")
            if INVALID_SINCE in details:
                since = min(since, moment(Element.whole(details[INVALID_SINCE][1])))
        return Withdrawal(since, reason)

    def why_not_usable(self, certificate: Certificate) -> str | None:
        """Why this list says nothing about such a certificate, whatever its signature; None when it does."""
        for name, (critical, _) in self.extensions.items():
            if critical and name not in UNDERSTOOD:
                return f"has a critical extension {name} that is not understood"
        if DISTRIBUTION_POINT in self.extensions:
            return _why_out_of_scope(Element.whole(self.extensions[DISTRIBUTION_POINT][1]), certificate)
        return None


def read_revocation_list(data: bytes) -> RevocationList:
    """Parse a CRL in DER or PEM. Errors: Malformed."""
    if len(data) > DEFAULT_LIMITS.revocation_list:
        raise Malformed("the revocation list is too long")
    der = unarmoured(data)
    outer = Element.whole(der).fields("revocation list")
    signed = outer.take(SEQUENCE)
    outer_algorithm = algorithm(outer.take(SEQUENCE))
    signature = bits(outer.any())
    outer.done()
    parts = signed.fields("revocation list")
    version = parts.maybe(INTEGER)
    if version is not None and integer(version) != 1:
        raise Malformed("unknown version of a revocation list")
    if algorithm(parts.take(SEQUENCE)) != outer_algorithm:
        raise Malformed("the revocation list names two signature algorithms")
    issuer = read_name(parts.any())
    this_update = moment(parts.any())
    next_update = moment(parts.any()) if parts.peek() in _TIMES else None
    entries = parts.maybe(SEQUENCE)
    extensions = read_extensions(parts.maybe(0xA0))
    parts.done()
    places = {} if entries is None else _places(entries)
    return RevocationList(
        der,
        signed.der,
        issuer,
        this_update,
        next_update,
        places,
        extensions,
        outer_algorithm,
        signature,
    )


def _places(entries: Element) -> dict[bytes, int]:
    """Where the entry of each serial number begins. The usual shape is read without building elements."""
    buffer, place, end = entries.buffer, entries.inside, entries.end
    found: dict[bytes, int] = {}
    while place < end:
        if place + 4 <= end and buffer[place] == SEQUENCE and buffer[place + 1] < 0x80 > buffer[place + 3]:
            stop, first = place + 2 + buffer[place + 1], place + 4
            after = first + buffer[place + 3]
            if buffer[place + 2] != INTEGER or not after <= stop <= end:
                raise Malformed("revocation entry is not written as it must be")
            found[buffer[first:after]] = place
            place = stop
        else:
            entry = Element.at(buffer, place, end)
            found[entry.fields("revocation entry").take(INTEGER).value] = place
            place = entry.end
    return found


def _why_out_of_scope(element: Element, certificate: Certificate) -> str | None:
    """RFC 5280 5.2.5: lists for a part of the certificates, of the reasons, or of other issuers."""
    parts = element.fields("distribution point")
    parts.maybe(0xA0)
    only_people, only_authorities = parts.maybe(0x81), parts.maybe(0x82)
    some_reasons, indirect, attributes = parts.maybe(0x83), parts.maybe(0x84), parts.maybe(0x85)
    parts.done()
    is_authority = certificate.authority[0]
    if some_reasons is not None or _set(indirect) or _set(attributes):
        return "is for some reasons, other issuers or attribute certificates only"
    if (_set(only_people) and is_authority) or (_set(only_authorities) and not is_authority):
        return "is for another kind of certificate"
    return None


def _set(flag: Element | None) -> bool:
    return flag is not None and boolean(Element.whole(encoded(0x01, flag.value)))
