"""Changed bytes never crash the verifier, never take long, and never turn a bad signature into a good one."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.seal.pki import (
    AT,
    DIGEST_512,
    INDIVIDUAL,
    ISSUER,
    ROOT,
    Signing,
    algorithm,
    attribute,
    cms,
    extension,
    name,
    oid,
    seq,
    tlv,
)
from methods.seal.pki_services import crl, ocsp, stamp
from methods.seal.seal_cases import AIGUL, CONTENT, IIN, genuine, signature_of
from qulaq.methods.seal.certificate import read_certificate
from qulaq.methods.seal.crl import read_revocation_list
from qulaq.methods.seal.der import Malformed, definite
from qulaq.methods.seal.ocsp import read_response
from qulaq.methods.seal.trust import trust
from qulaq.methods.seal.verdict import WORST_FIRST
from qulaq.methods.seal.verify import Context, verify

TRUST = trust([ROOT.der], intermediates=[ISSUER.der], lists=[crl()], answers=[ocsp(AIGUL)])
CONTEXT = Context(TRUST, AT)
STAMPED = cms(CONTENT, Signing(AIGUL, unsigned=[stamp(signature_of(genuine()), AT)]))


def mutated(original: bytes, dice: random.Random) -> bytes:
    """One to four changes: a bit, a byte, a cut, a copy, a length field, an insertion. Half of the files keep their
    lengths and get one or two changed bytes only, so that they come past the reader and into the checks.
    """
    data = bytearray(original)
    gentle = dice.random() < 0.5
    for _ in range(dice.randint(1, 2 if gentle else 4)):
        place = dice.randrange(len(data) or 1)
        match dice.randrange(2 if gentle else 6):
            case 0 if data:
                data[place] ^= 1 << dice.randrange(8)
            case 1 if data:
                data[place] = dice.choice((0, 1, 0x30, 0x7F, 0x80, 0x84, 0xFF, dice.randrange(256)))
            case 2:
                del data[place : place + dice.randint(1, 40)]
            case 3:
                data[place:place] = data[place : place + dice.randint(1, 200)]
            case 4:
                data[place : place + 2] = bytes((0x84, 0xFF, 0xFF))
            case _:
                data[place:place] = dice.randbytes(dice.randint(1, 8))
    return bytes(data)


def test_a_thousand_changed_containers_never_crash_and_never_last_long() -> None:
    dice = random.Random(20261122)
    for _ in range(1000):
        data = mutated(STAMPED, dice)
        began = time.process_time()
        verdict = verify(data, None, CONTEXT)
        assert time.process_time() - began < 1
        assert verdict.result in WORST_FIRST
        assert verdict.why


def test_no_change_makes_another_content_or_person_good() -> None:
    """What stays ok after a change says the same content and the same person: only the container was malleated."""
    dice = random.Random(7)
    kept, whole = 0, [(IIN, f"{AIGUL.serial:x}".rjust(38, "0"))]
    for _ in range(1500):
        verdict = verify(mutated(STAMPED, dice), CONTENT, CONTEXT)
        if verdict.ok:
            kept += 1
            assert [(signer.iin, signer.serial) for signer in verdict.signers] == whole
    assert kept < 1500


AIGUL_IIN, AIGUL_SERIAL = (lambda signer: (signer.iin, signer.serial))(
    verify(STAMPED, CONTENT, CONTEXT).signers[0]
)


def test_every_changed_byte_of_what_is_signed_is_seen() -> None:
    certificate = AIGUL.der
    start = STAMPED.index(certificate)
    for place in range(start, start + len(certificate), 7):
        data = bytearray(STAMPED)
        data[place] ^= 0x01
        assert not verify(bytes(data), CONTENT, CONTEXT).ok


MANY = 60_000
TINY = {
    "parts of BER": b"\x30\x80" + b"\x05\x00" * 400_000 + b"\x00\x00",
    "digest algorithms": STAMPED.replace(
        tlv(0x31, algorithm(DIGEST_512)), tlv(0x31, algorithm(DIGEST_512) * MANY), 1
    ),
    "values of an attribute": cms(
        CONTENT, Signing(AIGUL, unsigned=[seq(oid("1.2.3.4"), tlv(0x31, b"\x05\x00" * 400_000))])
    ),
    "parts of a name": cms(
        CONTENT, Signing(replace(AIGUL, subject=name(*(("2.5.4.3", "A") for _ in range(MANY // 2)))))
    ),
    "purposes": cms(CONTENT, Signing(replace(AIGUL, purposes=[INDIVIDUAL] * MANY))),
    "extensions": cms(CONTENT, Signing(replace(AIGUL, more=[extension("1.2.3", b"")] * 40_000))),
    "extra attributes": cms(CONTENT, Signing(AIGUL, unsigned=[attribute("1.2.3", b"\x05\x00")] * 40_000)),
}


@pytest.mark.parametrize("what", TINY)
def test_a_file_of_countless_tiny_parts_is_refused_at_once(what: str) -> None:
    assert 300_000 < len(TINY[what]) < 1 << 20
    began = time.process_time()
    verdict = verify(in_der(TINY[what]), CONTENT, CONTEXT)
    assert time.process_time() - began < 0.5
    assert verdict.result in {"malformed", "no-signer"}


def in_der(data: bytes) -> bytes:
    """A container whose outer lengths are right again after something inside was exchanged."""
    if data[1] == 0x80 or len(data) == len(tlv(0x30, data[4:])):
        return data
    kind, rest = oid("1.2.840.113549.1.7.2"), data
    start = rest.index(kind) + len(kind)
    inner = rest[start:]
    for _ in range(2):
        inner = inner[2 + (inner[1] & 0x7F if inner[1] > 0x7F else 0) :]
    return seq(kind, tlv(0xA0, seq(inner)))


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_refused_in_plain_words(data: bytes) -> None:
    verdict = verify(data, None, CONTEXT)
    assert verdict.result == "malformed"
    for reader in (read_certificate, read_revocation_list, read_response, definite):
        try:
            reader(data)
        except Malformed as error:
            assert str(error)


@pytest.mark.parametrize(
    "original", [AIGUL.der, crl((AIGUL, AT)), ocsp(AIGUL)], ids=["certificate", "crl", "ocsp"]
)
def test_changed_certificates_lists_and_answers_are_read_or_malformed(original: bytes) -> None:
    dice = random.Random(len(original))
    for count in range(600):
        data = mutated(original, dice)
        for reader in (read_certificate, read_revocation_list, read_response):
            try:
                found = reader(data)
            except Malformed:
                continue
            assert found.signed
        if count % 6:
            continue
        given = trust([ROOT.der, data], intermediates=[ISSUER.der, data], lists=[data], answers=[data])
        assert verify(STAMPED, CONTENT, Context(given, AT)).result in WORST_FIRST
