"""Sending hands the draft to the register exactly once, whatever the network does, and leads to the talon."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from people_of_the_story import VILLAGE, Story
from qulaq.hear.models import Attachment, Voice
from qulaq.kernel.kato import Gazetteer
from qulaq.people.models import Body
from qulaq.web import drafts
from qulaq.web.models import Draft, DraftFile

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 500
TEXT = "Көшеде шам жанбайды, балалар қараңғыда жүр. Қашан жөнделеді?"


@pytest.fixture
def citizen() -> Client:
    return Client(headers={"accept-language": "kk"})


def ready(citizen: Client, story: Story, **fields: object) -> str:
    """A letter before its last look."""
    token = drafts.new_token()
    citizen.post("/write/", {"token": token, "text": TEXT, "kind": "message"}, secure=True)
    place = Gazetteer.official().get(VILLAGE)
    assert place
    more = {"place": place.name("kk"), "kato": VILLAGE, "body": story.district.code, "name": "Дана Әлімова"}
    answer = citizen.post(f"/write/{token}/more/", more | fields, secure=True)
    assert answer.headers.get("Location") == f"/write/{token}/check/", answer.content.decode()[-2000:]
    return token


def test_twenty_tries_make_one_letter_with_one_talon(citizen: Client, story: Story) -> None:
    token = ready(citizen, story, contact="8 701 111 14 20")
    places = {citizen.post(f"/write/{token}/check/", secure=True).headers["Location"] for _ in range(20)}
    assert places == {f"/write/{token}/sent/"}
    assert Voice.objects.count() == 1
    talon = citizen.get(f"/write/{token}/sent/", secure=True, follow=True)
    assert talon.redirect_chain == [(f"/track/{Voice.objects.get().number}/talon/", 302)]


def test_a_draft_that_forgot_its_result_still_makes_no_second_letter(citizen: Client, story: Story) -> None:
    token = ready(citizen, story)
    typed = Draft.objects.get().typed
    citizen.post(f"/write/{token}/check/", secure=True)
    draft = Draft.objects.get()
    draft.sent, draft.typed = "", typed
    draft.save()
    citizen.post(f"/write/{token}/check/", secure=True)
    assert Voice.objects.count() == 1


def test_the_voice_is_what_was_typed(citizen: Client, story: Story) -> None:
    photo = SimpleUploadedFile("шам.jpg", JPEG)
    token = ready(citizen, story, contact="8 701 111 14 20", address="Көктал, 1", consent="on", files=[photo])
    citizen.post(f"/write/{token}/check/", secure=True)
    voice = Voice.objects.select_related("author", "case__body").get()
    assert (voice.text, voice.kind_wished, voice.place) == (TEXT, "message", VILLAGE)
    assert voice.author and voice.author.phone == "+77011111420"
    assert voice.author.address == "Көктал, 1"
    assert voice.consent_publish
    assert voice.case and voice.case.body == story.district
    assert Attachment.objects.get().name == "шам.jpg"


def test_after_sending_nothing_typed_is_left_in_the_draft(citizen: Client, story: Story) -> None:
    token = ready(citizen, story, files=[SimpleUploadedFile("a.jpg", JPEG)])
    citizen.post(f"/write/{token}/check/", secure=True)
    draft = Draft.objects.get()
    assert draft.typed_sealed == ""
    assert not DraftFile.objects.exists()


def test_a_letter_without_a_name_and_a_contact_is_taken(citizen: Client, story: Story) -> None:
    token = ready(citizen, story, name="")
    page = citizen.post(f"/write/{token}/check/", secure=True, follow=True).content.decode()
    voice = Voice.objects.get()
    assert voice.author is None
    assert voice.number in page


def test_going_back_after_sending_leads_to_the_talon(citizen: Client, story: Story) -> None:
    token = ready(citizen, story)
    citizen.post(f"/write/{token}/check/", secure=True)
    for step in ("", "more/", "check/"):
        answer = citizen.get(f"/write/{token}/{step}", secure=True)
        assert answer.headers["Location"] == f"/write/{token}/sent/"


def test_where_nobody_is_in_charge_the_person_is_asked_to_choose_and_loses_nothing(
    citizen: Client, story: Story
) -> None:
    token = ready(citizen, story, body="")
    Body.objects.update(valid_to=date(2025, 1, 1))
    answer = citizen.post(f"/write/{token}/check/", secure=True)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Қай органға жазып отырғаныңызды таңдаңыз." in page
    assert f'href="/write/{token}/more/"' in page
    assert not Voice.objects.exists()
    assert drafts.typed_in(Draft.objects.get())["text"] == TEXT
