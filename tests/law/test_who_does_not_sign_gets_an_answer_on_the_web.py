"""Article 88(1): what may be terminated without an answer, and on what ground; the head and the deputy decide."""

from __future__ import annotations

import pytest

from law.golden import WHY, Case, appeal


def registered(kind: str, **facts: object) -> Case:
    at = "2026-03-06T11:00"
    return appeal(at, kind=kind, **facts).do("register", at, "registrar")


@pytest.mark.parametrize("channel", ["paper", "oral"])
@pytest.mark.parametrize("kind", ["message", "proposal", "response", "request"])
def test_an_anonymous_voice_on_paper_or_by_mouth_may_be_terminated(kind: str, channel: str) -> None:
    case = registered(kind, channel=channel, anonymous=True)
    case.do("terminate", "2026-03-10T10:00", "deputy", reasons=WHY, ground="anonymous")
    assert case.track.outcome == "terminated"
    assert case.notice("terminated") == "2026-03-13"
    assert "complaint" in case.doors("2026-03-11T10:00")


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("message", {"channel": "web", "anonymous": True}),
        ("message", {"channel": "paper", "anonymous": False}),
        ("application", {"channel": "paper", "anonymous": True}),
    ],
)
def test_a_web_voice_a_signed_one_and_an_application_may_not(kind: str, facts: dict[str, object]) -> None:
    case = registered(kind, **facts)
    assert "does not hold" in case.refuses(
        "terminate", "2026-03-10T10:00", "head", reasons=WHY, ground="anonymous"
    )


def test_an_anonymous_application_on_paper_is_asked_to_be_completed() -> None:
    case = registered("application", channel="paper", anonymous=True)
    case.do("find_deficient", "2026-03-10T10:00", "registrar", reasons=WHY, fix_by="2026-03-17")
    case.wait("2026-03-18T09:00").do("return_unfixed", "2026-03-20T10:00", "registrar", reasons=WHY)
    assert case.track.outcome == "returned"


def test_a_repeat_is_terminated_only_with_the_earlier_case() -> None:
    case = registered("message")
    assert "earlier case" in case.refuses(
        "terminate", "2026-03-10T10:00", "head", reasons=WHY, ground="repeat_without_arguments"
    )
    case.do(
        "terminate",
        "2026-03-10T10:00",
        "head",
        reasons=WHY,
        ground="repeat_without_arguments",
        earlier="Q-26-1",
    )
    assert case.track.outcome == "terminated"


@pytest.mark.parametrize(("kind", "allowed"), [("message", True), ("application", False)])
def test_no_essence_is_a_ground_of_the_simplified_procedure(kind: str, allowed: bool) -> None:
    case, facts = registered(kind), {"reasons": WHY, "ground": "no_essence"}
    if allowed:
        assert case.do("terminate", "2026-03-10T10:00", "head", **facts).track.outcome == "terminated"
    else:
        assert "does not hold" in case.refuses("terminate", "2026-03-10T10:00", "head", **facts)


@pytest.mark.parametrize("ground", ["decided_before", "court"])
@pytest.mark.parametrize("kind", ["application", "message"])
def test_what_is_decided_or_in_court_is_terminated_in_any_kind_with_notice(kind: str, ground: str) -> None:
    case = registered(kind).do("terminate", "2026-03-10T10:00", "head", reasons=WHY, ground=ground)
    assert (case.track.outcome, case.notice("terminated")) == ("terminated", "2026-03-13")


def test_it_is_terminated_even_after_the_preliminary_decision() -> None:
    case = registered("application").do("accept", "2026-03-06T12:00", "registrar", officer="a7")
    case.do("send_preliminary", "2026-03-10T10:00", "officer", reasons=WHY)
    case.do("terminate", "2026-03-11T10:00", "head", reasons=WHY, ground="court")
    assert case.track.outcome == "terminated"


@pytest.mark.parametrize("role", ["registrar", "officer", "applicant", "chief_of_staff"])
def test_others_do_not_terminate(role: str) -> None:
    assert "somebody else" in registered("message").refuses(
        "terminate", "2026-03-10T10:00", role, reasons=WHY, ground="court"
    )


def test_reasons_are_told() -> None:
    case = registered("message")
    assert "Fill this in" in case.refuses("terminate", "2026-03-10T10:00", "head", ground="court")
    assert "does not fit" in case.refuses(
        "terminate", "2026-03-10T10:00", "head", reasons="no", ground="court"
    )
