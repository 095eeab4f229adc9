from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.tracking import ALPHABET, BITS, is_code, new_code, normalise

ENTROPY = st.binary(min_size=8, max_size=16)


def test_a_code_holds_sixty_bits_and_reads_in_three_groups() -> None:
    assert BITS >= 60
    assert new_code(bytes(8)) == "0000-0000-00000"
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}", new_code(bytes(range(8, 16))))
    assert not set("ILOU") & set(ALPHABET)


@given(ENTROPY, ENTROPY)
def test_other_bits_make_another_code(one: bytes, other: bytes) -> None:
    same = int.from_bytes(one, "big") % 2**60 == int.from_bytes(other, "big") % 2**60
    assert (new_code(one) == new_code(other)) is same


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="60 random bits"):
        new_code(bytes(7))


@given(ENTROPY)
def test_every_way_of_typing_leads_to_the_same_code(entropy: bytes) -> None:
    code = new_code(entropy)
    plain = code.replace("-", "")
    russian = plain.translate(str.maketrans("ABCEHKMPTXY3", "АВСЕНКМРТХУЗ"))
    confused = plain.replace("0", "O").replace("1", "l").replace("V", "u")
    for typed in (
        code,
        plain,
        code.lower(),
        f" {plain[:3]} {plain[3:]} ",
        code.replace("-", "—"),
        russian,
        confused,
    ):
        assert normalise(typed) == code
        assert is_code(typed)
        assert is_code(russian.lower())


@given(ENTROPY, st.integers(0, 12), st.integers(1, 31))
def test_every_single_mistake_is_seen(entropy: bytes, place: int, shift: int) -> None:
    letters = list(new_code(entropy).replace("-", ""))
    letters[place] = ALPHABET[(ALPHABET.index(letters[place]) + shift) % 32]
    assert not is_code("".join(letters))


@given(ENTROPY, st.integers(0, 12), st.integers(0, 12))
def test_every_exchange_of_two_characters_is_seen(entropy: bytes, a: int, b: int) -> None:
    letters = list(new_code(entropy).replace("-", ""))
    before = list(letters)
    letters[a], letters[b] = letters[b], letters[a]
    assert is_code("".join(letters)) is (letters == before)


@pytest.mark.parametrize(
    "typed", ["", "K7RT", "K7RT-2M9X-QH4D-KKKK", "ЖМ-26-004716", "0000-0000-0000!", "💧" * 13]
)
def test_what_is_no_code_is_no_code(typed: str) -> None:
    assert not is_code(typed)


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    assert is_code(text) in {True, False}
    assert normalise(normalise(text)) == normalise(text)
