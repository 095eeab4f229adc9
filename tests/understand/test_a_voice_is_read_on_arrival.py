"""The worker reads what came: language, topic, terms; a danger is flagged before that, inside the intake itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import models

from matters_of_the_story import FRIDAY, acting, written
from people_of_the_story import Story
from qulaq.hear.acts import erase_voice
from qulaq.hear.models import Voice
from qulaq.ledger.worker import Worker
from qulaq.people.models import Role
from qulaq.people.refusals import Refused
from qulaq.understand.acts import correct_category, read_voice
from qulaq.understand.models import Reading
from qulaq.understand.queries import corrections_for_training, reading_of, search_terms, suggested_body

LATER = FRIDAY + timedelta(minutes=1)
GAS = "Көршінің үйінен газ иісі шығып жатыр, ішінде балалар бар, тез келіңіздер!"


def arrived(story: Story, text: str) -> Voice:
    voice = written(story, text=text)
    Worker(clock=lambda: LATER).run_until_idle()
    return voice


def test_language_and_topic_are_suggested_with_their_probability(story: Story) -> None:
    reading = reading_of(
        arrived(story, "На улице Абая третий день нет воды, колонка не работает, почините насос.").pk
    )
    assert reading is not None
    assert (reading.language, reading.category) == ("ru", "utilities")
    assert reading.candidates[0] == "utilities"
    assert suggested_body(reading, "314039100", at=FRIDAY.date()) == story.district


def test_a_danger_is_flagged_inside_the_intake(story: Story) -> None:
    case = written(story, text=GAS).case
    assert case is not None
    assert case.duties.filter(name="urgent", state="open").exists()


def test_a_calm_letter_flags_nothing(story: Story) -> None:
    case = written(story).case
    assert case is not None
    assert not case.duties.filter(name="urgent").exists()


def test_an_official_knows_better_and_it_is_kept_for_training(story: Story) -> None:
    voice, aigul = (
        arrived(story, "Мектеп жанындағы жол шұңқыр, автобус жүре алмайды."),
        acting(story, story.aigul, Role.REGISTRAR),
    )
    before = reading_of(voice.pk)
    assert before is not None
    correct_category(voice_id=voice.pk, category="transport", by=aigul, at=LATER)
    after = reading_of(voice.pk)
    assert after is not None
    assert after.category == "transport"
    assert list(corrections_for_training()) == [
        {"task": "category", "text": voice.text, "label": "transport"}
    ]
    with pytest.raises(Refused):
        correct_category(voice_id=voice.pk, category="gossip", by=aigul, at=LATER)


def test_an_erased_voice_is_not_read(story: Story) -> None:
    voice = written(story)
    Voice.objects.filter(pk=voice.pk).update(text="", author=None, erased_at=LATER)
    assert read_voice(voice_id=voice.pk, at=LATER) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("дорога", "дороги"), ("мектеп", "мектептегі"), ("су", "суды"), ("балабақша", "балабақшаға")],
)
def test_forms_of_a_word_have_one_search_term(one: str, other: str) -> None:
    assert search_terms(one) == search_terms(other)


def test_tone_and_attitude_are_stored_nowhere() -> None:
    columns = {field.name for field in Reading._meta.get_fields() if isinstance(field, models.Field)}
    assert not columns & {
        "sentiment",
        "polarity",
        "polarity_p",
        "score",
        "score5",
        "toxic",
        "toward_authority",
        "attitude",
    }


def test_the_suggestion_says_because_of_which_words(story: Story) -> None:
    reading = reading_of(arrived(story, "Қақпаның алдындағы жолда үлкен шұңқыр бар, асфальт төсеп беріңіздер").pk)
    assert reading is not None and reading.category == "roads"
    assert {"шұңқыр", "асфальт"} & set(reading.reasons), reading.reasons


def test_a_danger_that_no_rule_knows_is_flagged_by_the_worker(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qulaq.hear.acts.is_danger", lambda text: False)  # as if the rules knew nothing
    case = arrived(story, GAS).case
    assert case is not None
    assert case.duties.filter(name="urgent", state="open").count() == 1
    assert case.steps.filter(act="flag_danger").count() == 1


def test_what_the_rules_flagged_is_not_flagged_again(story: Story) -> None:
    case = arrived(story, GAS).case
    assert case is not None
    assert case.steps.filter(act="flag_danger").count() == 1


def test_erasing_a_voice_takes_its_words_out_of_the_reading(story: Story) -> None:
    voice = arrived(story, "Аудан әкіміне: көшеде шам жанбайды")
    erase_voice(voice=voice, ground="retention.5y", at=LATER)
    Worker(clock=lambda: LATER).run_until_idle()
    reading = reading_of(voice.pk)
    assert reading is not None and reading.language == "kk"
    assert (reading.stems, reading.reasons) == ("", [])
