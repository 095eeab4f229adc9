"""Search by stems: the question of one village answers the next, whatever the ending."""

from __future__ import annotations

from matters_of_the_story import published, written
from people_of_the_story import Story
from qulaq.account.queries import search_answers


def test_a_word_in_another_form_finds_the_answer(story: Story) -> None:
    row = published(story, written(story))
    for words in ("шамдар", "көшенің шамы", "мектепке"):
        assert list(search_answers(words)) == [row], words


def test_every_word_must_be_there(story: Story) -> None:
    published(story, written(story))
    assert not search_answers("шам автобус").exists()


def test_nothing_asked_shows_all(story: Story) -> None:
    row = published(story, written(story))
    assert list(search_answers("")) == [row]
