"""Feedback joins the case it is about; a reopening and a complaint open cases of their own beside it."""

from __future__ import annotations

from datetime import date, timedelta

from matters_of_the_story import FRIDAY, answered, written
from people_of_the_story import Story
from qulaq.account.queries import figures
from qulaq.hear.acts import Taken, take_voice
from qulaq.hear.queries import complaints_about, reopenings_of, resolved
from qulaq.people.actors import applicant
from qulaq.procedures.models import Case

LATER = FRIDAY + timedelta(days=10)


def says(story: Story, case: Case, purpose: str, days: int = 0, **more: object) -> Taken:
    return take_voice(
        text="Әлі су жоқ",
        channel="web",
        at=LATER + timedelta(days=days),
        by=applicant(story.dana),
        author=story.dana,
        purpose=purpose,
        about=case,
        **more,  # type: ignore[arg-type]
    )


def test_feedback_opens_no_case_and_only_the_person_resolves(story: Story) -> None:
    case = answered(story, written(story)).case
    assert resolved(case) == ""
    assert says(story, case, "feedback", resolved="yes", mark=5).case is None
    assert resolved(case) == "yes"
    assert figures(at=LATER).resolved == 1


def test_the_last_word_counts(story: Story) -> None:
    case = answered(story, written(story)).case
    says(story, case, "feedback", resolved="yes")
    says(story, case, "feedback", days=1, resolved="no")
    assert resolved(case) == "no"
    assert figures(at=LATER + timedelta(days=2)).resolved == 0


def test_a_reopening_is_a_new_case_under_its_parent(story: Story) -> None:
    case = answered(story, written(story)).case
    again = says(story, case, "reopening").case
    assert again is not None
    assert (again.parent, again.procedure, again.body) == (case, "appeal", case.body)
    assert [voice.case for voice in reopenings_of(case)] == [again]


def test_a_complaint_goes_to_the_body_complained_of_with_both_clocks(story: Story) -> None:
    case = answered(story, written(story)).case
    complaint = says(story, case, "complaint", kind="complaint").case
    assert complaint is not None
    assert (complaint.procedure, complaint.body, complaint.higher_body) == (
        "complaint",
        story.district,
        story.region,
    )
    due = {row.name: row.due_day for row in complaint.duties.all()}
    assert due["forward"] == date(2026, 3, 19)
    assert list(complaints_about(case)) == [complaint.voices.get()]
