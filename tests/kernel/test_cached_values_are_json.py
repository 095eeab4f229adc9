"""A shared cache holds JSON: what comes out is what went in, and nothing in it can be code."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.json_values import JsonValues

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_comes_back_as_it_went_in(value: object) -> None:
    stored = JsonValues().dumps(value)
    on_the_wire = str(stored).encode() if isinstance(stored, int) else stored
    back = JsonValues().loads(on_the_wire)
    assert back == value
    assert type(back) is type(value)


def test_whole_numbers_stay_bare_so_that_redis_can_count() -> None:
    assert JsonValues().dumps(41) == 41


@pytest.mark.parametrize("value", [date(2026, 3, 6), {1, 2}, object(), float("nan")])
def test_what_json_does_not_know_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        JsonValues().dumps(value)


def test_a_pickle_in_the_cache_is_an_error_and_never_runs() -> None:
    with pytest.raises(ValueError):
        JsonValues().loads(pickle.dumps({"a": 1}))
