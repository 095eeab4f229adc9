"""Where nobody stands above, a complaint about an answer goes to court, and the page says so (91(6))."""

from __future__ import annotations

import pytest

from matters_of_the_story import FRIDAY, written
from people_of_the_story import Story
from qulaq.hear.acts import take_voice
from qulaq.people.actors import applicant
from qulaq.people.refusals import Refused


def test_a_complaint_about_the_top_is_told_the_way_to_court(story: Story) -> None:
    case = written(story).case
    assert case is not None
    case.body = story.region
    with pytest.raises(Refused, match="court"):
        take_voice(
            text="Келіспеймін",
            channel="web",
            at=FRIDAY,
            by=applicant(story.dana),
            author=story.dana,
            kind="complaint",
            purpose="complaint",
            about=case,
        )


def test_a_wish_to_complain_to_the_top_itself_is_an_application(story: Story) -> None:
    taken = take_voice(
        text="Құқығым бұзылды",
        channel="web",
        at=FRIDAY,
        by=applicant(story.dana),
        author=story.dana,
        body=story.region,
        kind="complaint",
    )
    assert taken.case is not None
    assert (taken.case.procedure, taken.case.kind) == ("appeal", "application")
