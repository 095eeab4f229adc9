"""The signed-data container (CMS, RFC 5652) taken apart: content, certificates, signers. Nothing is verified here."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from qulaq.methods.seal.algorithms import algorithm
from qulaq.methods.seal.certificate import Name, read_name
from qulaq.methods.seal.der import (
    OCTET_STRING,
    SEQUENCE,
    SET,
    Element,
    Fields,
    Malformed,
    definite,
    integer,
    octets,
    oid,
)
from qulaq.methods.seal.limits import Limits

SIGNED_DATA, DATA = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME, TIME_STAMP_TOKEN = "1.2.840.113549.1.9.5", "1.2.840.113549.1.9.16.2.14"
_ARMOUR: Final = re.compile(
    rb"-----BEGIN [A-Z0-9 ]{1,40}-----([A-Za-z0-9+/=\s]*)-----END [A-Z0-9 ]{1,40}-----\s*"
)
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/\s]++={0,2}\s*+")


@dataclass(frozen=True, slots=True)
class Signer:
    """One SignerInfo. Its certificate is named by issuer and serial, or by key identifier."""

    issuer: Name | None
    serial: bytes | None
    key_identifier: bytes | None
    digest: str
    attributes: dict[str, tuple[bytes, ...]] | None
    """Signed attributes: values by identifier; None where there are none at all."""
    signed: bytes
    """What the signature is over when there are attributes: their DER as a SET (RFC 5652 5.4)."""
    algorithm: str
    signature: bytes
    unsigned: dict[str, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Container:
    """`content` is None for a detached signature."""

    content_type: str
    content: bytes | None
    certificates: tuple[bytes, ...]
    signers: tuple[Signer, ...]


def unarmoured(data: bytes) -> bytes:
    """DER from DER, PEM or bare base64. Errors: Malformed for base64 that is not complete."""
    if data[:1] == b"\x30":
        return data
    stripped = data.strip()
    found = _ARMOUR.fullmatch(stripped)
    body = found[1] if found else stripped
    if not found and not _BASE64.fullmatch(stripped):
        return data
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise Malformed("base64 is not complete") from error


def read_container(data: bytes, limits: Limits) -> Container:
    """Parse a CMS signed-data container. Errors: Malformed."""
    if len(data) > limits.container:
        raise Malformed(f"the container is longer than {limits.container} bytes")
    der = unarmoured(data)
    if der[:1] != b"\x30":
        raise Malformed("the file is empty" if not data else "the file is not a signature container")
    outer = Element.whole(definite(der)).fields("container")
    if oid(outer.take(0x06)) != SIGNED_DATA:
        raise Malformed("the container does not hold signed data")
    parts = outer.take(0xA0).inner("container").fields("signed data")
    outer.done()
    if integer(parts.take(0x02)) not in (1, 3, 4, 5):
        raise Malformed("unknown version of signed data")
    for each in parts.take(SET).few(limits.signers, "digest algorithms"):
        algorithm(each)
    content_type, content = _content(parts.take(SEQUENCE), limits)
    certificates = _certificates(parts.maybe(0xA0), limits)
    parts.maybe(0xA1)
    signers = _signers(parts.take(SET), limits)
    parts.done()
    return Container(content_type, content, certificates, signers)


def _content(element: Element, limits: Limits) -> tuple[str, bytes | None]:
    parts = element.fields("content")
    kind = oid(parts.take(0x06))
    tagged = parts.maybe(0xA0)
    parts.done()
    if tagged is None:
        return kind, None
    inner = tagged.inner("content")
    if inner.tag == OCTET_STRING | 0x20:  # pieces with definite lengths, as some tokens write them
        content = octets([piece.der for piece in inner.few(4096, "content")])
    else:
        content = inner.expect(OCTET_STRING, "content").value
    if len(content) > limits.content:
        raise Malformed(f"the content is longer than {limits.content} bytes")
    return kind, content


def _certificates(tagged: Element | None, limits: Limits) -> tuple[bytes, ...]:
    found: dict[bytes, None] = {}
    for count, each in enumerate(tagged or ()):
        if count == limits.certificates:
            raise Malformed(f"the container holds more than {limits.certificates} certificates")
        if each.tag == SEQUENCE:  # other kinds (attribute certificates) say nothing to us
            found[each.der] = None
    return tuple(found)


def _signers(element: Element, limits: Limits) -> tuple[Signer, ...]:
    found: list[Signer] = []
    for each in element:
        if len(found) == limits.signers:
            raise Malformed(f"the container holds more than {limits.signers} signers")
        found.append(_signer(each, limits))
    return tuple(found)


def _signer(element: Element, limits: Limits) -> Signer:
    parts = element.fields("signer")
    version = integer(parts.take(0x02))
    issuer, serial, key_identifier = _identifier(parts, version)
    digest = algorithm(parts.take(SEQUENCE))
    attributes, signed = None, b""
    tagged = parts.maybe(0xA0)
    if tagged is not None:
        attributes = _attributes(tagged, limits)
        signed = bytes((SET,)) + tagged.der[1:]
    used = algorithm(parts.take(SEQUENCE))
    signature = parts.take(OCTET_STRING).value
    tagged = parts.maybe(0xA1)
    parts.done()
    unsigned = {} if tagged is None else _attributes(tagged, limits)
    return Signer(issuer, serial, key_identifier, digest, attributes, signed, used, signature, unsigned)


def _identifier(parts: Fields, version: int) -> tuple[Name | None, bytes | None, bytes | None]:
    if version == 3:
        return None, None, parts.take(0x80).value
    if version != 1:
        raise Malformed("unknown version of a signer")
    pair = parts.take(SEQUENCE).fields("signer's certificate")
    issuer, serial = read_name(pair.any()), pair.take(0x02)
    integer(serial)
    pair.done()
    return issuer, serial.value, None


def _attributes(tagged: Element, limits: Limits) -> dict[str, tuple[bytes, ...]]:
    found: dict[str, tuple[bytes, ...]] = {}
    for each in tagged:
        parts = each.fields("attribute")
        name = oid(parts.take(0x06))
        values = tuple(value.der for value in parts.take(SET).few(limits.attributes, "attribute"))
        parts.done()
        if name in found:
            raise Malformed(f"attribute {name} comes twice")
        if len(found) == limits.attributes:
            raise Malformed("too many attributes")
        found[name] = values
    return found
