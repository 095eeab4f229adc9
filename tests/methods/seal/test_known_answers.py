"""Hash, curves and signature check agree with the published examples and with the state's own certificates."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.seal.pki import GostSecret, point_of_order_two, times
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.algorithms import scheme, signature_is_good
from qulaq.methods.seal.arithmetic import Arithmetic, arithmetic
from qulaq.methods.seal.curve import GOST_256, GOST_512, Curve, combine
from qulaq.methods.seal.gost import GostKey, signature_holds
from qulaq.methods.seal.repeated import Sums
from qulaq.methods.seal.streebog import streebog
from qulaq.methods.seal.trust import Trust, certificate_of

FILES = Path(__file__).parent / "data"
M2 = bytes.fromhex(
    "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece8"
    "20ede020f5f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb"
)
RFC_6986 = {
    (b"012345678901234567890123456789012345678901234567890123456789012", 64): (
        "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
        "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"
    ),
    (b"012345678901234567890123456789012345678901234567890123456789012", 32): (
        "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"
    ),
    (M2, 64): (
        "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
        "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"
    ),
    (M2, 32): "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
}
"""The examples of RFC 6986 section 10, digests in the order of memory."""


def machines() -> list[Arithmetic]:
    found = []
    for name in ("python", "gmpy2", "openssl"):
        try:
            found.append(arithmetic(name))
        except BadInput:
            warnings.warn(f"LOUD: {name} is not usable here and was not tested", stacklevel=1)
    return found


@pytest.mark.parametrize("machinery", machines(), ids=lambda each: each.name)
def test_the_hash_gives_the_examples_of_rfc_6986(machinery: Arithmetic) -> None:
    for (message, size), expected in RFC_6986.items():
        assert streebog(message, size).hex() == expected
        assert machinery.streebog(message, size).hex() == expected


@given(st.binary(max_size=300), st.sampled_from([32, 64]))
@settings(max_examples=40, deadline=None)
def test_every_machinery_hashes_alike(message: bytes, size: int) -> None:
    assert {machinery.streebog(message, size) for machinery in machines()} == {streebog(message, size)}


def test_other_digest_sizes_are_refused() -> None:
    for machinery in machines():
        with pytest.raises(ValueError, match="not 48"):
            machinery.streebog(b"", 48)


@pytest.mark.parametrize("curve", [GOST_512, GOST_256], ids=lambda curve: curve.name)
def test_the_curves_are_those_of_rfc_7836(curve: Curve) -> None:
    assert curve.holds(curve.base)
    assert combine(curve, curve.q, 0, curve.base) is None
    assert pow(2, curve.q - 1, curve.q) == pow(2, curve.p - 1, curve.p) == 1
    order = curve.q * curve.cofactor
    assert (order - curve.p - 1) ** 2 <= 4 * curve.p  # Hasse: the order belongs to a curve over this field
    assert not curve.holds((curve.base[0] + curve.p, curve.base[1]))


@pytest.mark.parametrize("curve", [GOST_512, GOST_256], ids=lambda curve: curve.name)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_the_fast_sum_is_the_schoolbook_sum(curve: Curve, data: st.DataObject) -> None:
    edge = st.sampled_from([0, 1, 2, 3, curve.q - 1, curve.q - 2, curve.q // 2, 1 << 200])
    u, v = (data.draw(st.one_of(edge, st.integers(0, curve.q - 1))) for _ in range(2))
    k = data.draw(st.integers(1, curve.q - 1))
    total = (u + v * k) % curve.q
    expected = times(curve, total, curve.base)[0] if total else None
    point = times(curve, k, curve.base)
    assert {machinery.combine(curve, u, v, point) for machinery in machines()} == {expected}
    r = (expected or 0) % curve.q
    for machinery in machines():
        assert machinery.meets(curve, u, v, point, r) is (expected is not None)
        assert not machinery.meets(curve, u, v, point, (r + 1) % curve.q)


def test_a_point_of_small_order_is_summed_however_often_it_comes() -> None:
    curve = GOST_256  # its cofactor is 4; the other curve has no such points
    sums, point = Sums(), point_of_order_two()
    for _ in range(20):
        assert sums.combine(curve, 0, 2, point) is None
        assert sums.combine(curve, 0, curve.q, point) == point[0]
        assert sums.combine(curve, 7, 3, point) == combine(curve, 7, 1, point)


@pytest.mark.parametrize("curve", [GOST_512, GOST_256], ids=lambda curve: curve.name)
def test_a_point_that_comes_again_and_again_gives_the_same_sums(curve: Curve) -> None:
    sums = Sums()
    point = times(curve, 12345, curve.base)
    q = curve.q
    pairs = [
        (1, 1),
        (q - 1, q - 1),
        (0, 5),
        (5, 0),
        (63 << 300, 32),
        (q - 12345, 1),
        (q // 3, q // 7),
        (q - 1, 0),
    ]
    for u, v in 2 * pairs:
        assert sums.combine(curve, u % q, v, point) == combine(curve, u % q, v, point)
    assert sums.combine(curve, q - 12345, 1, point) is None


@pytest.mark.parametrize("curve", [GOST_512, GOST_256], ids=lambda curve: curve.name)
def test_a_signature_holds_for_its_key_and_digest_only(curve: Curve) -> None:
    secret = GostSecret("known answers", curve)
    signature, size = secret.sign(b"message"), curve.octets
    key, digest = GostKey(curve, secret.point), streebog(b"message", size)
    other = GostKey(curve, times(curve, 2, secret.point))
    for machinery in machines():
        assert signature_holds(key, digest, signature, machinery)
        assert not signature_holds(other, digest, signature, machinery)
        assert not signature_holds(key, streebog(b"massage", size), signature, machinery)
        for place in range(0, 2 * size, 9):
            changed = bytearray(signature)
            changed[place] ^= 1
            assert not signature_holds(key, digest, bytes(changed), machinery)


@pytest.mark.parametrize("machinery", machines(), ids=lambda each: each.name)
def test_the_production_certificates_verify_each_other(machinery: Arithmetic) -> None:
    found = {path.stem: certificate_of(path.read_bytes()) for path in (FILES / "production").iterdir()}
    begins = {"root_gost_2022": "af77725f8328bb24", "nca_gost_2022": "32c7d233a42703a3",
              "root_rsa_2020": "9ba06354b6266417", "nca_rsa_2022": "84fb799a66140950"}  # fmt: skip
    assert {stem: each.fingerprint[:16] for stem, each in found.items()} == begins
    trust = Trust(anchors=(), machinery=machinery)
    for child, issuer in {"root_gost_2022": "root_gost_2022", "nca_gost_2022": "root_gost_2022",
                          "root_rsa_2020": "root_rsa_2020", "nca_rsa_2022": "root_rsa_2020"}.items():  # fmt: skip
        each = found[child]
        assert trust.signed_by(found[issuer], each.algorithm, each.signature, each.signed)
        assert not trust.signed_by(found[issuer], each.algorithm, each.signature, each.signed + b"\x00")


def test_one_changed_bit_of_a_real_certificate_is_seen() -> None:
    each = certificate_of((FILES / "nca_test" / "root_test_gost_2022.cer").read_bytes())
    used, machinery = scheme(each.algorithm), arithmetic()
    assert signature_is_good(each.key, used, each.signature, each.signed, machinery)
    for bit in range(0, 8 * len(each.signature), 61):
        changed = int.from_bytes(each.signature, "big") ^ 1 << bit
        octets = changed.to_bytes(len(each.signature), "big")
        assert not signature_is_good(each.key, used, octets, each.signed, machinery)


def test_an_unknown_machinery_is_bad_input() -> None:
    with pytest.raises(BadInput, match="unknown arithmetic"):
        arithmetic("abacus")
