"""Golden timelines A1, A2 and A12: registration and the fifteen working days over the holidays of March and January."""

from __future__ import annotations

import pytest

from law.golden import appeal, in_work


@pytest.mark.parametrize(
    ("received", "registered", "due"),
    [
        ("2026-03-06T11:00", "2026-03-06", "2026-04-02"),
        ("2026-03-06T18:30", "2026-03-06", "2026-04-02"),
        ("2026-03-06T19:10", "2026-03-10", "2026-04-03"),
        ("2026-03-08T12:00", "2026-03-10", "2026-04-03"),
        ("2025-12-29T11:00", "2025-12-29", "2026-01-22"),
    ],
)
@pytest.mark.parametrize("kind", ["application", "message", "proposal", "response", "request"])
def test_the_term_runs_from_the_registration_day(received: str, registered: str, due: str, kind: str) -> None:
    case = appeal(received, kind=kind)
    assert case.track.registered_on().isoformat() == registered
    assert case.due("register") == registered
    assert case.due("answer") == due


def test_an_answer_on_the_last_evening_is_in_time() -> None:
    case = in_work("2026-03-06T11:00", kind="message")
    case.do("answer", "2026-04-02T23:59", "officer", answer="answer-1", result="satisfied")
    assert case.state("answer") == "done"
    assert case.told_to() == []


def test_an_information_request_is_answered_in_fifteen_calendar_days() -> None:
    information = appeal("2026-05-12T10:00", kind="request", information_request=True)
    own_case = appeal("2026-05-12T10:00", kind="request")
    assert information.due("answer") == "2026-05-28"
    assert own_case.due("answer") == "2026-06-03"


def test_the_talon_is_owed_at_once() -> None:
    assert appeal("2026-03-06T11:00").told() == [("registered", "applicant")]


def test_an_answered_case_is_delivered_carried_out_and_closed() -> None:
    case = in_work("2026-03-06T11:00").do("grant", "2026-03-16T10:00", "officer", answer="answer-1")
    assert (case.due("execute"), case.owes()) == ("2026-03-26", {"close", "execute"})
    case.do("deliver", "2026-03-16T11:00", "system", proof="sms")
    assert "carried out" in case.refuses("close", "2026-03-17T10:00", "officer")
    case.do("report_execution", "2026-03-19T10:00", "officer").do("close", "2026-03-19T11:00", "officer")
    assert case.track.outcome == "answered"
    assert case.owes() == set()
