"""One row a case, by its soonest duty: late, today, later."""

from __future__ import annotations

from datetime import timedelta

from matters_of_the_story import FRIDAY, answered, in_work, registered, written
from people_of_the_story import Story
from qulaq.act.queries import officer_of, queue_of


def test_a_case_stands_once_under_its_soonest_duty(story: Story) -> None:
    waiting, fresh = written(story), written(story, author=story.beibit)
    in_work(story, waiting)
    queue = queue_of([story.district.pk], at=FRIDAY + timedelta(hours=3))
    assert [duty.case for duty in queue.today] == [fresh.case]
    assert [duty.case for duty in queue.later] == [waiting.case]
    assert len(queue) == 2


def test_a_broken_term_comes_first(story: Story) -> None:
    in_work(story, written(story))
    queue = queue_of([story.district.pk], at=FRIDAY + timedelta(days=60))
    assert [duty.name for duty in queue.late] == ["answer"]


def test_another_bodys_cases_are_not_in_it(story: Story) -> None:
    registered(story, written(story))
    assert len(queue_of([story.region.pk], at=FRIDAY)) == 0


def test_the_officer_in_charge_is_known(story: Story) -> None:
    case = in_work(story, written(story))
    officer = officer_of(case)
    assert officer is not None
    assert officer.officer == story.serik


def test_an_answered_case_still_waits_to_be_closed(story: Story) -> None:
    answered(story, written(story))
    queue = queue_of([story.district.pk], at=FRIDAY + timedelta(days=7))
    assert [duty.name for duty in queue.later] == ["close"]
