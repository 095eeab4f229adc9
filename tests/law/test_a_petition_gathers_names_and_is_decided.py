"""Golden timelines P1 to P7 and P13: from the draft to the decision on the portal."""

from __future__ import annotations

import pytest

from law.golden import WHY, Case, opened


def drafted(at: str = "2026-03-10T10:00", **facts: object) -> Case:
    given = {"level": "akimat_district", "population": 3_210, "subject": "street_lights"} | facts
    return opened("petition", at, **given)


def collecting(opened_on: str = "2026-04-10T10:00", **facts: object) -> Case:
    case = drafted(**facts).do("join", "2026-03-17T10:00", "system", count=50)
    return case.do("publish", opened_on, "operator")


def at_the_body(routed_on: str = "2026-05-04T12:00", **facts: object) -> Case:
    case = collecting(**facts).do("join", "2026-05-04T11:00", "system", count=50_000)
    return case.do("route", routed_on, "operator", to_body="qordai")


def in_review(**facts: object) -> Case:
    return at_the_body("2026-05-08T10:00", **facts).do("register", "2026-05-08T11:00", "registrar")


def test_forty_nine_names_on_the_twentieth_working_day_are_too_few() -> None:
    case = drafted()
    window = case.track.window("first50")
    assert window is not None
    assert window.until.date().isoformat() == "2026-04-10"
    case.do("join", "2026-03-12T10:00", "citizen", count=48).do("join", "2026-04-10T23:59", "citizen")
    assert case.wait("2026-04-11T00:00:01").track.outcome == "expired"
    assert case.told()[-1] == ("expired", "applicant")


def test_the_fiftieth_name_starts_the_check() -> None:
    case = drafted().do("join", "2026-03-12T10:00", "citizen", count=49)
    assert case.track.stage == "first_signatures"
    case.do("join", "2026-03-17T10:00", "citizen")
    assert (case.track.stage, case.due("check")) == ("check", "2026-04-17")


def test_nobody_can_say_that_the_threshold_is_reached_when_it_is_not() -> None:
    case = drafted().do("join", "2026-03-12T10:00", "citizen", count=49)
    assert "present stage" in case.refuses("fifty_reached", "2026-03-12T11:00", "system")


def test_the_media_are_told_in_five_days_and_names_gathered_for_six_months() -> None:
    case = collecting()
    assert case.notice("media_informed") == "2026-04-17"
    assert case.told()[-2:] == [("opened", "applicant"), ("media_informed", "media")]
    window = case.track.window("collect")
    assert window is not None
    assert window.until.isoformat()[:16] == "2026-10-10T23:59"
    case.do("join", "2026-10-10T23:59", "citizen")
    assert case.refuses("join", "2026-10-11T00:00:01", "citizen")


def test_too_few_names_make_it_a_message_that_is_answered() -> None:
    case = collecting().wait("2026-10-12T09:00")
    assert case.track.outcome == "returned"
    ((spawn, facts),) = case.track.spawned
    assert (spawn.procedure, facts["kind"]) == ("appeal", "message")
    assert case.told()[-1] == ("threshold_missed", "applicant")


def test_the_routing_is_told_in_three_working_days() -> None:
    case = at_the_body()
    assert case.due("route") == "2026-05-08"
    assert case.notice("routed") == "2026-05-08"
    assert case.told()[-2:] == [("routed", "applicant"), ("routed", "public")]


@pytest.mark.parametrize(("level", "due"), [("akimat_district", "2026-06-09"), ("government", "2026-07-08")])
def test_a_local_body_has_twenty_days_and_a_central_one_forty(level: str, due: str) -> None:
    assert in_review(level=level).due("decide") == due


def test_the_discussion_is_announced_three_working_days_before() -> None:
    case = in_review().do("set_discussion", "2026-05-20T10:00", "officer", discussion="2026-06-03")
    assert case.due("hearing_notice") == "2026-05-29"
    case.do("announce_discussion", "2026-05-29T18:00", "officer")
    assert "on its day" in case.refuses("hold_discussion", "2026-06-02T10:00", "officer")
    case.do("hold_discussion", "2026-06-03T10:00", "officer")


def test_a_discussion_announced_late_does_not_count() -> None:
    case = in_review().do("set_discussion", "2026-05-20T10:00", "officer", discussion="2026-06-03")
    case.do("announce_discussion", "2026-06-01T09:00", "officer")
    assert "3 working days" in case.refuses("hold_discussion", "2026-06-03T10:00", "officer")
    case.do("set_discussion", "2026-06-01T10:00", "officer", discussion="2026-06-05")
    case.do("announce_discussion", "2026-06-02T09:00", "officer")
    case.do("hold_discussion", "2026-06-05T10:00", "officer")


def test_a_discussion_that_nobody_set_or_announced_does_not_count() -> None:
    assert "announced" in in_review().refuses("hold_discussion", "2026-06-03T10:00", "officer")


def test_the_head_decides_after_the_discussion_and_it_is_on_the_portal_next_working_day() -> None:
    decision = {"answer": "answer-1", "result": "partial", "reasons": WHY}
    case = in_review()
    assert "in public first" in case.refuses("decide", "2026-06-05T15:00", "head", **decision)
    case.do("set_discussion", "2026-05-20T10:00", "officer", discussion="2026-06-03")
    case.do("announce_discussion", "2026-05-29T18:00", "officer")
    case.do("hold_discussion", "2026-06-03T10:00", "officer")
    assert "somebody else" in case.refuses("decide", "2026-06-05T15:00", "deputy", **decision)
    case.do("decide", "2026-06-05T15:00", "head", **decision)
    assert case.due("publish_decision") == "2026-06-08"
    assert case.told()[-1] == ("petition_decided", "applicant")
    case.do("publish_decision", "2026-06-08T12:00", "officer")
    assert case.track.outcome == "done"
    assert case.doors("2026-06-09T10:00") == {"complaint": "2026-09-07"}


@pytest.mark.parametrize(
    ("decided", "barred"), [("2025-07-10", True), ("2025-03-10", True), ("2025-03-09", False)]
)
def test_the_same_subject_waits_a_year_after_the_decision(decided: str, barred: bool) -> None:
    case = drafted(same_subject_decided=decided).do("join", "2026-03-17T10:00", "system", count=50)
    if not barred:
        assert case.do("publish", "2026-04-10T10:00", "operator").track.stage == "collecting"
        return
    assert "less than a year" in case.refuses("publish", "2026-04-10T10:00", "operator")
    case.do("reject", "2026-04-10T10:00", "operator", reasons=WHY)
    assert (case.track.outcome, case.told()[-1]) == ("rejected", ("rejected", "applicant"))
    assert case.doors("2026-04-11T10:00") == {"complaint": "2026-07-10"}


def test_a_forbidden_subject_is_not_published() -> None:
    case = drafted(subject="labour_law").do("join", "2026-03-17T10:00", "system", count=50)
    assert "no petition on this subject" in case.refuses("publish", "2026-04-10T10:00", "operator")


def test_the_population_is_frozen_at_open_publication() -> None:
    case = drafted().do("join", "2026-03-17T10:00", "system", count=50)
    case.do("publish", "2026-04-10T10:00", "operator", population=4_000)
    case.do("join", "2026-04-20T10:00", "system", count=149)
    assert case.track.stage == "collecting"
    assert case.do("join", "2026-04-20T11:00", "citizen").track.stage == "routing"
