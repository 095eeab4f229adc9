"""What the invented CA publishes: revocation lists, OCSP answers, time stamps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from methods.seal.pki import (
    ANSWERING,
    AT,
    DAY,
    DIGEST_SHA,
    ISSUER,
    OCSP_SIGNING,
    TIME_STAMPING,
    TST_INFO,
    Made,
    Secret,
    Signing,
    algorithm,
    attribute,
    bit_string,
    cms,
    extension,
    generalized,
    oid,
    person,
    seq,
    tlv,
    utc,
    whole,
)

HOUR = DAY / 24
RESPONDER = person("responder", None, purposes=(OCSP_SIGNING,), usage=ANSWERING)
STAMPER = person("stamper", None, purposes=(TIME_STAMPING,), usage=ANSWERING)


def crl(
    *revoked: tuple[Made, datetime],
    by: Made = ISSUER,
    secret: Secret | None = None,
    published: datetime = AT - HOUR,
    until: datetime | None = AT + DAY,
    reason: int = 1,
    more: Sequence[bytes] = (),
) -> bytes:
    """A revocation list of `by`; `secret` forges it."""
    signer = secret or by.secret
    code = extension("2.5.29.21", tlv(0x0A, bytes([reason])))
    entries = [seq(whole(made.serial), utc(since), seq(code)) for made, since in revoked]
    signed = seq(
        whole(1),
        algorithm(signer.scheme[0]),
        by.subject,
        utc(published),
        *([utc(until)] if until else []),
        *([seq(*entries)] if entries else []),
        tlv(0xA0, seq(extension("2.5.29.20", whole(7)), *more)),
    )
    return seq(signed, algorithm(signer.scheme[0]), bit_string(signer.sign(signed)))


def ocsp(
    about: Made,
    *,
    status: str = "good",
    since: datetime = AT - DAY,
    issuer: Made = ISSUER,
    by: Made = RESPONDER,
    secret: Secret | None = None,
    published: datetime = AT - HOUR,
    until: datetime | None = None,
    serial: int | None = None,
) -> bytes:
    """An answer about a certificate; signed by `by`, whose certificate lies inside."""
    hashed = [sha256(part).digest() for part in (about.issuer_name, issuer.secret.bits())]
    statuses = {"good": b"\x80\x00", "unknown": b"\x82\x00"}
    answer = seq(
        seq(algorithm(DIGEST_SHA), tlv(4, hashed[0]), tlv(4, hashed[1]), whole(serial or about.serial)),
        statuses.get(status) or tlv(0xA1, generalized(since), tlv(0xA0, b"\x0a\x01\x01")),
        generalized(published),
        *([tlv(0xA0, generalized(until))] if until else []),
    )
    signer = secret or by.secret
    signed = seq(tlv(0xA1, by.subject), generalized(published), seq(answer))
    basic = seq(signed, algorithm(signer.scheme[0]), bit_string(signer.sign(signed)), tlv(0xA0, seq(by.der)))
    wrapped = seq(oid("1.3.6.1.5.5.7.48.1.1"), tlv(4, basic))
    return seq(b"\x0a\x01\x00", tlv(0xA0, wrapped))


def stamp(signature: bytes, at: datetime, *, by: Made = STAMPER, of: bytes | None = None) -> bytes:
    """The unsigned attribute with a time-stamp token over a signature value (`of`: over something else)."""
    info = seq(
        whole(1),
        oid("1.2.398.3.3.2.6.4"),
        seq(algorithm(DIGEST_SHA), tlv(4, sha256(of or signature).digest())),
        whole(42),
        generalized(at),
    )
    token = cms(info, Signing(by, content_type=TST_INFO, time=at), content_type=TST_INFO)
    return attribute("1.2.840.113549.1.9.16.2.14", token)
