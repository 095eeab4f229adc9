"""Golden timeline A7 and the hearing: preliminary decision, objection, protocol, remarks (articles 73 and 74)."""

from __future__ import annotations

import pytest

from law.golden import WHY, Case, in_work

REFUSAL = {"answer": "answer-1", "reasons": WHY, "result": "refused"}


def warned(on: str) -> Case:
    return in_work("2026-03-06T11:00").do("send_preliminary", on, "officer", reasons=WHY)


def test_a_preliminary_decision_three_working_days_before_the_act_is_in_time() -> None:
    case = warned("2026-03-30T17:00")
    window = case.track.window("objection")
    assert window is not None
    assert window.until.date().isoformat() == "2026-04-01"
    case.do("refuse", "2026-04-02T10:00", "officer", **REFUSAL)
    assert case.track.stage == "answered_open"


def test_an_earlier_refusal_is_blocked() -> None:
    case = warned("2026-03-31T09:00")
    assert "3 working days" in case.refuses("refuse", "2026-04-02T10:00", "officer", **REFUSAL)
    case.do("refuse", "2026-04-03T10:00", "officer", **REFUSAL)


def test_without_a_preliminary_decision_there_is_no_refusal() -> None:
    case = in_work("2026-03-06T11:00")
    assert "73(1)" in case.refuses("refuse", "2026-04-02T10:00", "officer", **REFUSAL)
    assert "73(1)" in case.refuses("refuse", "2026-04-02T10:00", "officer", **{**REFUSAL, "result": "partly"})


@pytest.mark.parametrize("ground", ["urgent_protection", "applicant_asks", "no_discretion", "short_term"])
def test_a_named_ground_waives_the_hearing(ground: str) -> None:
    case = in_work("2026-03-06T11:00")
    case.do("refuse", "2026-03-10T10:00", "officer", **REFUSAL, no_hearing_ground=ground)
    assert case.track.stage == "answered_open"


def test_a_favourable_act_needs_no_hearing() -> None:
    case = in_work("2026-03-06T11:00").do("grant", "2026-03-10T10:00", "officer", answer="answer-1")
    assert case.track.stage == "answered_open"


def test_the_simplified_procedure_needs_no_hearing() -> None:
    case = in_work("2026-03-06T11:00", kind="message")
    case.do("refuse", "2026-03-10T10:00", "officer", **REFUSAL)
    assert "applications only" in in_work("2026-03-06T11:00", kind="message").refuses(
        "send_preliminary", "2026-03-10T10:00", "officer", reasons=WHY
    )


def test_an_objection_comes_within_two_working_days() -> None:
    in_time = warned("2026-03-30T17:00").do("object", "2026-04-01T23:00", "applicant", objection="No.")
    assert in_time.track.stage == "hearing"
    late = warned("2026-03-30T17:00")
    assert late.refuses("object", "2026-04-02T00:00:01", "applicant", objection="No.")
    assert late.track.stage == "hearing"
    assert late.track.steps[-1].act == "objection_over"


def test_the_protocol_is_owed_in_two_days_and_remarks_in_three() -> None:
    case = warned("2026-03-12T17:00").do("object", "2026-03-13T10:00", "applicant", objection="Listen to me.")
    case.do("hold_hearing", "2026-03-16T10:00", "officer")
    assert case.due("protocol") == "2026-03-18"
    assert case.refuses("remark", "2026-03-17T09:00", "applicant", remark="Not yet drawn up.")
    case.do("draw_protocol", "2026-03-18T16:00", "officer")
    assert case.state("protocol") == "done"
    case.do("remark", "2026-03-26T20:00", "applicant", remark="I said more than that.")
    assert "3 working days" in case.refuses("remark", "2026-03-27T00:01", "applicant", remark="And this.")
    assert case.due("answer") == "2026-04-02"


def test_the_term_of_the_answer_runs_on_through_the_hearing() -> None:
    case = warned("2026-03-30T17:00").do("object", "2026-04-01T10:00", "applicant", objection="No.")
    case.wait("2026-04-03T09:00")
    assert case.late("2026-04-03T09:00") == {"answer"}
