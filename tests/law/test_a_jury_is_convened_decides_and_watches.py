"""Golden timelines J1 to J5, J8 and J9: the Citizens' Jury of the thesis, session on 15 April 2026."""

from __future__ import annotations

import pytest

from law.golden import WHY, Case, opened
from qulaq.law.jury.guards import members_active

SESSION = "2026-04-15"


def regulation(agreed: int = 15) -> Case:
    case = opened("jury", "2026-02-02T10:00", regulation_by="2026-03-02")
    for member in range(agreed):
        case.do("agree_regulation", "2026-02-20T10:00", "member", f"m{member}")
    return case


def scheduled() -> Case:
    return regulation().do("approve_regulation", "2026-02-25T10:00", "head", session=SESSION)


def nominated(candidates: int = 10) -> Case:
    case = scheduled().do("publish_agenda", "2026-03-15T10:00", "officer")
    for _ in range(candidates):
        case.do("nominate", "2026-03-20T10:00", "citizen", portfolio=True)
    return case


def convened() -> Case:
    case = nominated().do("vote", "2026-04-01T10:00", "system", count=420)
    return case.wait("2026-04-06T09:00").do("publish_count", "2026-04-06T10:00", "officer", elected=10)


def voted(yes: int, no: int, absent: int, **facts: int) -> Case:
    case = convened().do("send_materials", "2026-04-08T10:00", "officer")
    return case.do("hold_session", "2026-04-15T15:00", "chair", yes=yes, no=no, absent=absent, **facts)


def in_execution(items: int = 2) -> Case:
    case = voted(20, 5, 0, items=items)
    for member in range(25):
        case.do("endorse", "2026-04-15T17:00", "member", f"m{member}")
    return case.do("publish_protocol", "2026-04-15T18:00", "officer")


def test_every_day_of_the_calendar_of_a_session_on_15_april() -> None:
    case = scheduled()
    assert case.due("agenda") == "2026-03-15"
    case = nominated()
    nomination = case.track.window("nominate")
    assert nomination is not None
    assert nomination.until.isoformat()[:16] == "2026-03-22T23:59"
    vote = case.wait("2026-03-23T00:00:01").track.window("vote")
    assert vote is not None
    assert vote.until.isoformat()[:16] == "2026-04-05T23:59"
    case.do("vote", "2026-04-05T23:59", "citizen")
    assert case.refuses("vote", "2026-04-06T00:00:01", "citizen")
    assert case.due("count") == "2026-04-06"
    assert (convened().due("materials"), convened().due("session")) == ("2026-04-08", SESSION)


def test_a_failed_vote_is_repeated_after_fourteen_days() -> None:
    case = voted(19, 6, 0)
    assert (case.track.stage, case.due("repeat")) == ("repeating", "2026-04-29")
    assert "14 days later" in case.refuses(
        "hold_repeat", "2026-04-28T10:00", "chair", yes=20, no=0, absent=5, items=1
    )
    agreed = voted(19, 6, 0).do("hold_repeat", "2026-04-29T10:00", "chair", yes=20, no=0, absent=5, items=1)
    assert agreed.track.stage == "protocol"
    failed = case.do("hold_repeat", "2026-04-29T10:00", "chair", yes=12, no=13, absent=0)
    assert failed.track.outcome == "not_agreed"


def test_nineteen_of_twenty_five_is_no_decision_even_without_a_vote_against() -> None:
    assert voted(19, 0, 6).track.stage == "repeating"


def test_twenty_of_twenty_five_is_a_decision() -> None:
    case = voted(20, 0, 5, items=3)
    assert (case.track.stage, case.due("protocol")) == ("protocol", "2026-04-20")


def test_a_decision_names_its_items_and_votes_add_up_to_25() -> None:
    case = convened()
    assert "Fill this in" in case.refuses("hold_session", "2026-04-15T15:00", "chair", yes=20, no=0, absent=5)
    assert "25 votes" in case.refuses(
        "hold_session", "2026-04-15T15:00", "chair", yes=20, no=6, absent=0, items=1
    )
    assert "has not come" in case.refuses(
        "hold_session", "2026-04-14T15:00", "chair", yes=20, no=0, absent=5, items=1
    )


def test_an_agenda_less_than_a_month_before_is_blocked() -> None:
    case = scheduled()
    assert "one month before" in case.refuses("publish_agenda", "2026-03-16T00:01", "officer")
    case.do("schedule", "2026-03-16T09:00", "head", session="2026-04-17")
    assert case.due("agenda") == "2026-03-17"
    case.do("publish_agenda", "2026-03-17T10:00", "officer")


def test_the_session_is_not_moved_to_within_a_month_of_the_agenda() -> None:
    case = nominated().wait("2026-03-23T09:00")
    assert "a month after" in case.refuses("schedule", "2026-03-23T10:00", "head", session="2026-04-14")
    case.do("schedule", "2026-03-23T10:00", "head", session="2026-04-20")


def test_one_permanent_member_who_has_not_agreed_blocks_the_agenda() -> None:
    case = regulation(agreed=14)
    assert "15 permanent" in case.refuses("approve_regulation", "2026-02-25T10:00", "head", session=SESSION)
    assert "agreed already" in case.refuses("agree_regulation", "2026-02-25T11:00", "member", "m0")
    assert "present stage" in case.refuses("publish_agenda", "2026-02-25T12:00", "officer")


def test_a_candidate_without_a_portfolio_is_not_listed() -> None:
    case = scheduled().do("publish_agenda", "2026-03-15T10:00", "officer")
    assert "portfolio" in case.refuses("nominate", "2026-03-20T10:00", "citizen", portfolio=False)


def test_too_few_candidates_extend_the_nomination_once() -> None:
    case = nominated(candidates=9).wait("2026-03-23T09:00")
    assert case.track.stage == "nomination"
    assert case.wait("2026-03-30T09:00").track.outcome == "not_convened"
    saved = nominated(candidates=9).do("nominate", "2026-03-29T23:00", "citizen", portfolio=True)
    assert saved.wait("2026-03-30T09:00").track.stage == "voting"


def test_every_member_endorses_once_before_the_protocol_is_published() -> None:
    case = voted(20, 5, 0, items=1)
    for member in range(24):
        case.do("endorse", "2026-04-15T17:00", "member", f"m{member}")
    assert "All 25" in case.refuses("publish_protocol", "2026-04-15T18:00", "officer")
    assert "already" in case.refuses("endorse", "2026-04-15T18:00", "member", "m3")


def test_a_report_is_owed_every_seven_days() -> None:
    case, owed = in_execution(), []
    for day in ("2026-04-22", "2026-04-29", "2026-05-06"):
        owed.append(case.due("report"))
        case.do("report", f"{day}T10:00", "officer")
    assert [*owed, case.due("report")] == ["2026-04-22", "2026-04-29", "2026-05-06", "2026-05-13"]


def test_two_reports_on_one_day_do_not_stand_for_two_weeks() -> None:
    case = (
        in_execution().do("report", "2026-04-22T10:00", "officer").do("report", "2026-04-22T11:00", "officer")
    )
    assert case.due("report") == "2026-04-29"


def test_a_report_missing_on_the_eighth_day_is_public() -> None:
    case = in_execution().wait("2026-04-22T23:59:59")
    assert case.told_to() == []
    case.wait("2026-04-23T00:00:00")
    assert case.late("2026-04-23T00:00:00") == {"report"}
    (step,) = case.track.done("escalate")
    assert (step.facts["duty"], step.facts["to"], step.facts["public"]) == ("report", "head", True)


def test_members_keep_their_powers_until_every_item_is_done() -> None:
    case = in_execution().wait("2026-06-10T10:00")
    assert members_active(case.track)
    assert "Every item" in case.refuses("close", "2026-06-10T10:00", "head")
    case.do("complete_item", "2026-06-11T10:00", "officer").do("complete_item", "2026-06-12T10:00", "officer")
    case.do("close", "2026-06-12T11:00", "head")
    assert (case.track.outcome, case.owes(), members_active(case.track)) == ("done", set(), False)


@pytest.mark.parametrize("cured", [True, False])
def test_a_notice_comes_before_the_court_and_a_cure_ends_it(cured: bool) -> None:
    case = in_execution().do("give_notice", "2026-06-10T10:00", "chair", reasons=WHY, cure_by="2026-06-24")
    assert case.due("cure") == "2026-06-24"
    assert "has not passed" in case.refuses("file_claim", "2026-06-24T10:00", "chair")
    if cured:
        case.do("cure", "2026-06-24T12:00", "chair")
        assert "has not passed" in case.refuses("file_claim", "2026-06-26T10:00", "chair")
    else:
        assert case.do("file_claim", "2026-06-25T10:00", "chair").track.stage == "execution"
