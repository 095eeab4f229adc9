"""Golden timelines A9 and A16: identical repeat, third copy, offensive words (article 64(7)(7-1)(8))."""

from __future__ import annotations

from law.golden import WHY, Case, appeal

EARLIER = {"reasons": WHY, "earlier": "Q-26-000-001", "same_body": True}


def repeat(at: str = "2026-04-30T10:00") -> Case:
    return appeal(at).do("register", at, "registrar")


def test_an_identical_repeat_is_returned_by_the_third_working_day() -> None:
    case = repeat().do("return_identical", "2026-05-06T23:00", "registrar", **EARLIER)
    assert (case.track.outcome, case.owes()) == ("returned", set())
    assert case.told()[-1] == ("returned", "applicant")


def test_after_the_third_day_it_has_to_be_answered() -> None:
    assert "has to be answered" in repeat().refuses(
        "return_identical", "2026-05-08T09:00", "registrar", **EARLIER
    )
    assert "has to be answered" in repeat().refuses(
        "return_abusive", "2026-05-08T09:00", "registrar", reasons=WHY
    )


def test_the_three_days_run_from_registration() -> None:
    case = appeal("2026-04-30T19:00").do("register", "2026-05-04T09:00", "registrar")
    case.do("return_abusive", "2026-05-08T18:00", "registrar", reasons=WHY)
    assert case.track.outcome == "returned"


def test_new_arguments_or_another_body_mean_an_answer() -> None:
    assert "nothing new" in repeat().refuses(
        "return_identical", "2026-05-04T10:00", "registrar", **EARLIER, new_arguments=True
    )
    assert "this body" in repeat().refuses(
        "return_identical", "2026-05-04T10:00", "registrar", **{**EARLIER, "same_body": False}
    )


def test_the_third_copy_is_attached_and_owes_nothing() -> None:
    case = repeat()
    due, notices = case.due("answer"), len(case.told())
    case.do("attach_repeat", "2026-05-04T10:00", "registrar", earlier="Q-26-000-002", same_body=True)
    assert (case.track.outcome, case.owes(), case.due("answer")) == ("attached", set(), due)
    assert len(case.told()) == notices
    end = case.track.procedure.outcome("attached")
    assert end is not None
    assert (end.answered, end.article) == (False, "64(8)")


def test_a_collective_appeal_with_an_insult_is_returned_too() -> None:
    case = appeal("2026-03-06T11:00", kind="message", collective=True).do(
        "register", "2026-03-06T12:00", "registrar"
    )
    case.do("join", "2026-03-09T11:00", "citizen", who="p1").do(
        "join", "2026-03-09T12:00", "citizen", who="p2"
    )
    assert case.track.counts["join"] == 2
    case.do("return_abusive", "2026-03-12T17:00", "registrar", reasons=WHY)
    assert case.track.outcome == "returned"
    assert case.track.steps[-1].act == "return_abusive"


def test_a_return_can_be_complained_of() -> None:
    case = repeat().do("return_abusive", "2026-05-04T10:00", "registrar", reasons=WHY)
    assert case.doors("2026-05-05T10:00") == {"complaint": "2026-08-04"}


def test_people_join_a_matter_without_a_case_of_their_own() -> None:
    case = appeal("2026-03-06T11:00", kind="message")
    case.do("join", "2026-03-10T10:00", "citizen", who="p1")
    assert (case.due("answer"), case.track.spawned) == ("2026-04-02", [])
