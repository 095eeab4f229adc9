"""Paper and spoken words need no code; only there an anonymous message may be terminated (88(1)2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matters_of_the_story import FRIDAY, acting, registered
from people_of_the_story import Story
from qulaq.hear.acts import take_voice
from qulaq.hear.models import Voice
from qulaq.people.actors import ANYONE, Actor
from qulaq.people.models import Role
from qulaq.people.refusals import Refused
from qulaq.procedures.acts import perform

REASONS = "Хатта қол да, мекенжай да жоқ."


def taken(story: Story, channel: str, by: Actor) -> Voice:
    return take_voice(
        text="Пара алады", channel=channel, at=FRIDAY, by=by, body=story.district, kind="message"
    ).voice


def test_paper_brought_to_the_registrar_is_an_appeal_and_may_be_terminated(story: Story) -> None:
    voice = taken(story, "paper", acting(story, story.aigul, Role.REGISTRAR))
    assert voice.case.procedure == "appeal"
    case = registered(story, voice)
    head = acting(story, story.marat, Role.HEAD)
    case = perform(
        case=case,
        act="terminate",
        by=head,
        at=FRIDAY + timedelta(hours=2),
        facts={"reasons": REASONS, "ground": "anonymous"},
    )
    assert case.outcome == "terminated"


def test_the_web_cannot_pretend_to_be_paper(story: Story) -> None:
    assert taken(story, "paper", ANYONE).case.procedure == "enquiry"


def test_an_anonymous_voice_from_the_web_cannot_be_terminated(story: Story) -> None:
    voice = taken(story, "web", ANYONE)
    case = registered(story, voice)
    with pytest.raises(Refused):
        perform(
            case=case,
            act="terminate",
            by=acting(story, story.marat, Role.HEAD),
            at=FRIDAY + timedelta(hours=2),
            facts={"reasons": REASONS, "ground": "anonymous"},
        )
