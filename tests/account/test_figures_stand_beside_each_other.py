"""Late and unanswered are counted like the rest; every end shows at least as a count; no authors in any list."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from matters_of_the_story import FRIDAY, acting, answered, in_work, registered, written
from people_of_the_story import Story
from qulaq.account.queries import figures, outcomes
from qulaq.people.models import Role
from qulaq.procedures.acts import perform


def test_every_figure_is_computed(story: Story) -> None:
    answered(story, written(story))
    in_work(story, written(story, author=story.beibit))
    now = figures(at=FRIDAY + timedelta(days=40))
    assert (now.received, now.answered, now.waiting, now.late) == (2, 1, 1, 2)


def test_it_is_one_query(story: Story) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        figures(at=FRIDAY)
    assert len(queries) == 1


def test_a_returned_case_is_counted_among_the_ends(story: Story) -> None:
    case = registered(story, written(story))
    perform(
        case=case,
        act="return_abusive",
        by=acting(story, story.aigul, Role.REGISTRAR),
        at=FRIDAY + timedelta(hours=2),
        facts={"reasons": "Хатта балағат сөздер бар."},
    )
    assert outcomes() == [("returned", 1)]
