"""Who holds the code sees where the matter stands: answered and resolved are two facts, persons are masked."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from matters_of_the_story import answered, opened_by, written
from people.builders import Pocket, signed_in
from people_of_the_story import Story
from qulaq.hear.intake import Author
from qulaq.hear.models import Voice
from qulaq.hear.queries import code_of, resolved
from qulaq.ledger.keys import public_keys
from qulaq.methods.seal.receipts import check
from qulaq.people.actors import applicant
from qulaq.people.models import ContactClaim
from qulaq.procedures.acts import perform


def reader(voice: Voice) -> Client:
    return opened_by(Client(headers={"accept-language": "ru"}), voice.number, code_of(voice))


def page_of(client: Client, voice: Voice, rest: str = "") -> str:
    return client.get(f"/track/{voice.number}/{rest}", secure=True).content.decode()


def test_without_the_code_only_the_form_is_shown(story: Story) -> None:
    voice = written(story)
    page = page_of(Client(), voice)
    assert voice.text[:20] not in page
    assert f'value="{voice.number}"' in page


def test_a_wrong_code_and_an_unknown_number_say_the_same(story: Story) -> None:
    voice, other = written(story), written(story, text="Басқа хат, басқа мәселе туралы.")
    said = []
    for number, code in ((voice.number, code_of(other)), ("31-26-999999", code_of(other))):
        answer = Client().post("/track/", {"number": number, "code": code}, secure=True)
        assert answer.status_code == 422
        said.append(answer.content.decode().count("fix"))
    assert said[0] == said[1] > 0


def test_a_mistyped_code_is_told_before_the_register_is_asked(story: Story) -> None:
    voice = written(story)
    code = code_of(voice)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    client = Client(headers={"accept-language": "ru"})
    page = client.post("/track/", {"number": voice.number, "code": wrong}, secure=True).content.decode()
    assert "Один знак кода неверный" in page


def test_the_link_of_a_message_leads_to_an_address_without_the_code(story: Story) -> None:
    voice = written(story)
    answer = Client().get(f"/track/{voice.number}/open/{code_of(voice)}/", secure=True)
    assert answer.headers["Location"] == f"/track/{voice.number}/"


def test_the_author_who_signed_in_needs_no_code_and_a_neighbour_does(story: Story) -> None:
    voice = written(story)
    assert story.dana.account and story.beibit.account
    assert "facts2" in page_of(signed_in(story.dana.account), voice)
    assert "facts2" not in page_of(signed_in(story.beibit.account), voice)


def test_an_answer_is_not_yet_a_resolution(story: Story) -> None:
    voice = written(story)
    answered(story, voice)
    page = page_of(reader(voice), voice)
    assert "На обращение ответили" in page
    assert "Вопрос ещё не решён" in page
    assert "статья\u00a076" in page
    assert 'class="reply' in page


def test_before_the_answer_the_day_the_count_and_the_article_are_said(story: Story) -> None:
    voice = written(story, at=timezone.now() - timedelta(hours=1))
    page = page_of(reader(voice), voice)
    assert "Ответ придёт до" in page
    assert "15\u00a0рабочих дней" in page
    assert "статья\u00a076" in page


def test_a_broken_term_is_called_a_refusal_while_a_complaint_is_open(story: Story) -> None:
    voice = written(story, at=timezone.now() - timedelta(days=45))
    page = page_of(reader(voice), voice)
    assert "Срок прошёл, ответа нет" in page
    assert "Молчание считается отказом" in page
    assert f'href="/track/{voice.number}/complain/"' in page


def test_nobody_is_told_to_complain_when_it_is_too_late_for_it(story: Story) -> None:
    voice = written(story, at=timezone.now() - timedelta(days=250))
    page = page_of(reader(voice), voice)
    assert "Срок прошёл, ответа нет" in page
    assert "можете пожаловаться уже сейчас" not in page


def test_contacts_and_names_are_masked(story: Story) -> None:
    story.dana.name = "Әлімова Дана Серікқызы"
    story.dana.save()
    voice = written(story)
    page = page_of(reader(voice), voice)
    assert "Дана Ә." in page
    assert "Әлімова" not in page
    assert "0000001" not in page.replace(" ", "")


def test_the_square_holds_no_code(story: Story) -> None:
    voice = written(story)
    client = reader(voice)
    answer = client.get(f"/track/{voice.number}/talon/", secure=True)
    assert answer.context["square"].endswith(f"/track/{voice.number}/")
    assert code_of(voice) not in answer.context["square"]
    assert code_of(voice) in answer.content.decode()


def test_the_receipt_is_downloaded_and_holds_without_us(story: Story) -> None:
    voice = written(story)
    client = reader(voice)
    answer = client.get(f"/track/{voice.number}/receipt.json", secure=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    receipt = json.loads(answer.content)
    public = next(iter(public_keys().values()))
    assert check(receipt, public=public, words={"text": voice.text.encode()}).holds
    assert "Квитанция подлинная" in page_of(client, voice, "receipt/")


def test_the_person_s_word_resolves_and_unresolves(story: Story) -> None:
    voice = written(story)
    case = answered(story, voice).case
    client = reader(voice)
    for word in ("yes", "no"):
        answer = client.post(f"/track/{voice.number}/feedback/", {"resolved": word, "mark": "4"}, secure=True)
        assert answer.status_code == 302
        assert resolved(case) == word
    assert "Вопрос ещё не решён" in page_of(client, voice)


def test_feedback_without_a_choice_is_asked_for_it(story: Story) -> None:
    voice = written(story)
    answered(story, voice)
    answer = reader(voice).post(f"/track/{voice.number}/feedback/", {"text": "не знаю"}, secure=True)
    assert answer.status_code == 422
    assert "не знаю" in answer.content.decode()


@pytest.mark.parametrize(("way", "purpose"), [("again", "reopening"), ("complain", "complaint")])
def test_a_reopening_and_a_complaint_get_a_number_of_their_own(story: Story, way: str, purpose: str) -> None:
    voice = written(story)
    answered(story, voice)
    client = reader(voice)
    form = client.get(f"/track/{voice.number}/{way}/", secure=True)
    fields = {"text": "Воды всё ещё нет, насос не поставили.", "key": form.context["key"]}
    first = client.post(f"/track/{voice.number}/{way}/", fields, secure=True)
    again = client.post(f"/track/{voice.number}/{way}/", fields, secure=True)
    assert first.headers["Location"] == again.headers["Location"]
    later = Voice.objects.get(purpose=purpose)
    assert later.about == voice.case
    assert later.number in page_of(client, voice)
    assert client.get(first.headers["Location"], secure=True).status_code == 200


def test_a_question_becomes_an_appeal_when_its_author_is_confirmed(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    pocket = Pocket()
    monkeypatch.setattr("qulaq.web.pages.after.courier", lambda: pocket)
    voice = written(story, author=Author(name="Дана", phone="+77015554433"))
    client = reader(voice)
    assert "Это ещё не обращение по закону" in page_of(client, voice)
    client.post(f"/track/{voice.number}/confirm/", {"contact": "8 701 555 44 33"}, secure=True)
    wrong = client.post(f"/track/{voice.number}/confirm/", {"code": "000000"}, secure=True)
    assert wrong.status_code == (422 if pocket.code != "000000" else 302)
    client.post(f"/track/{voice.number}/confirm/", {"code": pocket.code}, secure=True)
    voice.refresh_from_db()
    assert voice.case and voice.case.procedure == "appeal"
    assert "Это ещё не обращение по закону" not in page_of(client, voice)


def test_an_act_of_the_applicant_is_done_once_and_then_refused_kindly(story: Story) -> None:
    voice = written(story)
    client = reader(voice)
    assert client.post(f"/track/{voice.number}/do/withdraw/", secure=True).status_code == 302
    assert voice.case
    voice.case.refresh_from_db()
    assert voice.case.outcome == "withdrawn"
    page = client.post(f"/track/{voice.number}/do/withdraw/", secure=True, follow=True).content.decode()
    assert "дело продвинулось" in page


@pytest.mark.parametrize("act", ["register", "terminate", "transfer", "clear_danger", "answer"])
def test_the_applicant_cannot_do_what_officials_do(story: Story, act: str) -> None:
    voice = written(story)
    client = reader(voice)
    assert voice.case
    before = voice.case.stage
    client.post(f"/track/{voice.number}/do/{act}/", secure=True)
    voice.case.refresh_from_db()
    assert (voice.case.stage, voice.case.outcome) == (before, "")


def test_words_of_people_are_never_markup(story: Story) -> None:
    voice = written(story, text="<script>alert(1)</script> Су жоқ, көмектесіңіздер.")
    page = page_of(reader(voice), voice)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_code_of_a_talon_alone_makes_no_appeal(story: Story) -> None:
    voice = written(story, author=Author(name="Дана", phone="+77015554433"))
    reader(voice).post(f"/track/{voice.number}/do/confirm/", secure=True)
    assert voice.case
    voice.case.refresh_from_db()
    assert voice.case.procedure == "enquiry"


def test_the_code_of_a_talon_never_changes_the_contact_of_a_confirmed_author(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    pocket = Pocket()
    monkeypatch.setattr("qulaq.web.pages.after.courier", lambda: pocket)
    voice = written(story)
    finder, phone, claims = reader(voice), story.dana.phone, ContactClaim.objects.count()
    answer = finder.post(f"/track/{voice.number}/confirm/", {"contact": "+7 705 999 99 99"}, secure=True)
    assert answer.headers["Location"] == f"/track/{voice.number}/"
    story.dana.refresh_from_db()
    assert story.dana.phone == phone
    assert ContactClaim.objects.count() == claims


def test_a_code_that_comes_after_the_end_is_told_so(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    pocket = Pocket()
    monkeypatch.setattr("qulaq.web.pages.after.courier", lambda: pocket)
    monkeypatch.setattr("qulaq.web.pages.after.may_be_confirmed", lambda voice, case: True)
    voice = written(story, author=Author(name="Дана", phone="+77015554433"))
    client = reader(voice)
    client.post(f"/track/{voice.number}/confirm/", {"contact": "+7 701 555 44 33"}, secure=True)
    assert voice.case and voice.author
    perform(case=voice.case, act="withdraw", by=applicant(voice.author), at=timezone.now())
    answer = client.post(f"/track/{voice.number}/confirm/", {"code": pocket.code}, secure=True)
    assert answer.status_code == 422
    assert "На нынешней стадии" in answer.content.decode()


def test_feedback_pressed_twenty_times_is_said_once(story: Story) -> None:
    voice = written(story)
    answered(story, voice)
    client = reader(voice)
    key = client.get(f"/track/{voice.number}/", secure=True).context["key"]
    for _ in range(20):
        client.post(f"/track/{voice.number}/feedback/", {"resolved": "no", "key": key}, secure=True)
    assert Voice.objects.filter(purpose="feedback").count() == 1


@pytest.mark.parametrize("way", ["again", "complain", "feedback"])
def test_other_words_from_a_page_already_sent_are_kept_and_go_on_their_own(story: Story, way: str) -> None:
    voice = written(story)
    answered(story, voice)
    client, path = reader(voice), f"/track/{voice.number}/{way}/"
    fields = {"text": "Воды всё ещё нет.", "resolved": "no", "key": str(uuid4())}
    assert client.post(path, fields, secure=True).status_code == 302
    told = client.post(path, fields | {"text": "И света тоже нет."}, secure=True)
    assert told.status_code == 422
    assert "И света тоже нет." in told.content.decode()
    again = fields | {"text": "И света тоже нет.", "key": str(told.context["key"])}
    assert client.post(path, again, secure=True).status_code == 302
    assert set(Voice.objects.filter(about=voice.case).values_list("text", flat=True)) == {
        "Воды всё ещё нет.",
        "И света тоже нет.",
    }


def test_a_letter_confirmed_by_the_same_phone_opens_to_who_signed_in_later(story: Story) -> None:
    voice, confirmed_at = written(story, author=Author(name="Дана", phone=story.dana.phone)), timezone.now()
    assert voice.author and story.dana.account
    assert "facts2" not in page_of(signed_in(story.dana.account), voice)
    voice.author.phone_confirmed_at = confirmed_at
    voice.author.save()
    assert "facts2" in page_of(signed_in(story.dana.account), voice)


@override_settings(APPEAL_CONFIRMATION="signature")
def test_a_code_is_not_called_an_appeal_where_a_signature_is_asked_for(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    pocket = Pocket()
    monkeypatch.setattr("qulaq.web.pages.after.courier", lambda: pocket)
    voice = written(story, author=Author(name="Дана", phone="+77015554433"))
    client, path = reader(voice), f"/track/{voice.number}/confirm/"
    client.post(path, {"contact": "+7 701 555 44 33"}, secure=True)
    page = client.post(path, {"code": pocket.code}, secure=True, follow=True).content.decode()
    assert "теперь обращение" not in page
    assert voice.case
    voice.case.refresh_from_db()
    assert voice.case.procedure == "enquiry"
