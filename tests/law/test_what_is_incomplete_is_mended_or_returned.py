"""Golden timeline A8 and the deficiency: article 64(6)(7). The person is told what is missing; the term runs on."""

from __future__ import annotations

from law.golden import WHY, Case, appeal


def deficient(fix_by: str = "2026-04-10") -> Case:
    case = appeal("2026-03-27T10:00").do("register", "2026-03-27T11:00", "registrar")
    return case.do("find_deficient", "2026-03-30T10:00", "registrar", reasons=WHY, fix_by=fix_by)


def test_nothing_sent_by_the_fix_day_means_return_in_three_working_days() -> None:
    case = deficient().wait("2026-04-11T09:00")
    assert case.track.stage == "unfixed"
    assert case.due("return") == "2026-04-15"
    case.do("return_unfixed", "2026-04-15T17:00", "registrar", reasons=WHY)
    assert (case.track.outcome, case.owes()) == ("returned", set())
    assert case.told()[-1] == ("returned", "applicant")


def test_the_person_completes_until_midnight_of_the_fix_day() -> None:
    case = deficient().do("complete", "2026-04-10T23:59", "applicant")
    assert case.track.stage == "registered"
    late = deficient()
    assert late.refuses("complete", "2026-04-11T00:01", "applicant")
    assert late.track.stage == "unfixed"


def test_the_registration_day_and_the_term_stay_and_the_wait_is_on_record() -> None:
    case = deficient().do("complete", "2026-04-03T15:00", "applicant")
    assert case.track.registered_on().isoformat() == "2026-03-27"
    assert case.due("answer") == "2026-04-17"
    window = case.track.window("fix")
    assert window is not None and window.closed is not None
    assert (window.opened.date().isoformat(), window.closed.date().isoformat()) == (
        "2026-03-30",
        "2026-04-03",
    )


def test_a_far_fix_day_does_not_hide_a_late_answer() -> None:
    case = deficient(fix_by="2026-12-01").wait("2026-04-20T09:00")
    assert case.late("2026-04-20T09:00") == {"answer"}
    assert "complaint" in case.doors("2026-04-20T09:00")


def test_a_fix_day_lies_ahead_and_reasons_are_given() -> None:
    case = appeal("2026-03-27T10:00").do("register", "2026-03-27T11:00", "registrar")
    assert "day ahead" in case.refuses(
        "find_deficient", "2026-03-30T10:00", "registrar", reasons=WHY, fix_by="2026-03-30"
    )
    assert "Fill this in" in case.refuses(
        "find_deficient", "2026-03-30T10:00", "registrar", fix_by="2026-04-10"
    )


def test_a_late_completion_may_still_be_taken() -> None:
    case = deficient().wait("2026-04-11T09:00").do("accept_late_completion", "2026-04-14T09:00", "registrar")
    assert (case.track.stage, case.state("return")) == ("registered", "done")
    assert case.due("answer") == "2026-04-17"


def test_a_body_that_forgets_to_return_it_stands_late_in_public() -> None:
    case = deficient().wait("2026-05-15T09:00")
    assert case.track.outcome is None
    assert {"return", "answer"} <= case.late("2026-05-15T09:00")
    assert case.told_to().count("top") == 2
