"""X.509 certificates (RFC 5280) as Kazakhstan's National CA issues them: who, until when, for what.

The subject carries serialNumber = "IIN" + 12 digits for a person and OU = "BIN" + 12 digits for an organisation; the
role stands in the extended key usage under 1.2.398.3.3.4 (State's register of object identifiers, root.gov.kz/oid).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Final

from qulaq.methods.seal.algorithms import PublicKey, algorithm, read_public_key
from qulaq.methods.seal.der import (
    SEQUENCE,
    SET,
    Element,
    Fields,
    Malformed,
    bits,
    boolean,
    flags,
    integer,
    moment,
    oid,
    text,
)

COMMON_NAME, SERIAL_NUMBER, ORGANISATION, UNIT = "2.5.4.3", "2.5.4.5", "2.5.4.10", "2.5.4.11"
GIVEN_NAME = "2.5.4.42"
KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE = "2.5.29.15", "2.5.29.19", "2.5.29.37"
SUBJECT_KEY, AUTHORITY_KEY = "2.5.29.14", "2.5.29.35"
OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5"
UNDERSTOOD: Final = frozenset(
    {
        KEY_USAGE,
        BASIC_CONSTRAINTS,
        EXTENDED_KEY_USAGE,
        SUBJECT_KEY,
        AUTHORITY_KEY,
        OCSP_NO_CHECK,
        "2.5.29.17",
        "2.5.29.32",
    }
)
"""Extensions that may be critical: what they say is obeyed, or (other names 17, policies 32) restricts nothing here."""

DIGITAL_SIGNATURE, NON_REPUDIATION, KEY_CERT_SIGN, CRL_SIGN = 0, 1, 5, 6
OCSP_SIGNING, TIME_STAMPING = "1.3.6.1.5.5.7.3.9", "1.3.6.1.5.5.7.3.8"

ROLES: Final = {
    "1.2.398.3.3.4.1.2.1": "organisation-head",
    "1.2.398.3.3.4.1.2.2": "organisation-signatory",
    "1.2.398.3.3.4.1.2.3": "finance-signatory",
    "1.2.398.3.3.4.1.2.4": "personnel-officer",
    "1.2.398.3.3.4.1.2.5": "employee",
    "1.2.398.3.3.4.1.2.6": "information-system",
    "1.2.398.3.3.4.1.2": "organisation",
    "1.2.398.3.3.4.1.1": "individual",
}
"""The most telling first: an organisation's keys also carry the plain organisation role."""
MOST_PARTS: Final = 64
"""Of a name, of extensions, of purposes: far more than any certificate has, so that none can be made slow to read."""
_IIN: Final = re.compile(r"IIN([0-9]{12})")
_BIN: Final = re.compile(r"BIN([0-9]{12})")


@dataclass(frozen=True, slots=True)
class Name:
    """A distinguished name: its bytes, and its parts in order."""

    der: bytes
    parts: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What two spellings of one name share (RFC 5280 7.1: case and runs of spaces do not count)."""
        return tuple((kind, " ".join(value.casefold().split())) for kind, value in self.parts)

    def values(self, kind: str) -> list[str]:
        return [value for each, value in self.parts if each == kind]

    def only(self, kind: str) -> str | None:
        """The value where there is exactly one."""
        values = self.values(kind)
        return values[0] if len(values) == 1 else None

    def __str__(self) -> str:
        return self.only(COMMON_NAME) or ", ".join(value for _, value in self.parts)


@dataclass(frozen=True)
class Certificate:
    """A parsed certificate; nothing in it is believed until its signature has been checked."""

    der: bytes
    signed: bytes
    serial: bytes
    issuer: Name
    subject: Name
    not_before: datetime
    not_after: datetime
    key: PublicKey
    extensions: dict[str, tuple[bool, bytes]]
    algorithm: str
    signature: bytes

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate in hex."""
        return sha256(self.der).hexdigest()

    @cached_property
    def key_usage(self) -> frozenset[int] | None:
        value = self._extension(KEY_USAGE)
        return None if value is None else flags(value)

    @cached_property
    def purposes(self) -> tuple[str, ...]:
        """The identifiers of the extended key usage."""
        value = self._extension(EXTENDED_KEY_USAGE)
        return (
            ()
            if value is None
            else tuple(oid(each) for each in value.expect(SEQUENCE, "purposes").few(MOST_PARTS, "purposes"))
        )

    @cached_property
    def authority(self) -> tuple[bool, int | None]:
        """(is a CA, how many CAs may follow or None for any number)."""
        value = self._extension(BASIC_CONSTRAINTS)
        if value is None:
            return False, None
        parts = value.fields("basic constraints")
        flag = parts.maybe(0x01)
        length = parts.maybe(0x02)
        parts.done()
        is_ca = flag is not None and boolean(flag)
        return is_ca, None if length is None else integer(length)

    @cached_property
    def subject_key(self) -> bytes | None:
        value = self._extension(SUBJECT_KEY)
        return None if value is None else value.expect(0x04, "key identifier").value

    @cached_property
    def authority_key(self) -> bytes | None:
        value = self._extension(AUTHORITY_KEY)
        if value is None:
            return None
        first = value.fields("authority key identifier").maybe(0x80)
        return None if first is None else first.value

    @cached_property
    def iin(self) -> str | None:
        """The person's number: 12 digits after "IIN", without a check of their checksum."""
        found = _IIN.fullmatch(self.subject.only(SERIAL_NUMBER) or "")
        return found[1] if found else None

    @cached_property
    def bin(self) -> str | None:
        """The organisation's number."""
        found = [match[1] for match in map(_BIN.fullmatch, self.subject.values(UNIT)) if match]
        return found[0] if len(found) == 1 else None

    @cached_property
    def role(self) -> str | None:
        """The role that the CA certified, by the names of `ROLES`."""
        for identifier, role in ROLES.items():
            if any(p == identifier or (p.startswith("1.2.398.3.3.4.1.2.6.") and role == "information-system")
                   for p in self.purposes):  # fmt: skip
                return role
        return None

    @property
    def not_understood(self) -> list[str]:
        """Critical extensions that we do not know; RFC 5280 4.2 says to reject such a certificate."""
        return [
            name for name, (critical, _) in self.extensions.items() if critical and name not in UNDERSTOOD
        ]

    def valid_at(self, at: datetime) -> bool:
        return self.not_before <= at <= self.not_after

    def _extension(self, name: str) -> Element | None:
        return Element.whole(self.extensions[name][1]) if name in self.extensions else None


def read_certificate(der: bytes) -> Certificate:
    """Parse one certificate in DER. Errors: Malformed."""
    outer = Element.whole(der).fields("certificate")
    signed = outer.take(SEQUENCE)
    outer_algorithm = algorithm(outer.take(SEQUENCE))
    signature = bits(outer.any())
    outer.done()
    parts = signed.fields("certificate")
    version = parts.maybe(0xA0)
    if version is None or integer(version.inner("version")) != 2:
        raise Malformed("certificate is not of version 3")
    serial = parts.take(0x02)
    integer(serial)
    if algorithm(parts.take(SEQUENCE)) != outer_algorithm:
        raise Malformed("certificate names two signature algorithms")
    issuer = read_name(parts.any())
    begins, ends = _validity(parts.take(SEQUENCE))
    subject = read_name(parts.any())
    key = read_public_key(parts.take(SEQUENCE))
    parts.maybe(0x81), parts.maybe(0x82)
    extensions = read_extensions(parts.maybe(0xA3))
    parts.done()
    certificate = Certificate(
        der,
        signed.der,
        serial.value,
        issuer,
        subject,
        begins,
        ends,
        key,
        extensions,
        outer_algorithm,
        signature,
    )
    _read_all(certificate)
    return certificate


def _read_all(certificate: Certificate) -> None:
    """Parse the lazy parts now, so that a crafted extension is refused here and nowhere later."""
    _ = certificate.key_usage, certificate.purposes, certificate.authority
    _ = certificate.subject_key, certificate.authority_key


def _validity(element: Element) -> tuple[datetime, datetime]:
    parts: Fields = element.fields("validity")
    begins, ends = moment(parts.any()), moment(parts.any())
    parts.done()
    return begins, ends


def read_name(element: Element) -> Name:
    """A distinguished name (RFC 5280 4.1.2.4). Errors: Malformed."""
    found = []
    for group in element.expect(SEQUENCE, "name").few(MOST_PARTS, "name"):
        for pair in group.expect(SET, "name").few(MOST_PARTS, "name"):
            parts = pair.fields("name")
            kind, value = oid(parts.take(0x06)), parts.any()
            parts.done()
            found.append((kind, text(value)))
    return Name(element.der, tuple(found))


def read_extensions(tagged: Element | None) -> dict[str, tuple[bool, bytes]]:
    """Extensions by identifier: (critical, value). Errors: Malformed, also for one that comes twice."""
    found: dict[str, tuple[bool, bytes]] = {}
    if tagged is None:
        return found
    for each in tagged.inner("extensions").expect(SEQUENCE, "extensions").few(MOST_PARTS, "extensions"):
        parts = each.fields("extension")
        name = oid(parts.take(0x06))
        critical = parts.maybe(0x01)
        value = parts.take(0x04).value
        parts.done()
        if name in found:
            raise Malformed(f"extension {name} comes twice")
        found[name] = (critical is not None and boolean(critical), value)
    return found
