"""Golden timelines A3, A10 and A11 and the complaint machine: articles 91 to 100 and 136."""

from __future__ import annotations

import pytest

from law.golden import RECKONER, WHY, Case, opened
from qulaq.kernel.clock import parse_moment
from qulaq.law.rules import BOOK

DECISION = {"answer": "answer-1", "reasons": WHY}


def filed(at: str = "2026-05-06T10:00") -> Case:
    return opened("complaint", at, body="district")


def examined() -> Case:
    case = filed().do("forward", "2026-05-13T15:00", "registrar")
    return case.do("register_higher", "2026-05-13T16:00", "higher_body")


def test_it_is_forwarded_in_three_days_decided_in_twenty_and_may_go_to_court_for_a_month() -> None:
    case = filed()
    assert case.due("forward") == "2026-05-13"
    case.do("forward", "2026-05-13T15:00", "registrar")
    assert case.due("register_higher") == "2026-05-13"
    case.do("register_higher", "2026-05-13T16:00", "higher_body")
    assert case.due("answer") == "2026-06-11"
    case.do("decide", "2026-06-11T17:00", "higher_body", result="refuse", **DECISION)
    assert case.doors("2026-06-12T10:00") == {"court": "2026-07-13"}
    assert case.told()[-2:] == [("complaint_decided", "applicant"), ("decision_copy", "body")]


def test_the_higher_body_that_registers_on_6_march_has_until_9_april() -> None:
    case = filed("2026-03-06T09:30").do("forward", "2026-03-06T10:00", "head")
    assert case.do("register_higher", "2026-03-06T11:00", "higher_body").due("answer") == "2026-04-09"


def test_the_stricter_clock_runs_from_the_first_registration_and_stays_on_record() -> None:
    case = examined()
    assert (case.due("answer_strict"), case.state("answer_strict")) == ("2026-06-08", "done")
    assert (case.due("answer"), case.state("answer")) == ("2026-06-11", "open")


def test_a_complaint_that_nobody_passes_on_opens_the_court() -> None:
    case = filed().wait("2026-06-09T09:00")
    assert case.late("2026-06-09T09:00") == {"forward", "answer_strict"}
    assert case.doors("2026-06-08T23:59") == {}
    assert case.doors("2026-06-09T09:00") == {"court": "2026-07-08"}


def test_no_decision_in_term_opens_the_court() -> None:
    case = examined()
    assert case.doors("2026-06-11T23:00") == {}
    assert case.doors("2026-06-12T00:00") == {"court": "2026-07-13"}
    assert case.wait("2026-09-01T10:00").track.outcome is None


def test_the_body_may_correct_itself_fully_instead_of_forwarding() -> None:
    case = filed().do("satisfy_self", "2026-05-12T10:00", "head", answer="answer-1")
    assert (case.track.stage, case.owes()) == ("answered_open", {"close"})
    assert case.told()[-1] == ("complaint_decided", "applicant")


def test_a_remitted_matter_goes_down_in_five_days_and_is_decided_anew() -> None:
    case = examined().do("remit", "2026-06-11T10:00", "higher_body", **DECISION)
    assert case.due("send_down") == "2026-06-18"
    case.do("send_down", "2026-06-18T10:00", "higher_body")
    ((spawn, facts),) = case.track.spawned
    assert (spawn.procedure, facts["body"], facts["channel"]) == ("appeal", "district", "remitted")


def test_it_is_left_without_consideration_with_reasons_and_notice() -> None:
    case = examined()
    assert "Fill this in" in case.refuses(
        "leave_unconsidered", "2026-05-20T10:00", "higher_body", ground="court_act"
    )
    case.do("leave_unconsidered", "2026-05-20T10:00", "higher_body", reasons=WHY, ground="court_act")
    assert (case.track.outcome, case.notice("complaint_left")) == ("left", "2026-05-25")
    assert case.doors("2026-05-21T10:00") == {"court": "2026-06-22"}


@pytest.mark.parametrize("result", ["cancel", "cancel_and_decide", "act", "refuse"])
def test_the_higher_body_decides_and_nobody_else(result: str) -> None:
    case = examined().do("hear_sides", "2026-05-20T10:00", "higher_body")
    assert "somebody else" in case.refuses("decide", "2026-05-25T10:00", "head", result=result, **DECISION)
    case.do("decide", "2026-05-25T10:00", "higher_body", result=result, **DECISION)
    assert case.track.stage == "answered_open"


def test_a_decision_gives_reasons() -> None:
    assert "Fill this in" in examined().refuses(
        "decide", "2026-05-25T10:00", "higher_body", result="refuse", answer="answer-1"
    )


@pytest.mark.parametrize(
    ("rule", "last"), [("complaint.file", "2026-03-02"), ("complaint.file_no_info", "2026-06-01")]
)
def test_an_act_of_30_november_2025_may_be_complained_of_until(rule: str, last: str) -> None:
    assert str(RECKONER.due(BOOK, rule, parse_moment("2025-11-30")).due) == last
