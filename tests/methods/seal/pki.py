"""A public-key infrastructure of our own with invented people: same identifiers, subject shape and byte order as the
National CA's, so that every defect can be made on purpose.

Secrets are derived from their names: nothing here protects anything. Written with an encoder of its own, so that a
mistake in the reader under test is not repeated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256, sha512

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from qulaq.methods.seal.curve import GOST_256, GOST_512, Curve, combine
from qulaq.methods.seal.streebog import streebog

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
DAY = timedelta(days=1)
SIG_512, SIG_256, SIG_RSA = "1.2.398.3.10.1.1.2.3.2", "1.2.398.3.10.1.1.2.3.1", "1.2.840.113549.1.1.11"
DIGEST_512, DIGEST_256, DIGEST_SHA = "1.2.398.3.10.1.3.3", "1.2.398.3.10.1.3.2", "2.16.840.1.101.3.4.2.1"
INDIVIDUAL, ORGANISATION = "1.2.398.3.3.4.1.1", "1.2.398.3.3.4.1.2"
HEAD, EMPLOYEE = "1.2.398.3.3.4.1.2.1", "1.2.398.3.3.4.1.2.5"
MAIL, CLIENT, OCSP_SIGNING, TIME_STAMPING = (f"1.3.6.1.5.5.7.3.{last}" for last in (4, 2, 9, 8))
DATA, TST_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.9.16.1.4"
NULL = b"\x05\x00"
SIGNING, LOGIN, AUTHORITY, ANSWERING = (
    b"\x03\x02\x05\xe0",
    b"\x03\x02\x05\xa0",
    b"\x03\x02\x01\x06",
    b"\x03\x02\x07\x80",
)


def tlv(tag: int, *parts: bytes) -> bytes:
    value = b"".join(parts)
    if len(value) < 128:
        return bytes([tag, len(value)]) + value
    size = len(value).to_bytes(4, "big").lstrip(b"\x00")
    return bytes([tag, 0x80 + len(size)]) + size + value


def seq(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    return tlv(0x31, *sorted(parts))


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    octets = bytearray()
    for arc in (40 * first + second, *rest):
        sevens = [arc & 127]
        while arc := arc >> 7:
            sevens.append(arc & 127 | 128)
        octets += bytes(reversed(sevens))
    return tlv(6, bytes(octets))


def whole(number: int) -> bytes:
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def bit_string(octets: bytes) -> bytes:
    return tlv(3, b"\x00" + octets)


def text(value: str) -> bytes:
    return tlv(0x0C, value.encode())


def utc(moment: datetime) -> bytes:
    return tlv(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())


def generalized(moment: datetime) -> bytes:
    return tlv(0x18, moment.strftime("%Y%m%d%H%M%SZ").encode())


def algorithm(name: str) -> bytes:
    return seq(oid(name), NULL)


def name(*parts: tuple[str, str]) -> bytes:
    return seq(*(set_of(seq(oid(kind), text(value))) for kind, value in parts))


def ca_name(common: str) -> bytes:
    return name(("2.5.4.3", common), ("2.5.4.6", "KZ"))


def person_name(common: str, iin: str | None, *, bin: str | None = None) -> bytes:
    parts = [("2.5.4.3", common), ("2.5.4.4", common.split()[0])]
    parts += [("2.5.4.5", f"IIN{iin}")] if iin else []
    parts += [("2.5.4.6", "KZ"), ("2.5.4.42", "СЕРІКҰЛЫ")]
    parts += [("2.5.4.10", "ЖШС ҮЛГІ"), ("2.5.4.11", f"BIN{bin}")] if bin else []
    return name(*parts)


def number_from(seed: str, below: int) -> int:
    octets = sha512(seed.encode()).digest() + sha512(b"2" + seed.encode()).digest()
    return int.from_bytes(octets, "big") % (below - 1) + 1


@dataclass(frozen=True)
class GostSecret:
    """A GOST key pair; signs r ‖ s little-endian, as Kazakhstan does."""

    seed: str
    curve: Curve = GOST_512

    @property
    def d(self) -> int:
        return number_from(self.seed, self.curve.q)

    @property
    def scheme(self) -> tuple[str, str]:
        return (SIG_512, DIGEST_512) if self.curve is GOST_512 else (SIG_256, DIGEST_256)

    @property
    def point(self) -> tuple[int, int]:
        return times(self.curve, self.d, self.curve.base)

    def bits(self, point: tuple[int, int] | None = None) -> bytes:
        """What stands in the bit string: X ‖ Y, each little-endian, in an OCTET STRING."""
        return tlv(4, b"".join(part.to_bytes(self.curve.octets, "little") for part in point or self.point))

    def public(self, point: tuple[int, int] | None = None) -> bytes:
        size = self.curve.octets
        branch = "1.2.398.3.10.1.1.2." + ("2" if size == 64 else "1")
        kind = seq(oid(branch), seq(oid(branch + ".1"), oid(self.scheme[1])))
        return seq(kind, bit_string(self.bits(point)))

    def sign(self, message: bytes) -> bytes:
        curve, size = self.curve, self.curve.octets
        e = int.from_bytes(streebog(message, size), "little") % curve.q or 1
        k = number_from(self.seed + sha256(message).hexdigest(), curve.q)
        r = (combine(curve, k, 0, curve.base) or 0) % curve.q
        s = (r * self.d + k * e) % curve.q
        return r.to_bytes(size, "little") + s.to_bytes(size, "little")


@dataclass(frozen=True)
class RsaSecret:
    """An RSA key pair, made anew in each run and remembered by its name."""

    seed: str
    scheme: tuple[str, str] = (SIG_RSA, DIGEST_SHA)

    def bits(self) -> bytes:
        numbers = rsa_key(self.seed).public_key().public_numbers()
        return seq(whole(numbers.n), whole(numbers.e))

    def public(self) -> bytes:
        return seq(algorithm("1.2.840.113549.1.1.1"), bit_string(self.bits()))

    def sign(self, message: bytes) -> bytes:
        return rsa_key(self.seed).sign(message, padding.PKCS1v15(), hashes.SHA256())


Secret = GostSecret | RsaSecret


@cache
def rsa_key(seed: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def times(curve: Curve, k: int, point: tuple[int, int]) -> tuple[int, int]:
    """k·point by the schoolbook's affine formulas."""
    result, double = None, point
    while k:
        if k & 1:
            result = double if result is None else _plus(curve, result, double)
        double, k = _plus(curve, double, double), k >> 1
    assert result is not None
    return result


def _plus(curve: Curve, one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    p = curve.p
    if one == other:
        slope = (3 * one[0] ** 2 + curve.a) * pow(2 * one[1], -1, p) % p
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, p) % p
    x = (slope * slope - one[0] - other[0]) % p
    return x, (slope * (one[0] - x) - one[1]) % p


def point_of_order_two() -> tuple[int, int]:
    """(x, 0) on the curve with cofactor 4: q times a point outside the group of order q, doubled where needed."""
    curve = GOST_256
    for x in range(1, 200):
        square = (x**3 + curve.a * x + curve.b) % curve.p
        y = pow(square, (curve.p + 1) // 4, curve.p)
        if y * y % curve.p != square or combine(curve, 0, curve.q, (x, y)) is None:
            continue
        small = times(curve, curve.q, (x, y))
        return small if small[1] == 0 else times(curve, 2, small)
    raise AssertionError("no such point below x = 200")


def key_identifier(secret: Secret) -> bytes:
    return sha256(secret.seed.encode()).digest()[:20]


def extension(kind: str, value: bytes, *, critical: bool = False) -> bytes:
    return seq(oid(kind), *([b"\x01\x01\xff"] if critical else []), tlv(4, value))


@dataclass(frozen=True)
class Made:
    """A certificate as it will be written; `replace` makes a defect."""

    subject: bytes
    secret: Secret
    issuer_name: bytes
    issuer: Secret
    serial: int
    begins: datetime = AT - 100 * DAY
    ends: datetime = AT + 265 * DAY
    usage: bytes | None = SIGNING
    purposes: Sequence[str] = (MAIL, INDIVIDUAL)
    is_ca: bool = False
    path_length: int | None = None
    more: Sequence[bytes] = ()
    point: tuple[int, int] | None = None
    scheme: str | None = None
    key_id: bytes | None = None
    authority_id: bytes | None = None

    @property
    def der(self) -> bytes:
        return certificate_der(self)

    @property
    def named(self) -> bytes:
        return seq(self.issuer_name, whole(self.serial))


@cache
def _written(signed: bytes, used: str, issuer: Secret) -> bytes:
    return seq(signed, algorithm(used), bit_string(issuer.sign(signed)))


def certificate_der(made: Made) -> bytes:
    used = made.scheme or made.issuer.scheme[0]
    extensions = [
        extension("2.5.29.14", tlv(4, made.key_id or key_identifier(made.secret))),
        extension("2.5.29.35", seq(tlv(0x80, made.authority_id or key_identifier(made.issuer)))),
        *made.more,
    ]
    if made.usage:
        extensions.append(extension("2.5.29.15", made.usage, critical=True))
    if made.purposes:
        extensions.append(extension("2.5.29.37", seq(*map(oid, made.purposes))))
    if made.is_ca:
        length = [] if made.path_length is None else [whole(made.path_length)]
        extensions.append(extension("2.5.29.19", seq(b"\x01\x01\xff", *length), critical=True))
    signed = seq(
        tlv(0xA0, whole(2)),
        whole(made.serial),
        algorithm(used),
        made.issuer_name,
        seq(utc(made.begins), utc(made.ends)),
        made.subject,
        made.secret.public(made.point) if isinstance(made.secret, GostSecret) else made.secret.public(),
        tlv(0xA3, seq(*extensions)),
    )
    return _written(signed, used, made.issuer)


def authority(common: str, secret: Secret, above: Made | None = None, **changed: object) -> Made:
    """A CA: its own issuer without `above`."""
    return replace(
        Made(
            subject=ca_name(common),
            secret=secret,
            issuer_name=above.subject if above else ca_name(common),
            issuer=above.secret if above else secret,
            serial=number_from("serial " + common, 1 << 150),
            begins=AT - 1000 * DAY,
            ends=AT + 3000 * DAY,
            usage=AUTHORITY,
            purposes=(),
            is_ca=True,
        ),
        **changed,  # type: ignore[arg-type]
    )


ROOT = authority("НЕГІЗГІ ҮЛГІ ОРТАЛЫҚ (GOST)", GostSecret("root"))
ISSUER = authority("ҮЛГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)", GostSecret("issuer"), ROOT)
RSA_ISSUER = authority("ҮЛГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA)", RsaSecret("rsa issuer"))


def person(
    seed: str, iin: str | None, *, above: Made = ISSUER, secret: Secret | None = None, **changed: object
) -> Made:
    """A signer's certificate."""
    made = Made(
        subject=person_name(f"{seed.upper()} АЙГҮЛ", iin),
        secret=secret or GostSecret("person " + seed),
        issuer_name=above.subject,
        issuer=above.secret,
        serial=number_from("serial " + seed, 1 << 150),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Signing:
    """How one signer signs; the defaults are right, each field makes one defect."""

    by: Made
    content_type: str = DATA
    digest: str | None = None
    used: str | None = None
    digest_value: bytes | None = None
    attributes: Sequence[bytes] | None = None
    without_attributes: bool = False
    signature: bytes | None = None
    unsigned: Sequence[bytes] = ()
    time: datetime = AT
    more: Sequence[bytes] = field(default=())


def attribute(kind: str, *values: bytes) -> bytes:
    return seq(oid(kind), set_of(*values))


def digest_of(kind: str, content: bytes) -> bytes:
    sizes = {DIGEST_512: 64, DIGEST_256: 32}
    return streebog(content, sizes[kind]) if kind in sizes else sha256(content).digest()


def signed_attributes(how: Signing, content: bytes) -> list[bytes]:
    digest = how.by.secret.scheme[1]
    return [
        attribute("1.2.840.113549.1.9.3", oid(how.content_type)),
        attribute("1.2.840.113549.1.9.5", utc(how.time)),
        attribute("1.2.840.113549.1.9.4", tlv(4, how.digest_value or digest_of(digest, content))),
        *how.more,
    ]


def signer_info(how: Signing, content: bytes) -> bytes:
    used, digest = how.by.secret.scheme
    listed = signed_attributes(how, content) if how.attributes is None else list(how.attributes)
    signed = content if how.without_attributes else set_of(*listed)
    tagged = [] if how.without_attributes else [b"\xa0" + signed[1:]]
    return seq(
        whole(1),
        how.by.named,
        algorithm(how.digest or digest),
        *tagged,
        algorithm(how.used or used),
        tlv(4, how.signature or how.by.secret.sign(signed)),
        *([tlv(0xA1, *how.unsigned)] if how.unsigned else []),
    )


def cms(
    content: bytes,
    *signers: Signing,
    attached: bool = True,
    show: bytes | None = None,
    certificates: Sequence[bytes] | None = None,
    content_type: str = DATA,
    pieces: int | None = None,
) -> bytes:
    """A container; `show` puts another content into it than was signed, `pieces` cuts it after so many bytes."""
    shown = content if show is None else show
    body = tlv(4, shown) if pieces is None else tlv(0x24, tlv(4, shown[:pieces]), tlv(4, shown[pieces:]))
    inside = [tlv(0xA0, body)] if attached else []
    held = [each.by.der for each in signers] if certificates is None else certificates
    return seq(
        oid("1.2.840.113549.1.7.2"),
        tlv(
            0xA0,
            seq(
                whole(1),
                tlv(0x31, *(algorithm(each.by.secret.scheme[1]) for each in signers)),
                seq(oid(content_type), *inside),
                *([tlv(0xA0, *held)] if held else []),
                tlv(0x31, *(signer_info(each, content) for each in signers)),
            ),
        ),
    )
