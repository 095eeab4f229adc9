"""Every way in which NCANode says "valid" without having checked is closed on our side."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from methods.seal.nca_stub import Told, answer, certificate, stub
from methods.seal.pki import AT, DAY, ISSUER, ROOT, Signing, cms
from methods.seal.pki_services import crl
from methods.seal.seal_cases import AIGUL, BAUYR, CONTENT, IIN
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.backends import Both, Builtin, Unavailable
from qulaq.methods.seal.ncanode import Breaker, NcaNode
from qulaq.methods.seal.trust import trust
from qulaq.methods.seal.verify import Context

ATTACHED = cms(CONTENT, Signing(AIGUL))
DETACHED = cms(CONTENT, Signing(AIGUL), attached=False)
TRUST = trust([ROOT.der], intermediates=[ISSUER.der], lists=[crl()])


def context(**asked: Any) -> Context:
    return Context(TRUST, **{"at": AT, "iin": IIN, **asked})


@pytest.fixture
def told() -> Iterator[Told]:
    with stub() as server:
        yield server


def judged(told: Told, file: bytes = ATTACHED, content: bytes = CONTENT, **asked: Any) -> str:
    return NcaNode(told.address).verify(file, content, context(**asked)).result


def test_a_whole_answer_is_believed(told: Told) -> None:
    verdict = NcaNode(told.address).verify(ATTACHED, CONTENT, context(role="individual", min_age=18))
    assert verdict.ok
    assert [signer.iin for signer in verdict.signers] == [IIN]
    assert [path for path, _ in told.asked] == ["/cms/extract", "/cms/verify"]
    assert told.asked[1][1]["revocationCheck"] == ["OCSP"]
    assert "data" not in told.asked[1][1]


def test_the_content_of_a_detached_signature_is_sent_along(told: Told) -> None:
    assert judged(told, DETACHED) == "ok"
    assert [path for path, _ in told.asked] == ["/cms/verify"]
    assert told.asked[0][1]["data"]


def with_revocations(*entries: object) -> dict[str, Any]:
    return answer(certificate(revocations=list(entries)))


GOOD = {"revoked": False, "by": "OCSP", "revocationTime": None, "reason": None}
HOLES = {
    "no signers": ({"status": 200, "message": "OK", "valid": True, "signers": []}, "no-signer"),
    "signers left out": ({"status": 200, "message": "OK", "valid": True}, "no-signer"),
    "signer without certificate": (answer(), "no-signer"),
    "two certificates": (answer(certificate(), certificate()), "no-signer"),
    "two signers": ({**answer(certificate()), "signers": [{"certificates": [certificate()]}] * 2}, "multiple-signers"),
    "no OCSP item": (with_revocations(), "revocation-unknown"),
    "revocations left out": (answer(certificate(revocations=None)), "revocation-unknown"),
    "only a CRL item": (with_revocations({**GOOD, "by": "CRL"}), "revocation-unknown"),
    "an error hidden in reason": (with_revocations({**GOOD, "reason": "issuer not found"}), "revocation-unknown"),
    "revoked left out": (with_revocations({"by": "OCSP", "reason": None}), "revocation-unknown"),
    "revoked as text": (with_revocations({**GOOD, "revoked": "false"}), "revocation-unknown"),
    "revoked": (with_revocations({**GOOD, "revoked": True}), "certificate-revoked"),
    "revoked by CRL, good by OCSP": (
        with_revocations(GOOD, {**GOOD, "by": "CRL", "revoked": True}), "certificate-revoked"),
    "not valid": (answer(certificate(), valid=False), "signature-invalid"),
    "valid as text": (answer(certificate(), valid="true"), "signature-invalid"),
    "certificate not valid": (answer(certificate(valid=False)), "signature-invalid"),
    "IIN of 11 digits": (answer(certificate(subject={"iin": IIN[:-1]})), "signer-mismatch"),
    "IIN with a prefix": (answer(certificate(subject={"iin": "IIN" + IIN})), "signer-mismatch"),
    "IIN left out": (answer(certificate(subject={})), "signer-mismatch"),
    "another person": (answer(certificate(subject={"iin": "850505300025"})), "signer-mismatch"),
    "another certificate": (answer(certificate(serialNumber="12ab")), "malformed"),
    "no serial number": (answer(certificate(serialNumber=None)), "malformed"),
    "ended at our trusted time": (answer(certificate(notAfter="2026-11-21T00:00:00.000+00:00")), "certificate-expired"),
    "dates left out": (answer(certificate(notAfter=None)), "malformed"),
    "a key for signing in": (answer(certificate(keyUsage="AUTH")), "wrong-key-purpose"),
}  # fmt: skip


@pytest.mark.parametrize("hole", HOLES)
def test_each_hole_is_closed(told: Told, hole: str) -> None:
    told.verify, expected = HOLES[hole]
    assert judged(told) == expected
    if hole != "another person":  # whom nobody had asked for
        assert not NcaNode(told.address).verify(ATTACHED, CONTENT, context(iin=None)).ok


def test_roles_are_those_of_the_certificate_alone(told: Told) -> None:
    assert judged(told, role="employee") == "wrong-key-purpose"
    told.verify = answer(certificate(keyUser=["ORGANIZATION", "CEO"]))
    assert judged(told, role="organisation-head") == "ok"
    told.verify = answer(certificate(keyUser=["INDIVIDUAL", "ORGANIZATION"]))
    assert judged(told, role="individual") == "wrong-key-purpose"


def test_age_is_counted_from_the_iin(told: Told) -> None:
    assert judged(told, min_age=37) == "not-eligible"
    told.verify = answer(certificate(subject={"iin": "999999300017"}))
    assert judged(told, iin=None, min_age=18) == "not-eligible"


def test_attached_content_that_differs_is_found_without_asking(told: Told) -> None:
    assert judged(told, content=b"another") == "content-mismatch"
    assert told.asked == []


def test_the_service_must_read_the_same_content(told: Told) -> None:
    told.extracted = b"another"
    assert judged(told) == "content-mismatch"


def test_two_signers_are_refused_without_asking(told: Told) -> None:
    assert judged(told, cms(CONTENT, Signing(AIGUL), Signing(BAUYR))) == "multiple-signers"
    assert judged(told, cms(CONTENT, certificates=[AIGUL.der])) == "no-signer"
    assert judged(told, b"not a container") == "malformed"
    assert told.asked == []


@pytest.mark.parametrize(
    "trouble",
    [{"status": 500}, {"status": 503}, {"status": 404}, {"raw": b"<html>"}, {"raw": b"[" * 100_000}, {"raw": b"[]"},
     {"raw": b"null"}, {"verify": {"status": 400, "message": "bad"}}, {"raw": b"\xff"}, {"raw": b" " * (1 << 21)},
     {"wait": 0.5}, {"trickle": 0.1}],
    ids=str,
)  # fmt: skip
def test_trouble_is_unavailable_and_never_a_verdict(told: Told, trouble: dict[str, Any]) -> None:
    for name, value in trouble.items():
        setattr(told, name, value)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        NcaNode(told.address, timeout=0.2).verify(ATTACHED, CONTENT, context())
    assert time.monotonic() - began < 3


def test_a_closed_port_is_unavailable() -> None:
    with stub() as gone:
        address = gone.address
    with pytest.raises(Unavailable):
        NcaNode(address).verify(ATTACHED, CONTENT, context())


def test_after_repeated_trouble_the_service_is_left_alone_for_a_while(told: Told) -> None:
    now = [100.0]
    told.status = 500
    node = NcaNode(told.address, breaker=Breaker(most=3, pause=30, clock=lambda: now[0]))
    for _ in range(6):
        with pytest.raises(Unavailable):
            node.verify(ATTACHED, CONTENT, context())
    assert len(told.asked) == 3
    told.status = 200
    now[0] += 31
    assert node.verify(ATTACHED, CONTENT, context()).ok


def test_both_agree_or_refuse(told: Told) -> None:
    both = Both(Builtin(), NcaNode(told.address))
    agreed = both.verify(ATTACHED, CONTENT, context())
    assert agreed.ok
    assert agreed.evidence["opinions"] == {"builtin": "ok", "ncanode": "ok"}
    told.verify = HOLES["revoked"][0]
    refused = both.verify(ATTACHED, CONTENT, context())
    assert refused.result == "certificate-revoked"
    assert "builtin says ok, ncanode says certificate-revoked" in refused.why
    told.verify = answer(certificate())
    late = both.verify(ATTACHED, CONTENT, context(at=AT + DAY / 2, checked_at=AT + 30 * DAY))
    assert late.result == "revocation-unknown"


def test_both_refuse_when_they_read_different_persons(told: Told) -> None:
    told.verify = answer(certificate(subject={"iin": "850505300025"}))
    verdict = Both(Builtin(), NcaNode(told.address)).verify(ATTACHED, CONTENT, context(iin=None))
    assert verdict.result == "signer-mismatch"


def test_both_wait_when_one_cannot_answer(told: Told) -> None:
    told.status = 500
    with pytest.raises(Unavailable):
        Both(Builtin(), NcaNode(told.address)).verify(ATTACHED, CONTENT, context())


@pytest.mark.parametrize("address", ["", "ftp://nca", "http://", "http://user:pass@nca", "nca:14579"])
def test_an_address_that_is_none_is_bad_input(address: str) -> None:
    with pytest.raises(BadInput):
        NcaNode(address)
