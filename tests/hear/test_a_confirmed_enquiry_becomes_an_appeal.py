"""The same number, a legal clock of its own, and a danger flagged before stays flagged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matters_of_the_story import FRIDAY, written
from people.builders import Pocket
from people_of_the_story import Story
from qulaq.hear.acts import confirm_author, take_voice
from qulaq.hear.intake import Author
from qulaq.hear.models import Voice
from qulaq.hear.rules import level_needed
from qulaq.kernel.errors import BadInput
from qulaq.people.actors import ANYONE
from qulaq.people.acts import claim_contact, confirm_contact
from qulaq.people.models import Level

LATE = FRIDAY + timedelta(hours=9, minutes=10)
"""19:10 in Almaty: after closing."""


def confirmed(voice: Voice, at=LATE):  # type: ignore[no-untyped-def]
    pocket, person = Pocket(), voice.author
    assert person is not None
    claim = claim_contact(
        contact=person.phone, binding="b", language="kk", at=at, courier=pocket, person=person
    ).claim
    confirm_contact(key=claim.key, code=pocket.code, binding="b", at=at)
    person.refresh_from_db()
    return confirm_author(voice=voice, person=person, at=at)


def enquiry(story: Story, **more: object) -> Voice:
    author = Author(name="Гүл", phone="+7 701 555 00 00")
    return take_voice(
        text="Су жоқ, көмектесіңіз",
        channel="web",
        at=FRIDAY,
        by=ANYONE,
        body=story.district,
        author=author,
        **more,  # type: ignore[arg-type]
    ).voice


def test_it_keeps_its_number_and_starts_the_legal_clock(story: Story) -> None:
    voice = enquiry(story, kind="message")
    case = confirmed(voice)
    assert (case.number, case.procedure, case.kind, case.chapter) == (voice.number, "appeal", "message", 2)
    assert case.pinned == date(2026, 3, 10)
    assert case.duties.get(name="answer", state="open").due_day == date(2026, 4, 3)


def test_confirming_twice_changes_nothing(story: Story) -> None:
    voice = enquiry(story)
    first = confirmed(voice)
    voice.refresh_from_db()
    again = confirm_author(voice=voice, person=voice.author, at=LATE + timedelta(hours=1))  # type: ignore[arg-type]
    assert (again.chapter, again.steps.count()) == (first.chapter, first.steps.count())


def test_a_danger_stays_flagged(story: Story) -> None:
    case = confirmed(enquiry(story, danger=True))
    assert case.duties.filter(name="urgent", state="open", chapter=2).exists()


def test_a_wish_to_complain_becomes_a_complaint(story: Story) -> None:
    assert confirmed(enquiry(story, kind="complaint")).procedure == "complaint"


def test_the_level_is_a_dated_setting(settings, story: Story) -> None:  # type: ignore[no-untyped-def]
    settings.APPEAL_CONFIRMATION = "2026-01-01=contact,2027-01-01=signature"
    assert level_needed(date(2026, 12, 31)) == Level.CONTACT
    assert level_needed(date(2027, 1, 1)) == Level.SIGNATURE
    settings.APPEAL_CONFIRMATION = "passport"
    with pytest.raises(BadInput, match="passport"):
        level_needed(date(2026, 1, 1))


def test_where_a_signature_is_needed_a_code_is_not_enough(settings, story: Story) -> None:  # type: ignore[no-untyped-def]
    settings.APPEAL_CONFIRMATION = "signature"
    assert written(story).case.procedure == "enquiry"
