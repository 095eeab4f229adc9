"""Whoever was returned, extended or passed on reads why, by whom, by which article and until when."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from matters_of_the_story import acting, in_work, opened_by, registered, written
from people_of_the_story import Story
from qulaq.hear.models import Voice
from qulaq.hear.queries import code_of
from qulaq.people.models import Role
from qulaq.procedures.acts import perform

WHY = "Жергілікті жерде тексеру керек: <b>құдықты</b> маман көреді."


def page_of(voice: Voice) -> str:
    client = opened_by(Client(headers={"accept-language": "ru"}), voice.number, code_of(voice))
    return client.get(f"/track/{voice.number}/", secure=True).content.decode()


def test_an_extension_says_why_and_what_the_first_term_was(story: Story) -> None:
    now = timezone.now()
    voice = written(story, at=now - timedelta(days=3))
    case = in_work(story, voice, at=now - timedelta(days=2))
    head = acting(story, story.marat, Role.HEAD)
    perform(case=case, act="extend", by=head, at=now, facts={"reasons": WHY})
    page = page_of(voice)
    assert "Срок продлён; сначала было" in page
    assert "&lt;b&gt;құдықты&lt;/b&gt;" in page
    assert 'id="told"' in page


def test_a_return_says_why_and_that_the_door_to_complain_is_open(story: Story) -> None:
    now = timezone.now()
    voice = written(story, at=now - timedelta(days=2))
    case = registered(story, voice, at=now - timedelta(days=1))
    registrar = acting(story, story.aigul, Role.REGISTRAR)
    perform(case=case, act="return_abusive", by=registrar, at=now, facts={"reasons": WHY})
    page = page_of(voice)
    assert "Возвращено" in page
    assert "құдықты" in page
    assert f"/track/{voice.number}/complain/" in page


def test_inner_words_of_officials_stay_inner(story: Story) -> None:
    voice = written(story)
    case = registered(story, voice)
    registrar = acting(story, story.aigul, Role.REGISTRAR)
    now = timezone.now()
    perform(case=case, act="flag_danger", by=registrar, at=now)
    perform(case=case, act="propose_transfer", by=registrar, at=now, facts={"reasons": WHY})
    page = page_of(voice)
    assert "құдықты" not in page
    assert 'href="tel:112"' in page


def test_what_is_ahead_stands_by_its_day(story: Story) -> None:
    voice = written(story)
    case = registered(story, voice)
    perform(case=case, act="flag_danger", by=acting(story, story.aigul, Role.REGISTRAR), at=timezone.now())
    client = opened_by(Client(), voice.number, code_of(voice))
    points = client.get(f"/track/{voice.number}/", secure=True).context["view"].points
    ahead = [point.at for point in points if point.state == "ahead"]
    assert ahead == sorted(ahead)
    assert len(ahead) > 1


def test_a_part_sent_elsewhere_is_followed_from_the_same_page(story: Story) -> None:
    now = timezone.now()
    voice = written(story, at=now - timedelta(days=2))
    case = registered(story, voice, at=now - timedelta(days=1))
    registrar = acting(story, story.aigul, Role.REGISTRAR)
    facts = {"to_body": story.region.code, "reasons": "Бұл бөлігіне облыс әкімдігі жауап береді."}
    perform(case=case, act="split", by=registrar, at=now, facts=facts)
    page = page_of(voice)
    assert f"{voice.number}-1" in page
    assert f"Часть, переданная другому органу: {story.region.code} (ru). Принято" in page
