"""The edges of `qulaq due`: closing time, days that roll or stay, editions and years that are not there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qulaq.cli.door import main


@pytest.fixture
def due(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*arguments: str) -> Any:
        code = main(["due", *arguments])
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else (code, said.err)

    return ask


@pytest.mark.parametrize(
    ("received", "hours", "counted_from", "last"),
    [
        ("2026-03-06T10:00", "09:00-18:30", "2026-03-06", "2026-04-02"),
        ("2026-03-06T18:30", "09:00-18:30", "2026-03-06", "2026-04-02"),
        ("2026-03-06T18:30:01", "09:00-18:30", "2026-03-10", "2026-04-03"),
        ("2026-03-06T19:10", "09:00-18:30", "2026-03-10", "2026-04-03"),
        ("2026-03-06T19:10", "10:00-20:00", "2026-03-06", "2026-04-02"),
        ("2026-03-06T07:00", "09:00-18:30", "2026-03-06", "2026-04-02"),
        ("2026-03-06T00:00", "09:00-18:30", "2026-03-06", "2026-04-02"),
        ("2026-03-07T10:00", "09:00-18:30", "2026-03-10", "2026-04-03"),
        ("2026-03-09T10:00", "09:00-18:30", "2026-03-10", "2026-04-03"),
        ("2026-03-06T05:00Z", "09:00-18:30", "2026-03-06", "2026-04-02"),
        ("2026-03-06T13:31Z", "09:00-18:30", "2026-03-10", "2026-04-03"),
        ("2025-12-29T11:00", "09:00-18:30", "2025-12-29", "2026-01-22"),
    ],
)
def test_the_registration_day_depends_on_the_hours_of_the_office(
    due: Any, received: str, hours: str, counted_from: str, last: str
) -> None:
    answer = due("appeal.term", "--at", received, "--office-hours", hours)
    assert (answer["counted_from"], answer["due"]) == (counted_from, last)
    assert due("appeal.register", "--at", received, "--office-hours", hours)["due"] == counted_from


@pytest.mark.parametrize("received", ["2026-03-06T10:00", "2026-03-06T23:59"])
def test_an_event_counts_from_its_own_day_at_any_hour(due: Any, received: str) -> None:
    answer = due("appeal.redirect", "--at", received)
    assert (answer["counted_from"], answer["due"]) == ("2026-03-06", "2026-03-12")


def test_a_weekend_event_counts_from_the_weekend(due: Any) -> None:
    answer = due("appeal.redirect", "--at", "2026-03-07T12:00")
    assert (answer["counted_from"], answer["due"]) == ("2026-03-07", "2026-03-12")


@pytest.mark.parametrize(
    ("rule", "event", "last"),
    [
        ("appeal.last_day_roll", "2026-05-31", "2026-06-01"),
        ("appeal.last_day_roll", "2026-06-01", "2026-06-01"),
        ("appeal.extend_max", "2026-03-31", "2026-06-01"),
        ("appeal.extend_max", "2026-12-31", "2027-03-01"),
        ("petition.collect", "2026-04-10", "2026-10-10"),
        ("petition.same_subject_bar", "2026-05-01", "2027-05-01"),
        ("prelim.notice_before_act", "2026-04-02", "2026-03-30"),
        ("petition.hearing_notice", "2026-06-03", "2026-05-29"),
        ("complaint.file", "2025-11-30", "2026-03-02"),
        ("complaint.file_no_info", "2025-11-30", "2026-06-01"),
        ("info.request", "2026-05-12", "2026-05-28"),
        ("media.request", "2026-05-05", "2026-05-14"),
        ("info.redirect", "2026-05-22", "2026-05-28"),
        ("pubcontrol.final_doc", "2026-03-13", "2026-03-27"),
        ("service_act.discussion", "2026-04-28", "2026-05-15"),
    ],
)
def test_the_last_day_rolls_forward_or_stays(due: Any, rule: str, event: str, last: str) -> None:
    assert due(rule, "--at", event)["due"] == last


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ("appeal.term", "2025-12-26T11:00"),
        ("appeal.redirect", "2021-06-30"),
        ("petition.first50", "2026-03-09"),
        ("complaint.file", "2021-06-30"),
    ],
)
def test_before_the_first_edition_there_is_no_answer(due: Any, rule: str, at: str) -> None:
    code, said = due(rule, "--at", at)
    assert code == 2
    assert "no edition known" in said
    assert len(said.splitlines()) == 1


def test_the_edition_is_the_one_of_the_registration_day(due: Any) -> None:
    assert due("appeal.term", "--at", "2025-12-28T11:00")["counted_from"] == "2025-12-29"


def test_a_complaint_about_an_old_act_without_information_takes_the_first_edition(due: Any) -> None:
    answer = due("complaint.file_no_info", "--at", "2025-06-30")
    assert answer["edition"]["valid_from"] == "2025-12-29"
    assert (answer["value"], answer["due"]) == (6, "2025-12-30")


@pytest.mark.parametrize(
    ("rule", "at", "year"),
    [
        ("appeal.term", "2027-12-20", 2028),
        ("appeal.term", "2028-01-10", 2028),
        ("appeal.redirect", "2023-12-29", 2023),
        ("appeal.extend_max", "2027-11-30", 2028),
    ],
)
def test_a_year_without_a_calendar_is_named(due: Any, rule: str, at: str, year: int) -> None:
    code, said = due(rule, "--at", at)
    assert code == 2
    assert f"no calendar for {year}" in said


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("appeal.term",),
        ("appeal.term", "--at", "tomorrow"),
        ("appeal.term", "--at", "2026-02-30"),
        ("appeal.nothing", "--at", "2026-03-06"),
        ("appeal.term", "--at", "2026-03-06", "--office-hours", "18:30-09:00"),
    ],
)
def test_a_wrong_question_is_one_line_and_exit_2(due: Any, arguments: tuple[str, ...]) -> None:
    code, said = due(*arguments)
    assert code == 2
    assert said.startswith("qulaq due: ")
    assert len(said.splitlines()) == 1


def test_minutes_are_counted_by_the_clock(due: Any) -> None:
    assert due("urgent.transfer", "--at", "2026-03-07T23:45")["due"] == "2026-03-08T00:15:00+05:00"
