"""Beside the second step stand published answers about the same; a hint that decides nothing."""

from __future__ import annotations

from django.test import Client

from matters_of_the_story import published, written
from people_of_the_story import Story
from qulaq.web import drafts
from qulaq.web.similar import may_help, telling


def second_step(text: str) -> str:
    client, token = Client(headers={"accept-language": "ru"}), drafts.new_token()
    client.post("/write/", {"token": token, "text": text}, secure=True)
    return client.get(f"/write/{token}/more/", secure=True).content.decode()


def test_a_like_question_is_shown_before_one_writes(story: Story) -> None:
    row = published(story, written(story, text="Көшеде шамдар жанбайды, қараңғыда балалар қалай жүреді?"))
    link = f'href="/answers/{row.slug}/"'
    assert link in second_step("Біздің көшенің шамдары қашан жанады? Балаларымыз қараңғыда қайтады.")
    assert link not in second_step("Дәрігер ауылға айына бір рет келеді, күнде келсе екен.")


def test_an_answer_that_was_hidden_or_never_published_is_not_shown(story: Story) -> None:
    written(story, text="Көшеде шамдар жанбайды, қараңғыда балалар қалай жүреді?")
    assert may_help("Көшеде шамдар жанбайды, қараңғыда балалар") == []


def test_short_and_empty_texts_find_nothing(db: None) -> None:
    for text in ("", "су жоқ", "123 456", "a b c"):
        assert may_help(text) == []


def test_other_forms_of_the_words_are_met_and_short_ones_do_not_count() -> None:
    assert set(telling("Автобустың аялдамасы")) == set(telling("автобусқа аялдамада"))
    assert all(len(term) >= 4 for term in telling("су жоқ, үй суық, жол шаң, мектеп алыс"))
