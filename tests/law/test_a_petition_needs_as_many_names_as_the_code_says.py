"""Golden counts P8 to P10 (90-3(4)) and the dated list of forbidden subjects (90-2(3))."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.errors import BadInput
from qulaq.law.petition import forbidden_subjects, signatures_needed
from qulaq.law.petition.thresholds import LEVELS, every_subject


@pytest.mark.parametrize(
    ("level", "population", "needed"),
    [
        ("akimat_district", 3_210, 161),
        ("akimat_district", 50_000, 2_500),
        ("maslikhat_district", 50_000, 5_000),
        ("akimat_district", 49_999, 2_500),
        ("maslikhat_district", 49_999, 5_000),
        ("akimat_district", 50_001, 2_500),
        ("maslikhat_district", 50_001, 5_000),
        ("akimat_region", 1_214_000, 12_140),
        ("maslikhat_region", 1_214_000, 24_280),
        ("akimat_region", 1_214_001, 12_141),
        ("government", 20_000_000, 50_000),
    ],
)
def test_the_threshold_of(level: str, population: int, needed: int) -> None:
    assert signatures_needed(level, population) == needed


@given(st.sampled_from(LEVELS), st.integers(1, 20_000_000), st.integers(0, 1_000_000))
def test_more_people_never_need_fewer_names(level: str, population: int, more: int) -> None:
    assert 0 < signatures_needed(level, population) <= signatures_needed(level, population + more)


def test_an_unknown_level_is_bad_input() -> None:
    with pytest.raises(BadInput, match="village"):
        signatures_needed("village", 100)


def test_the_list_of_subjects_grew_in_march_2026() -> None:
    before, after = forbidden_subjects(date(2026, 3, 9)), forbidden_subjects(date(2026, 3, 10))
    assert set(after) - set(before) == {"labour_law"}
    assert "organisations" in after["body_competence"].en
    assert "organisations" not in before["body_competence"].en
    assert all(not said.missing() for said in after.values())
    assert set(every_subject()) == set(after)
    assert forbidden_subjects(date(2024, 4, 3)) == {}
