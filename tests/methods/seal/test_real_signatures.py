"""Files made by the State's own library, at the time of their making: what they must give, and that OpenSSL agrees."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qulaq.kernel.clock import parse_moment
from qulaq.methods.seal.certificate import Certificate
from qulaq.methods.seal.container import read_container
from qulaq.methods.seal.crl import read_revocation_list
from qulaq.methods.seal.evidence import recheck
from qulaq.methods.seal.limits import DEFAULT_LIMITS
from qulaq.methods.seal.ocsp import read_response
from qulaq.methods.seal.timestamp import check_token, read_imprint
from qulaq.methods.seal.trust import Trust, certificate_of, trust
from qulaq.methods.seal.verdict import Verdict
from qulaq.methods.seal.verify import Context, verify

FILES = Path(__file__).parent / "data"
THEN = "2022-09-28"
BOTH = ("ncanode_SIGNED_CMS.cms", "ncanode_SIGNED_DETACHED_CMS.cms")


def read(*names: str) -> list[bytes]:
    return [(FILES / name).read_bytes() for name in names]


def given(*anchors: str, lists: tuple[str, ...] = (), answers: tuple[str, ...] = ()) -> Trust:
    return trust(read(*anchors), lists=read(*lists), answers=read(*answers))


def judged(name: str, known: Trust, at: str = THEN, **asked: str) -> Verdict:
    cms = (FILES / "kalkan" / name).read_bytes()
    verdict = verify(cms, b"test123", Context(known, parse_moment(at), **asked))
    assert recheck(json.loads(json.dumps(verdict.evidence)), cms, b"test123")[0]
    return verdict


GOST_CA, RSA_CA = "kalkan/nca_gost2015_test.cer", "kalkan/nca_rsa_test.crt"
LISTS = ("kalkan/nca_gost2022_test.crl", "kalkan/nca_rsa_test.crl", "kalkan/nca_gost_test.crl")


@pytest.mark.parametrize("name", BOTH)
def test_the_gost_signer_is_good_and_the_rsa_signer_had_ended(name: str) -> None:
    for anchors in ((GOST_CA, RSA_CA), (GOST_CA,)):
        verdict = judged(name, given(*anchors, lists=LISTS))
        assert [signer.verdict for signer in verdict.signers] == ["ok", "certificate-expired"]
        assert verdict.result == "certificate-expired"
        gost = verdict.signers[0]
        assert (gost.algorithm, gost.role, gost.name) == ("GOST3410-2015-512", "individual", "ТЕСТТОВ ТЕСТТ")
        assert gost.serial == "0ff06211dc82beb00253ffa000f1de84abef454f"
        assert gost.iin == "123456789012"


def test_one_rsa_signer_had_ended_and_was_good_before() -> None:
    known = given(RSA_CA, lists=LISTS)
    assert judged("ncanode_SIGNED_CMS_ONE_SIGNER.cms", known).result == "certificate-expired"
    before = judged("ncanode_SIGNED_CMS_ONE_SIGNER.cms", known, "2022-01-01", iin="123456789011")
    assert before.result == "revocation-unknown"
    assert before.signers[0].algorithm == "RSA-SHA256"


@pytest.mark.parametrize("name", BOTH)
def test_under_other_anchors_the_gost_signer_is_untrusted(name: str) -> None:
    verdict = judged(
        name, given("production/root_gost_2022.pem", "production/nca_gost_2022.pem", lists=LISTS)
    )
    assert verdict.signers[0].verdict == "untrusted-chain"
    assert verdict.result == "untrusted-chain"


def test_the_test_root_leads_to_the_gost_signer_through_the_issuing_ca() -> None:
    known = trust(read("nca_test/root_test_gost_2022.cer"), intermediates=read(GOST_CA), lists=read(LISTS[0]))
    assert judged(BOTH[0], known).signers[0].verdict == "ok"


def test_without_lists_nothing_is_known_of_withdrawal() -> None:
    assert judged(BOTH[0], given(GOST_CA)).signers[0].verdict == "revocation-unknown"
    assert (
        judged(BOTH[0], given(GOST_CA, lists=LISTS), "2023-01-24").signers[0].verdict == "revocation-unknown"
    )


def test_two_signers_are_refused_where_one_person_was_expected() -> None:
    assert judged(BOTH[0], given(GOST_CA, lists=LISTS), iin="123456789012").result == "multiple-signers"


def test_an_old_ocsp_answer_is_not_counted_and_a_fresh_one_revokes() -> None:
    known = given(GOST_CA, lists=LISTS, answers=("kalkan/ocsp_response_individual_2015.bin",))
    assert judged(BOTH[0], known).signers[0].verdict == "ok"
    assert judged(BOTH[0], known, "2022-09-02T23:30").signers[0].verdict == "certificate-revoked"


def test_every_real_list_and_answer_can_be_read() -> None:
    expected = {"kalkan/nca_gost2022_test.crl": 6, "kalkan/nca_gost_test.crl": 31, "kalkan/nca_rsa_test.crl": 126,
                "nca_test/nca_gost2022_test.crl": 195}  # fmt: skip
    for name, entries in expected.items():
        found = read_revocation_list((FILES / name).read_bytes())
        assert len(found.places) == entries
        assert all(found.withdrawal(serial) for serial in found.places)
        assert found.withdrawal(b"\x01") is None
    for path in (FILES / "kalkan").glob("ocsp_*.bin"):
        (answer,) = read_response(path.read_bytes()).answers
        assert answer.status == ("good" if path.stem == "ocsp_response_individual_sign_2004" else "revoked")


def test_the_real_time_stamp_is_read_and_its_retired_algorithm_not_accepted() -> None:
    token = (FILES / "kalkan" / "tsp_token.bin").read_bytes()
    content = read_container(token, DEFAULT_LIMITS).content
    assert content is not None
    assert read_imprint(content).at == datetime(2022, 9, 18, 13, 20, 14, tzinfo=UTC)
    signer = read_container((FILES / "kalkan" / BOTH[0]).read_bytes(), DEFAULT_LIMITS).signers[0]
    at = datetime(2022, 9, 18, 14, tzinfo=UTC)
    found = check_token(token, signer, trust=given(GOST_CA), checked_at=at, limits=DEFAULT_LIMITS)
    assert not found.good
    assert "not accepted" in found.why


def as_openssl_reads_it(key: Certificate) -> bytes:
    """The same GOST key with the Russian identifiers that OpenSSL's engine knows (RFC 9215)."""
    prefix = bytes.fromhex(
        "3081aa302106082a85030701010102301506092a850307010201020106082a850307010102030381840004"
    )
    return prefix + b"\x81\x80" + key.key.bits[3:]


@pytest.mark.parametrize("name", ["production/root_gost_2022.pem", "nca_test/root_test_gost_2022.cer"])
def test_openssl_with_its_gost_engine_agrees(name: str, tmp_path: Path) -> None:
    program = shutil.which("openssl")
    if (
        not program
        or subprocess.run([program, "engine", "gost"], capture_output=True, check=False).returncode
    ):
        pytest.skip(
            "LOUD: OpenSSL's GOST engine (libengine-gost-openssl) is not installed; no second opinion was had"
        )
    each = certificate_of((FILES / name).read_bytes())
    (tmp_path / "key.der").write_bytes(as_openssl_reads_it(each))
    (tmp_path / "signed").write_bytes(each.signed)
    for signature, good in ((each.signature[::-1], True), (each.signature, False)):
        (tmp_path / "signature").write_bytes(signature)
        done = subprocess.run(
            [program, "dgst", "-engine", "gost", "-md_gost12_512", "-keyform", "DER", "-verify", "key.der",
             "-signature", "signature", "signed"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ("Verified OK" in done.stdout) is good, done.stdout + done.stderr
