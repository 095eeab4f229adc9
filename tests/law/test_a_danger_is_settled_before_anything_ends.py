"""Golden timeline A14 and article 64(7-2): flag, minutes, two people, a part transferred; in appeals and enquiries."""

from __future__ import annotations

import pytest

from law.golden import RECKONER, WHY, Case, in_work, opened
from qulaq.kernel.clock import parse_moment
from qulaq.procedures.chapters import next_chapter
from qulaq.procedures.registry import procedure

NAMES = ("appeal", "enquiry", "complaint")


def flagged(name: str) -> Case:
    case = opened(name, "2026-03-07T22:00", kind="message", body="district", channel="paper", anonymous=True)
    return case.do("flag_danger", "2026-03-07T22:01", "system")


@pytest.mark.parametrize("name", NAMES)
def test_the_flag_starts_half_an_hour_at_once_even_at_night(name: str) -> None:
    case = flagged(name)
    assert case.due("urgent") == "2026-03-07T22:31"
    assert case.late("2026-03-07T22:30") == set()
    assert case.late("2026-03-07T22:32") == {"urgent"}
    assert case.wait("2026-03-07T22:32").told_to() == ["head"]
    assert case.wait("2026-03-07T23:32").told_to() == ["head", "higher_body"]
    assert case.wait("2026-03-08T01:32").told_to() == ["head", "higher_body", "top"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_ends_the_case_while_a_person_is_in_danger(name: str) -> None:
    case = flagged(name)
    assert "in danger" in case.refuses("withdraw", "2026-03-07T22:05", "applicant")


def test_no_return_and_no_termination_either() -> None:
    case = flagged("appeal").do("register", "2026-03-07T22:02", "registrar")
    at = "2026-03-07T22:05"
    earlier = {"earlier": "Q-1", "same_body": True}
    assert "in danger" in case.refuses("return_abusive", at, "registrar", reasons=WHY)
    assert "in danger" in case.refuses("return_identical", at, "registrar", reasons=WHY, **earlier)
    assert "in danger" in case.refuses("attach_repeat", at, "registrar", **earlier)
    assert "in danger" in case.refuses("terminate", at, "head", reasons=WHY, ground="anonymous")


@pytest.mark.parametrize("name", NAMES)
def test_two_different_people_transfer_it(name: str) -> None:
    case = flagged(name)
    assert "second person" in case.refuses(
        "transfer", "2026-03-07T22:04", "officer", "a1", reasons=WHY, whole=True
    )
    case.do("propose_transfer", "2026-03-07T22:05", "registrar", "a1", reasons=WHY)
    assert "second person" in case.refuses(
        "transfer", "2026-03-07T22:06", "registrar", "a1", reasons=WHY, whole=True
    )
    assert "second person" in case.refuses(
        "transfer", "2026-03-07T22:06", "head", "", reasons=WHY, whole=True
    )
    case.do("transfer", "2026-03-07T22:07", "head", "a2", reasons=WHY, whole=True)
    assert (case.track.outcome, case.owes()) == ("transferred_urgent", set())
    assert case.told()[-1] == ("transferred", "applicant")


@pytest.mark.parametrize("name", NAMES)
def test_a_part_transferred_keeps_the_rest_owed(name: str) -> None:
    case = flagged(name)
    owed = case.owes() - {"urgent"}
    case.do("propose_transfer", "2026-03-07T22:05", "registrar", "a1", reasons=WHY)
    case.do("transfer", "2026-03-07T22:07", "head", "a2", reasons=WHY, whole=False)
    assert (case.track.outcome, case.track.answered, case.owes()) == (None, None, owed)
    assert case.told()[-1] == ("transferred_in_part", "applicant")
    case.do("withdraw", "2026-03-08T10:00", "applicant")
    assert case.track.outcome == "withdrawn"


@pytest.mark.parametrize("name", NAMES)
def test_a_second_flag_gives_no_second_half_hour(name: str) -> None:
    case = flagged(name).do("flag_danger", "2026-03-07T22:20", "registrar")
    assert case.due("urgent") == "2026-03-07T22:31"
    case.do("clear_danger", "2026-03-07T22:25", "officer", reasons=WHY)
    assert case.state("urgent") == "done"
    case.do("withdraw", "2026-03-07T22:26", "applicant")


def test_a_proposal_about_a_settled_danger_does_not_serve_for_the_next() -> None:
    case = flagged("appeal").do("propose_transfer", "2026-03-07T22:05", "registrar", "a1", reasons=WHY)
    case.do("clear_danger", "2026-03-07T22:06", "head", "a3", reasons=WHY)
    case.do("flag_danger", "2026-03-07T23:00", "operator")
    assert case.due("urgent") == "2026-03-07T23:30"
    assert "second person" in case.refuses(
        "transfer", "2026-03-07T23:01", "officer", "a2", reasons=WHY, whole=True
    )


def test_without_a_flag_nothing_is_transferred() -> None:
    case = in_work("2026-03-06T10:00", kind="message")
    assert "No danger" in case.refuses("propose_transfer", "2026-03-06T11:00", "registrar", "a1", reasons=WHY)


def test_confirming_the_author_does_not_lose_the_danger_nor_its_minutes() -> None:
    case = flagged("enquiry").do("confirm", "2026-03-07T22:10", "applicant", anonymous=False)
    assert case.track.becomes == "appeal"
    at = parse_moment("2026-03-07T22:10")
    appeal = Case(
        next_chapter(
            case.track,
            procedure("appeal"),
            at=at,
            reckoner=RECKONER,
            facts=dict(case.track.facts),
            by="applicant",
        )
    )
    assert appeal.due("urgent") == "2026-03-07T22:31"
    assert appeal.due("answer") == "2026-04-03"
    assert "in danger" in appeal.refuses("withdraw", "2026-03-07T22:11", "applicant")


def test_a_danger_that_was_cleared_does_not_follow() -> None:
    case = flagged("enquiry").do("clear_danger", "2026-03-07T22:05", "head", reasons=WHY)
    case.do("confirm", "2026-03-07T22:10", "applicant", anonymous=False)
    at = parse_moment("2026-03-07T22:10")
    facts = dict(case.track.facts)
    appeal = next_chapter(
        case.track, procedure("appeal"), at=at, reckoner=RECKONER, facts=facts, by="applicant"
    )
    assert appeal.duty("urgent") is None


def test_nobody_outside_can_backdate_a_duty() -> None:
    case = in_work("2026-03-06T10:00").do(
        "flag_danger", "2026-03-06T12:00", "officer", _since="2026-03-06T18:00"
    )
    assert case.due("urgent") == "2026-03-06T12:30"
