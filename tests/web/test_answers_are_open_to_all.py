"""Published answers, living figures and broken terms: anybody may read them, and no person is in them."""

from __future__ import annotations

import pytest
from django.test import Client

from matters_of_the_story import FRIDAY, in_work, published, written
from people_of_the_story import Story
from qulaq.hear.acts import take_voice
from qulaq.hear.models import Purpose
from qulaq.people.actors import ANYONE


def page_of(path: str, language: str = "ru") -> str:
    answer = Client(headers={"accept-language": language}).get(path, secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_answer_is_found_by_its_words_category_and_body(story: Story) -> None:
    row = published(story, written(story))
    link = f'href="/answers/{row.slug}/"'
    assert link in page_of("/answers/")
    for spelling in ("шам", "Шам", "ШАМ", "абай шам"):
        assert link in page_of(f"/answers/?q={spelling}"), spelling
    assert link in page_of(f"/answers/?category={row.category}&body={story.district.code}")
    for nothing in ("?q=кит", "?category=animals", "?body=nowhere", "?page=99&q=кит"):
        assert link not in page_of(f"/answers/{nothing}")


def test_an_answer_is_a_page_without_its_author(story: Story) -> None:
    story.dana.name = "Әлімова Дана"
    story.dana.save()
    row = published(
        story, written(story, text="Менің атым Дана Әлімова. Көшеде шам жанбайды, қашан жөнделеді?")
    )
    page = page_of(f"/answers/{row.slug}/", "kk")
    assert "Әлімов" not in page
    assert "[аты жасырылған]" in page
    assert "жауап берілді, әлі шешілген жоқ" in page


def test_only_the_person_makes_it_resolved(story: Story) -> None:
    row = published(story, written(story))
    take_voice(
        channel="web",
        text="Иә",
        at=FRIDAY,
        by=ANYONE,
        author=story.dana,
        purpose=Purpose.FEEDBACK,
        about=row.case,
        resolved="yes",
    )
    assert "ответили, решено" in page_of(f"/answers/{row.slug}/")


def test_nothing_is_shown_that_was_not_published(story: Story) -> None:
    case = in_work(story, written(story))
    assert Client().get(f"/answers/{case.number.lower()}/", secure=True).status_code == 404
    assert case.number not in page_of("/answers/")


def test_figures_count_and_add_up(story: Story) -> None:
    published(story, written(story))
    in_work(story, written(story, text="Екінші хат, басқа мәселе туралы."))
    answer = Client().get("/figures/", secure=True)
    figures = answer.context["figures"]
    assert (figures.received, figures.answered, figures.waiting) == (2, 1, 1)
    assert figures.answered + figures.waiting == figures.received
    assert Client().get("/figures/?body=nowhere", secure=True).context["figures"].received == 0


def test_a_broken_term_is_public_with_its_body_and_article_and_without_a_person(story: Story) -> None:
    case = in_work(story, written(story))
    page = page_of("/figures/overdue/")
    assert case.number in page
    assert f"{story.district.code} (ru)" in page
    assert "статья\u00a076" in page
    assert "Ауылымызда" not in page


def test_the_first_page_leads_to_all_of_it(story: Story) -> None:
    row = published(story, written(story))
    page = page_of("/")
    for address in ("/write/", "/track/", "/answers/", "/figures/overdue/", f"/answers/{row.slug}/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    "path", ["/answers/?body=%00", "/answers/?category=%00", "/answers/?q=%00", "/figures/?body=%00"]
)
def test_a_null_in_the_address_breaks_nothing(story: Story, path: str) -> None:
    assert Client().get(path, secure=True).status_code == 200
