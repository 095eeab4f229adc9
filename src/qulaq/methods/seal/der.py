"""A strict reader of DER (ITU-T X.690): only what signatures need, nothing twice, nothing left over.

Why our own: a verifier must refuse what two readers could understand differently (long length forms, trailing bytes,
unsorted times), must not recurse on hostile nesting, and must hand out the exact bytes that were signed. Lengths are
checked against the enclosing element before anything is copied, so a "length bomb" costs nothing. Tokens and some
libraries write the outer layers of a CMS in BER with indefinite length; `definite` rewrites those layers, and what lies
inside them must still be DER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, Self

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
ENUMERATED, UTC_TIME, GENERALIZED_TIME, SEQUENCE, SET = 0x0A, 0x17, 0x18, 0x30, 0x31
_STRINGS: Final = {
    0x0C: "utf-8",
    0x12: "ascii",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x1E: "utf-16-be",
    0x1C: "utf-32-be",
}
_UTC: Final = re.compile(r"([0-9]{12})Z")
_GENERALIZED: Final = re.compile(r"([0-9]{14})(?:\.[0-9]{1,9})?Z")
_DEEPEST_BER: Final = 12
_MOST_BER: Final = 4096


class Malformed(ValueError):
    """The bytes are not what they should be; the text says what, in plain words."""


class Element:
    """One tag-length-value inside a buffer; nothing is copied until asked for."""

    __slots__ = ("buffer", "end", "inside", "start", "tag")

    def __init__(self, buffer: bytes, start: int, inside: int, end: int) -> None:
        self.buffer, self.start, self.inside, self.end = buffer, start, inside, end
        self.tag = buffer[start]

    @classmethod
    def whole(cls, data: bytes) -> Self:
        """The one element that fills `data`."""
        element = cls.at(data, 0, len(data))
        if element.end != len(data):
            raise Malformed("bytes follow the end")
        return element

    @classmethod
    def at(cls, data: bytes, start: int, limit: int) -> Self:
        inside, end = _header(data, start, limit)
        if end < 0:
            raise Malformed("indefinite length where DER is required")
        return cls(data, start, inside, end)

    @property
    def der(self) -> bytes:
        return self.buffer[self.start : self.end]

    @property
    def value(self) -> bytes:
        return self.buffer[self.inside : self.end]

    def __iter__(self) -> Iterator[Element]:
        """The elements inside a constructed one."""
        if not self.tag & 0x20:
            raise Malformed(f"tag {self.tag:02x} holds no elements")
        place = self.inside
        while place < self.end:
            element = Element.at(self.buffer, place, self.end)
            yield element
            place = element.end

    def few(self, most: int, what: str) -> Iterator[Element]:
        """The elements inside, refused when there are more than `most`."""
        for count, element in enumerate(self):
            if count == most:
                raise Malformed(f"{what}: more than {most} parts")
            yield element

    def expect(self, tag: int, what: str) -> Self:
        if self.tag != tag:
            raise Malformed(f"{what}: tag {self.tag:02x} instead of {tag:02x}")
        return self

    def fields(self, what: str, tag: int = SEQUENCE) -> Fields:
        return Fields(self.expect(tag, what), what)

    def inner(self, what: str) -> Element:
        """The single element inside an explicit tag or a wrapping string."""
        element = Element.at(self.buffer, self.inside, self.end)
        if element.end != self.end:
            raise Malformed(f"{what}: bytes follow the end")
        return element


class Fields:
    """The parts of a sequence, taken in order; `done` makes sure that none is left."""

    def __init__(self, element: Element, what: str) -> None:
        self.what, self._buffer = what, element.buffer
        self._place, self._end = element.inside, element.end

    def peek(self) -> int | None:
        return self._buffer[self._place] if self._place < self._end else None

    def any(self) -> Element:
        if self._place >= self._end:
            raise Malformed(f"{self.what}: ends too early")
        element = Element.at(self._buffer, self._place, self._end)
        self._place = element.end
        return element

    def take(self, tag: int) -> Element:
        return self.any().expect(tag, self.what)

    def maybe(self, tag: int) -> Element | None:
        return self.any() if self.peek() == tag else None

    def done(self) -> None:
        if self._place != self._end:
            raise Malformed(f"{self.what}: has more parts than it may")


def _header(data: bytes, start: int, limit: int) -> tuple[int, int]:
    """Where the value begins and ends; end is -1 for indefinite length."""
    if start + 2 > limit:
        raise Malformed("ends inside a header")
    if data[start] & 0x1F == 0x1F:
        raise Malformed("long tag form")
    length = data[start + 1]
    inside = start + 2
    if length == 0x80:
        return inside, -1
    if length > 0x80:
        octets = length & 0x7F
        if octets > 4 or inside + octets > limit:
            raise Malformed("length is too long")
        length = int.from_bytes(data[inside : inside + octets], "big")
        inside += octets
        if length < 0x80 or length >> 8 * (octets - 1) == 0:
            raise Malformed("length is not in its shortest form")
    if inside + length > limit:
        raise Malformed("length reaches beyond the end")
    return inside, inside + length


def oid(element: Element) -> str:
    """An object identifier in dots."""
    value = element.expect(OID, "identifier").value
    if not value or value[-1] & 0x80 or len(value) > 40:
        raise Malformed("identifier is not complete")
    arcs: list[int] = []
    arc, fresh = 0, True
    for octet in value:
        if fresh and octet == 0x80:
            raise Malformed("identifier is not in its shortest form")
        arc, fresh = arc << 7 | octet & 0x7F, not octet & 0x80
        if fresh:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def integer(element: Element, tag: int = INTEGER) -> int:
    value = element.expect(tag, "whole number").value
    if not value:
        raise Malformed("whole number is empty")
    if len(value) > 1 and ((value[0] == 0 and value[1] < 0x80) or (value[0] == 0xFF and value[1] >= 0x80)):
        raise Malformed("whole number is not in its shortest form")
    return int.from_bytes(value, "big", signed=True)


def boolean(element: Element) -> bool:
    value = element.expect(BOOLEAN, "truth value").value
    if value not in (b"\x00", b"\xff"):
        raise Malformed("truth value is neither true nor false")
    return value == b"\xff"


def bits(element: Element) -> bytes:
    """The whole bytes of a bit string."""
    value = element.expect(BIT_STRING, "bit string").value
    if not value or value[0]:
        raise Malformed("bit string is not whole bytes")
    return value[1:]


def flags(element: Element) -> frozenset[int]:
    """The numbers of the bits that are set."""
    value = element.expect(BIT_STRING, "flags").value
    if not 1 <= len(value) <= 5 or value[0] > 7:
        raise Malformed("flags are not a short bit string")
    octets = value[1:]
    return frozenset(place for place in range(8 * len(octets)) if octets[place // 8] << place % 8 & 0x80)


def text(element: Element) -> str:
    """A directory string; bytes that are not its alphabet's are refused."""
    if element.tag not in _STRINGS:
        raise Malformed(f"tag {element.tag:02x} is not a string")
    try:
        return element.value.decode(_STRINGS[element.tag])
    except UnicodeDecodeError as error:
        raise Malformed("string is not in its alphabet") from error


def moment(element: Element) -> datetime:
    """UTCTime or GeneralizedTime with seconds and Z, in UTC; fractions of a second are cut off."""
    pattern = {UTC_TIME: _UTC, GENERALIZED_TIME: _GENERALIZED}.get(element.tag)
    if pattern is None:
        raise Malformed(f"tag {element.tag:02x} is not a time")
    found = pattern.fullmatch(element.value.decode("latin-1"))
    if not found:
        raise Malformed("time is not written as it must be")
    digits = found[1]
    if element.tag == UTC_TIME:  # RFC 5280 4.1.2.5.1: 50-99 is 19YY, 00-49 is 20YY
        digits = ("19" if digits[:2] >= "50" else "20") + digits
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed("time does not exist") from error


def definite(data: bytes) -> bytes:
    """`data` with indefinite-length BER layers rewritten as DER; anything already definite is kept as it is."""
    if len(data) < 2 or data[1] != 0x80:
        return data
    rewritten, end = _definite(data, 0, len(data), 0)
    if end != len(data):
        raise Malformed("bytes follow the end")
    return rewritten


def _definite(data: bytes, start: int, limit: int, depth: int) -> tuple[bytes, int]:
    inside, end = _header(data, start, limit)
    if end >= 0:
        return data[start:end], end
    if depth == _DEEPEST_BER or not data[start] & 0x20:
        raise Malformed("indefinite length is nested too deeply")
    parts: list[bytes] = []
    place = inside
    while data[place : place + 2] != b"\x00\x00":
        part, place = _definite(data, place, limit, depth + 1)
        parts.append(part)
        if len(parts) > _MOST_BER:
            raise Malformed("too many pieces")
    if data[start] == OCTET_STRING | 0x20:
        return encoded(OCTET_STRING, octets(parts)), place + 2
    return encoded(data[start], b"".join(parts)), place + 2


def octets(parts: list[bytes]) -> bytes:
    """The value of a string that came in pieces."""
    return b"".join(Element.whole(part).expect(OCTET_STRING, "piece of a string").value for part in parts)


def encoded(tag: int, value: bytes) -> bytes:
    """One element in DER."""
    if len(value) < 0x80:
        return bytes((tag, len(value))) + value
    length = len(value).to_bytes((len(value).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + value
