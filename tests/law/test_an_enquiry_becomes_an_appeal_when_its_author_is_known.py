"""A voice without a confirmed author: the body's own promise, then the legal clock from the confirmation."""

from __future__ import annotations

import pytest

from law.golden import RECKONER, WHY, Case, opened
from qulaq.kernel.clock import parse_moment
from qulaq.procedures.chapters import next_chapter
from qulaq.procedures.registry import procedure


def enquiry(kind: str = "message") -> Case:
    return opened("enquiry", "2026-03-06T10:00", kind=kind, body="district")


def test_it_is_promised_the_same_fifteen_working_days_without_an_article() -> None:
    case = enquiry()
    owed = case.track.duty("answer")
    assert owed is not None
    assert (case.due("answer"), owed.article) == ("2026-04-02", None)
    assert case.doors("2026-04-20T10:00") == {}


@pytest.mark.parametrize(
    ("kind", "becomes", "clock", "due"),
    [("message", "appeal", "answer", "2026-04-07"), ("complaint", "complaint", "forward", "2026-03-17")],
)
def test_confirmed_it_goes_on_with_a_new_clock(kind: str, becomes: str, clock: str, due: str) -> None:
    case = enquiry(kind).do("confirm", "2026-03-12T10:00", "applicant")
    assert (case.track.becomes, case.owes()) == (becomes, set())
    fresh = next_chapter(
        case.track,
        procedure(becomes),
        at=parse_moment("2026-03-12T10:00"),
        reckoner=RECKONER,
        facts=dict(case.track.facts),
        by="applicant",
    )
    assert Case(fresh).due(clock) == due
    assert fresh.registered_on().isoformat() == "2026-03-12"


@pytest.mark.parametrize("stage", ["received", "registered", "in_progress"])
def test_it_may_be_confirmed_at_any_time_before_the_answer(stage: str) -> None:
    case = enquiry()
    if stage != "received":
        case.do("register", "2026-03-06T11:00", "registrar")
    if stage == "in_progress":
        case.do("accept", "2026-03-06T12:00", "registrar", officer="a7")
    assert case.track.stage == stage
    assert case.do("confirm", "2026-03-10T10:00", "registrar").track.becomes == "appeal"


def test_unconfirmed_it_is_answered_all_the_same() -> None:
    case = enquiry().do("register", "2026-03-06T11:00", "registrar")
    case.do("accept", "2026-03-06T12:00", "registrar", officer="a7")
    case.do("answer", "2026-03-12T12:00", "officer", answer="answer-1", result="explained")
    case.do("deliver", "2026-03-12T13:00", "system", proof="track_page")
    assert case.do("close", "2026-03-13T10:00", "officer").track.outcome == "answered"


def test_it_is_passed_on_three_times_at_most_and_never_to_where_it_is() -> None:
    case = enquiry().do("register", "2026-03-06T11:00", "registrar")
    assert "another body" in case.refuses(
        "redirect", "2026-03-06T11:30", "registrar", to_body="district", reasons=WHY
    )
    case.do("redirect", "2026-03-10T12:00", "registrar", to_body="city", reasons=WHY)
    assert (case.due("answer"), case.due("route")) == ("2026-04-03", "2026-03-13")
    assert case.told()[-2:] == [("redirected", "applicant"), ("arrived", "body")]


def test_nobody_may_return_or_terminate_it() -> None:
    case = enquiry().do("register", "2026-03-06T11:00", "registrar")
    for act in ("return_abusive", "terminate", "return_identical", "note"):
        assert "present stage" in case.refuses(act, "2026-03-06T12:00", "head", reasons=WHY)


def test_nobody_makes_an_appeal_of_a_message_without_an_author() -> None:
    case = opened("enquiry", "2026-03-06T10:00", kind="message", body="district", channel="web", anonymous=True)
    assert "no author" in case.refuses("confirm", "2026-03-10T10:00", "registrar")
