"""Golden timelines A5 and A6, and who may extend what: article 76(3)."""

from __future__ import annotations

import pytest

from law.golden import WHY, in_work, opened


def test_an_extension_lasts_two_months_at_most_and_is_told_in_three_days() -> None:
    case = in_work("2026-03-06T11:00").do("extend", "2026-03-31T10:00", "head", reasons=WHY)
    assert case.due("answer") == "2026-06-01"
    assert case.notice("extended") == "2026-04-03"
    owed = case.track.duty("answer")
    assert owed is not None
    assert (owed.extensions, str(owed.first_due)) == (1, "2026-04-02")


def test_two_months_from_the_last_of_december_end_with_february() -> None:
    case = in_work("2026-12-14T11:00").do("extend", "2026-12-31T10:00", "deputy", reasons=WHY)
    assert case.due("answer") == "2027-03-01"


def test_a_shorter_extension_ends_on_the_day_named_rolled_to_a_working_one() -> None:
    case = in_work("2026-03-06T11:00")
    case.do("extend", "2026-03-31T10:00", "chief_of_staff", reasons=WHY, until="2026-05-10")
    assert case.due("answer") == "2026-05-12"


def test_a_day_beyond_the_limit_or_before_the_term_is_refused() -> None:
    case = in_work("2026-03-06T11:00")
    assert "longer than the law" in case.refuses(
        "extend", "2026-03-31T10:00", "head", reasons=WHY, until="2026-06-02"
    )
    assert "choose a later one" in case.refuses(
        "extend", "2026-03-31T10:00", "head", reasons=WHY, until="2026-04-02"
    )
    assert case.due("answer") == "2026-04-02"


def test_a_second_extension_is_refused() -> None:
    case = in_work("2026-03-06T11:00")
    case.do("extend", "2026-03-31T10:00", "head", reasons=WHY, until="2026-04-20")
    assert "repeated" in case.refuses("extend", "2026-04-10T10:00", "head", reasons=WHY, until="2026-05-20")
    assert case.due("answer") == "2026-04-20"


def test_a_late_body_cannot_extend() -> None:
    case = in_work("2026-03-06T11:00")
    assert "passed" in case.refuses("extend", "2026-04-03T09:00", "head", reasons=WHY)


@pytest.mark.parametrize("role", ["officer", "registrar", "applicant"])
def test_only_the_head_the_deputy_or_the_chief_of_staff_extends(role: str) -> None:
    case = in_work("2026-03-06T11:00")
    assert "somebody else" in case.refuses("extend", "2026-03-31T10:00", role, reasons=WHY)


def test_reasons_are_asked_for() -> None:
    case = in_work("2026-03-06T11:00")
    assert "Fill this in" in case.refuses("extend", "2026-03-31T10:00", "head")


def test_a_complaint_is_never_extended() -> None:
    case = opened("complaint", "2026-03-06T10:00", body="district")
    case.do("forward", "2026-03-06T11:00", "registrar").do(
        "register_higher", "2026-03-06T12:00", "higher_body"
    )
    assert case.due("answer") == "2026-04-09"
    assert "present stage" in case.refuses("extend", "2026-03-31T10:00", "higher_body", reasons=WHY)


def test_an_information_request_is_extended_by_fifteen_days_from_the_end_of_its_term() -> None:
    case = in_work("2026-05-12T10:00", kind="request", information_request=True)
    assert "longer than the law" in case.refuses(
        "extend", "2026-05-20T10:00", "head", reasons=WHY, until="2026-06-30"
    )
    case.do("extend", "2026-05-20T10:00", "head", reasons=WHY)
    assert case.due("answer") == "2026-06-12"
    assert "repeated" in case.refuses("extend", "2026-06-10T10:00", "head", reasons=WHY)
