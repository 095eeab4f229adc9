"""Only the randomness named before the event moves the draw: dice as thrown, a drand round with a valid signature."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from methods.sortition.drawn_folder import AT, THROWN, frozen_folder
from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.draw.bls import round_is_signed
from qulaq.methods.sortition.draw.ceremony import QUICKNET, Dice, commit, draw, person_code, round_at
from qulaq.methods.sortition.draw.check import verify
from qulaq.methods.sortition.draw.stream import Stream, stream_key

# Two published rounds of drand's quicknet.
ROUND_1000 = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"
)
ROUND_1001 = (
    "b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41"
)
BEFORE = datetime(2023, 8, 23, 15, 0, tzinfo=UTC)


def test_real_rounds_pass_the_pairing_check_and_others_do_not() -> None:
    key = bytes.fromhex(str(QUICKNET["key"]))
    assert round_is_signed(key=key, round_number=1000, signature=bytes.fromhex(ROUND_1000))
    assert round_is_signed(key=key, round_number=1001, signature=bytes.fromhex(ROUND_1001))
    assert not round_is_signed(key=key, round_number=1001, signature=bytes.fromhex(ROUND_1000))
    assert not round_is_signed(key=key, round_number=1000, signature=bytes(48))
    assert not round_is_signed(key=key, round_number=1000, signature=bytes.fromhex(ROUND_1000)[:-1])


def test_the_randomness_of_a_round_is_the_hash_of_its_signature() -> None:
    expected = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"
    import hashlib

    assert hashlib.sha256(bytes.fromhex(ROUND_1000)).hexdigest() == expected


def test_dice_and_drand_together_draw_and_verify(tmp_path: Path) -> None:
    folder = frozen_folder(tmp_path)
    commit(folder, size=4, at=BEFORE, dice=Dice(6, 5), drand_round=1000)
    with pytest.raises(BadInput, match="not the randomness"):
        draw(folder, drand_signature=ROUND_1000)
    with pytest.raises(BadInput, match="not the network's"):
        draw(folder, dice="12345", drand_signature=ROUND_1001)
    draw(folder, dice="12345", drand_signature=ROUND_1000)
    assert verify(folder)["ok"]


def test_a_round_that_is_already_public_cannot_be_named(tmp_path: Path) -> None:
    folder = frozen_folder(tmp_path)
    with pytest.raises(BadInput, match="already public"):
        commit(folder, size=4, at=AT, drand_round=1000)
    assert round_at(datetime.fromtimestamp(1692803367, UTC)) == 1
    assert round_at(datetime.fromtimestamp(1692803367 + 2997, UTC)) == 1000


@pytest.mark.parametrize("dice", ["123", "4091735228550176394x", THROWN + "1", ""])
def test_other_throws_than_named_are_refused(tmp_path: Path, dice: str) -> None:
    folder = frozen_folder(tmp_path)
    commit(folder, size=4, at=AT, dice=Dice())
    with pytest.raises(BadInput):
        draw(folder, dice=dice)


def test_a_draw_cannot_be_repeated_until_it_pleases(tmp_path: Path) -> None:
    folder = frozen_folder(tmp_path)
    commit(folder, size=4, at=AT, dice=Dice())
    first = draw(folder, dice=THROWN)
    assert draw(folder, dice=THROWN) == first
    with pytest.raises(BadInput, match="already held"):
        draw(folder, dice=THROWN[::-1])
    with pytest.raises(BadInput, match="already held"):
        commit(folder, size=4, at=AT, dice=Dice())


def test_indices_are_uniform_and_reproducible() -> None:
    key = stream_key("123", None)
    counts = [0] * 7
    stream = Stream(key, "m", "test")
    for _ in range(7000):
        counts[stream.below(7)] += 1
    expected = 1000
    assert (
        sum((count - expected) ** 2 / expected for count in counts) < 22.5
    )  # chi-square, 6 degrees, p = 0.001
    assert [Stream(key, "m", "test").below(1000) for _ in range(2)] == [
        Stream(key, "m", "test").below(1000)
    ] * 2
    assert Stream(key, "m", "a").below(10**9) != Stream(key, "m", "b").below(10**9)


def test_a_person_code_needs_the_persons_own_salt() -> None:
    assert person_code(bytes(16), "850101412035") != person_code(bytes(15) + b"1", "850101412035")
    with pytest.raises(BadInput):
        person_code(b"short", "850101412035")
