"""Whatever is wrong names its field in three languages, and nothing is half done."""

from __future__ import annotations

import pytest

from matters_of_the_story import FRIDAY, written
from people_of_the_story import Story
from qulaq.hear.acts import take_voice
from qulaq.hear.intake import Author
from qulaq.hear.models import Series, Voice
from qulaq.people.actors import ANYONE
from qulaq.people.refusals import Refused
from qulaq.procedures.models import Case

WRONG = [
    ("text", {"text": "   "}),
    ("text", {"text": "ә" * 20_001}),
    ("kato", {"place": "999999999"}),
    ("kind", {"kind": "petition"}),
    ("contact", {"author": Author(name="Дана", phone="жүз жиырма")}),
]


@pytest.mark.parametrize(("field", "wrong"), WRONG)
def test_a_wrong_field_is_named_and_nothing_is_kept(
    story: Story, field: str, wrong: dict[str, object]
) -> None:
    given = {"text": "Су жоқ", "channel": "web", "at": FRIDAY, "by": ANYONE, "body": story.district} | wrong
    with pytest.raises(Refused) as refused:
        take_voice(**given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not refused.value.words.missing()
    assert (Voice.objects.count(), Case.objects.count()) == (0, 0)


def test_a_refused_voice_uses_no_number(story: Story) -> None:
    with pytest.raises(Refused):
        written(story, author=Author(name="Дана", phone="жүз"))
    assert not Series.objects.filter(last__gt=0).exists()


def test_a_voice_from_nowhere_goes_to_the_body_that_runs_the_installation(story: Story) -> None:
    voice = take_voice(text="Сәлем", channel="web", at=FRIDAY, by=ANYONE).voice
    assert voice.case.body == story.region


def test_a_null_character_does_not_break_the_register(story: Story) -> None:
    assert take_voice(text="Су\x00 жоқ", channel="web", at=FRIDAY, by=ANYONE).voice.text == "Су жоқ"
