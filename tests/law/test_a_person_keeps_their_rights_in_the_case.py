"""Recusal (67), the file (75), withdrawal (64(9)), a noted proposal (89(3)), the official whom the matter is about."""

from __future__ import annotations

import pytest

from law.golden import WHY, answered, appeal, in_work


def test_recusal_is_decided_in_three_days_and_told_in_two() -> None:
    case = in_work("2026-03-06T11:00").do("claim_recusal", "2026-03-16T10:00", "applicant", reasons=WHY)
    assert case.due("recusal") == "2026-03-19"
    case.do("decide_recusal", "2026-03-19T17:00", "head", reasons=WHY, accepted=False)
    assert case.notice("recusal_decided") == "2026-03-26"
    assert case.state("recusal") == "done"
    case.do("grant", "2026-03-20T10:00", "officer", answer="answer-1")


def test_a_recused_officer_neither_answers_nor_comes_back() -> None:
    case = in_work("2026-03-06T11:00").do("claim_recusal", "2026-03-16T10:00", "applicant", reasons=WHY)
    case.do("decide_recusal", "2026-03-17T17:00", "head", reasons=WHY, accepted=True)
    assert "recused" in case.refuses("grant", "2026-03-18T10:00", "officer", answer="answer-1")
    assert "another one" in case.refuses("assign", "2026-03-18T10:00", "head", officer="a7")
    case.do("assign", "2026-03-18T10:00", "head", officer="a8")
    case.do("grant", "2026-03-18T11:00", "officer", answer="answer-1")
    assert case.track.stage == "answered_open"


def test_the_official_whom_the_matter_is_about_is_not_put_in_charge() -> None:
    case = appeal("2026-03-06T11:00", kind="message", named_official="a7")
    case.do("register", "2026-03-06T11:00", "registrar")
    assert "another one" in case.refuses("accept", "2026-03-06T12:00", "registrar", officer="a7")
    case.do("accept", "2026-03-06T12:00", "registrar", officer="a8")
    assert "another one" in case.refuses("assign", "2026-03-10T12:00", "head", officer="a7")


def test_the_file_is_shown_in_three_working_days() -> None:
    case = in_work("2026-03-06T11:00").do("ask_file", "2026-03-06T20:00", "applicant")
    assert case.due("file") == "2026-03-12"
    case.do("give_file", "2026-03-12T12:00", "officer")
    assert case.state("file") == "done"


def test_a_withdrawal_ends_the_case_with_notice_in_three_days() -> None:
    case = in_work("2026-03-06T11:00").do("withdraw", "2026-03-16T10:00", "applicant")
    assert (case.track.outcome, case.notice("withdrawn"), case.owes()) == ("withdrawn", "2026-03-19", set())


def test_nobody_withdraws_for_the_person_nor_after_the_answer() -> None:
    assert "somebody else" in in_work("2026-03-06T11:00").refuses("withdraw", "2026-03-16T10:00", "officer")
    assert "was given" in answered("2026-03-06T11:00", "2026-03-16T10:00").refuses(
        "withdraw", "2026-03-17T10:00", "applicant"
    )


def test_a_proposal_on_a_subject_closed_to_petitions_is_noted_and_the_person_told() -> None:
    case = in_work("2026-03-11T11:00", kind="proposal")
    case.do("note", "2026-03-12T10:00", "head", reasons=WHY, subject="state_symbols")
    assert case.track.outcome == "noted"
    assert case.told()[-1] == ("noted", "applicant")
    assert case.doors("2026-03-13T10:00") == {"complaint": "2026-06-12"}


@pytest.mark.parametrize("kind", ["application", "message", "response", "request"])
def test_nothing_but_a_proposal_is_noted(kind: str) -> None:
    case = in_work("2026-03-11T11:00", kind=kind)
    assert "Only a proposal" in case.refuses(
        "note", "2026-03-12T10:00", "head", reasons=WHY, subject="state_symbols"
    )


def test_the_list_of_subjects_is_that_of_the_registration_day() -> None:
    before = in_work("2026-03-06T11:00", kind="proposal")
    assert "gets its answer" in before.refuses(
        "note", "2026-03-12T10:00", "head", reasons=WHY, subject="labour_law"
    )
    after = in_work("2026-03-10T11:00", kind="proposal")
    after.do("note", "2026-03-12T10:00", "head", reasons=WHY, subject="labour_law")
    assert "does not fit" in in_work("2026-03-10T11:00", kind="proposal").refuses(
        "note", "2026-03-12T10:00", "head", reasons=WHY, subject="street lamps"
    )
