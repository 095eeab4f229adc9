"""Golden timeline A4 and its neighbours: redirect, its two notices and its limit; a part sent on as a child case."""

from __future__ import annotations

from law.golden import WHY, appeal, in_work


def test_a_redirect_on_the_last_day_starts_the_term_anew_with_two_notices() -> None:
    case = appeal("2026-03-18T10:00").do("register", "2026-03-18T11:00", "registrar")
    assert case.due("route") == "2026-03-26"
    assert case.due("answer") == "2026-04-13"
    case.do("redirect", "2026-03-26T15:00", "registrar", to_body="city", reasons=WHY)
    assert case.due("answer") == "2026-04-16"
    assert case.told()[-2:] == [("redirected", "applicant"), ("arrived", "body")]
    assert case.track.stage == "received"
    assert case.due("route") == "2026-03-31"
    assert [owed.state for owed in case.track.duties if owed.name == "answer"] == ["restarted", "open"]


def test_a_redirect_after_hours_is_registered_there_the_next_day() -> None:
    case = appeal("2026-03-18T10:00").do("register", "2026-03-18T11:00", "registrar")
    case.do("redirect", "2026-03-26T19:00", "registrar", to_body="city", reasons=WHY)
    assert (case.due("register"), case.due("answer")) == ("2026-03-27", "2026-04-17")


def test_a_case_is_not_redirected_to_where_it_is() -> None:
    case = appeal("2026-03-18T10:00").do("register", "2026-03-18T11:00", "registrar")
    assert "another body" in case.refuses(
        "redirect", "2026-03-19T10:00", "registrar", to_body="district", reasons=WHY
    )


def test_the_fourth_redirect_is_refused_and_the_answer_is_owed_where_it_lies() -> None:
    case = appeal("2026-03-18T10:00")
    for day, body in ((18, "city"), (19, "region"), (20, "district")):
        case.do("register", f"2026-03-{day}T11:00", "registrar")
        case.do("redirect", f"2026-03-{day}T12:00", "registrar", to_body=body, reasons=WHY)
    case.do("register", "2026-03-20T13:00", "registrar")
    assert "repeated" in case.refuses(
        "redirect", "2026-03-20T14:00", "registrar", to_body="city", reasons=WHY
    )
    assert case.due("answer") == "2026-04-15"


def test_the_edition_stays_that_of_the_first_registration() -> None:
    case = appeal("2025-12-29T10:00").do("register", "2025-12-29T11:00", "registrar")
    case.do("redirect", "2025-12-31T11:00", "registrar", to_body="city", reasons=WHY)
    assert case.track.pinned.isoformat() == "2025-12-29"


def test_a_part_outside_competence_goes_on_as_a_child_and_the_rest_stays() -> None:
    case = in_work("2026-03-06T11:00", kind="message")
    case.do("split", "2026-03-10T10:00", "officer", to_body="city", reasons=WHY)
    ((spawn, facts),) = case.track.spawned
    assert spawn.procedure == "appeal"
    assert facts == {"kind": "message", "body": "city", "channel": "redirect"}
    assert (case.track.stage, case.due("answer")) == ("in_progress", "2026-04-02")
    assert case.told()[-1] == ("split", "applicant")
