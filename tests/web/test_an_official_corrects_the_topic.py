"""The program's guess stands beside the letter with its probability; the official's choice takes its place."""

from __future__ import annotations

from matters_of_the_story import FRIDAY, registered, written
from people.builders import signed_in
from people_of_the_story import Story
from qulaq.understand.acts import read_voice
from qulaq.understand.queries import reading_of


def test_the_guess_is_shown_and_corrected(story: Story) -> None:
    voice = written(story)
    registered(story, voice)
    read_voice(voice_id=voice.pk, at=FRIDAY)
    browser = signed_in(story.aigul)
    page = browser.get(
        f"/desk/{voice.number}/", headers={"Accept-Language": "en"}, secure=True
    ).content.decode()
    assert "the program" in page
    answer = browser.post(f"/desk/{voice.number}/topic/", {"category": "transport"}, secure=True)
    assert answer.status_code == 302
    reading = reading_of(voice.pk)
    assert reading is not None
    assert reading.category == "transport"


def test_a_topic_that_does_not_exist_changes_nothing(story: Story) -> None:
    voice = written(story)
    registered(story, voice)
    read_voice(voice_id=voice.pk, at=FRIDAY)
    before = reading_of(voice.pk)
    assert (
        signed_in(story.aigul)
        .post(f"/desk/{voice.number}/topic/", {"category": "x"}, secure=True)
        .status_code
        == 400
    )
    after = reading_of(voice.pk)
    assert before is not None and after is not None
    assert before.category == after.category


def test_a_letter_that_was_not_read_yet_has_no_topic_to_correct(story: Story) -> None:
    voice = written(story)
    registered(story, voice)
    browser, path = signed_in(story.aigul), f"/desk/{voice.number}/topic/"
    assert browser.post(path, {"category": "transport"}, secure=True).status_code == 400
    assert reading_of(voice.pk) is None
