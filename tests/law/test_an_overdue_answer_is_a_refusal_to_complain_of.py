"""Article 91(2): no answer in time means "no"; the complaint opens, nothing closes by itself, all stands in public."""

from __future__ import annotations

from law.golden import answered, in_work


def test_the_door_opens_the_second_after_the_last_day() -> None:
    case = in_work("2026-03-06T11:00")
    assert case.doors("2026-04-02T23:59:59") == {}
    assert case.doors("2026-04-03T00:00:00") == {"complaint": "2026-07-02"}


def test_it_never_closes_by_itself() -> None:
    case = in_work("2026-03-06T11:00").wait("2026-12-01T09:00")
    assert (case.track.outcome, case.track.stage) == (None, "in_progress")
    assert case.owes() == {"answer"}


def test_lateness_is_told_in_public_to_the_top() -> None:
    case = in_work("2026-03-06T11:00").wait("2026-12-01T09:00")
    told = [(s.at.isoformat()[:16], s.facts["to"], s.facts["public"]) for s in case.track.done("escalate")]
    assert told == [
        ("2026-04-02T23:59", "head", True),
        ("2026-04-07T23:59", "higher_body", True),
        ("2026-04-16T23:59", "top", True),
    ]


def test_a_late_answer_is_still_given_and_opens_its_own_term() -> None:
    case = in_work("2026-03-06T11:00", kind="message")
    case.do("answer", "2026-04-20T10:00", "officer", answer="answer-1", result="explained")
    assert case.doors("2026-04-21T10:00") == {"complaint": "2026-07-20"}


def test_the_complaint_term_is_longer_where_the_answer_did_not_tell_it() -> None:
    told = answered("2026-03-06T11:00", "2026-03-31T10:00")
    untold = in_work("2026-03-06T11:00", kind="message", complaint_info=False)
    untold.do("answer", "2026-03-31T10:00", "officer", answer="answer-1", result="explained")
    assert told.doors("2026-04-01T10:00") == {"complaint": "2026-06-30"}
    assert untold.doors("2026-04-01T10:00") == {"complaint": "2026-09-30"}
    assert told.doors("2026-07-01T00:00") == {}


def test_an_extended_case_in_time_is_no_refusal() -> None:
    case = in_work("2026-03-06T11:00").do(
        "extend", "2026-03-31T10:00", "head", reasons="facts must be established on the spot"
    )
    assert case.doors("2026-04-03T09:00") == {}
    assert case.doors("2026-06-02T09:00") == {"complaint": "2026-09-01"}
