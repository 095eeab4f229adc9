from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.canonical import EXACT, canonical_json

LEAVES = (
    st.none() | st.booleans() | st.integers(-EXACT, EXACT) | st.text(st.characters(exclude_categories=["Cs"]))
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20)


def test_keys_are_sorted_spaces_dropped_and_letters_kept() -> None:
    value = {"б": [1, None, True], "a": {"z": 'Құлақ\n\u0001"\\/', "b": ()}}
    assert canonical_json(value) == '{"a":{"b":[],"z":"Құлақ\\n\\u0001\\"\\\\/"},"б":[1,null,true]}'.encode()


def test_keys_are_in_the_utf16_order_of_rfc_8785() -> None:
    """The example of the standard's section 3.2.3: an emoji comes before a letter of the private use area."""
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical_json(dict.fromkeys(keys, 0)))) == ordered


@given(VALUES)
def test_reading_gives_the_value_back_and_writing_again_the_same_bytes(value: Any) -> None:
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(TEXTS, LEAVES))
def test_the_order_in_which_keys_came_leaves_no_trace(value: dict[str, Any]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), float("inf"), {"share": 0.5}, [0.1], {1: "a"}, {None: 1}, {1, 2}, b"x", Decimal(1),
     date(2026, 1, 1), object()],
)  # fmt: skip
def test_what_other_languages_would_write_otherwise_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_numbers_that_readers_would_round_and_broken_text_are_refused() -> None:
    assert canonical_json(EXACT) == b"9007199254740991"
    with pytest.raises(ValueError, match="2\\^53"):
        canonical_json(EXACT + 1)
    with pytest.raises(UnicodeEncodeError):
        canonical_json("\ud800")
    with pytest.raises(UnicodeEncodeError):
        canonical_json({"\ud800": 1})
