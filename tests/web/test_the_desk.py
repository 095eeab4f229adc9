"""The official's workplace: what is owed, what can be done, and nothing of other bodies' matters."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from matters_of_the_story import REPLY, answered, in_work, published, registered, written
from people.builders import body, signed_in, staff
from people_of_the_story import Story
from qulaq.account.models import PublishedAnswer
from qulaq.act.models import Answer
from qulaq.hear.models import Attachment, Voice
from qulaq.people.models import AccessNote, Role
from qulaq.procedures.models import Case


def at_desk(account: object) -> Client:
    client = signed_in(account)  # type: ignore[arg-type]
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    return client


def page_of(client: Client, path: str) -> str:
    return client.get(path, secure=True).content.decode()


def letter(**fields: str) -> dict[str, str]:
    written_ = {
        "language": "kk",
        "text": REPLY,
        "result": "explained",
        "executor": "Серік Қ.",
        "executor_phone": "+7 726 36 2-00-00",
        "points_answered": "on",
    }
    return written_ | fields


def fresh(case: Case | None) -> Case:
    assert case
    return Case.objects.get(pk=case.pk)


def test_the_queue_stands_by_deadline_and_says_what_to_do(story: Story) -> None:
    voice = written(story)
    page = page_of(at_desk(story.aigul), "/desk/")
    assert voice.number in page
    assert "Просрочено, 1" in page
    assert "Зарегистрировать" in page


def test_the_queue_is_found_by_words_and_filtered(story: Story) -> None:
    written(story)
    other = in_work(story, written(story, text="Көпір сынып жатыр, қашан жөнделеді?"))
    client = at_desk(story.serik)
    assert other.number in page_of(client, "/desk/?q=көпір")
    assert page_of(client, "/desk/?q=көпір").count("/desk/31-") == 1
    assert page_of(client, "/desk/?show=mine").count("/desk/31-") == 1


def test_an_official_of_another_body_is_not_even_told_that_it_exists(story: Story) -> None:
    voice = written(story)
    stranger = at_desk(staff("Foreign", Role.OFFICER, body("elsewhere")))
    for path in ("", "answer/", "publish/"):
        assert stranger.get(f"/desk/{voice.number}/{path}", secure=True).status_code == 404
    assert stranger.post(f"/desk/{voice.number}/do/register/", secure=True).status_code == 404
    assert fresh(voice.case).stage == "received"


def test_a_person_and_a_passer_by_do_not_get_in(story: Story) -> None:
    voice = written(story)
    assert story.dana.account
    assert signed_in(story.dana.account).get(f"/desk/{voice.number}/", secure=True).status_code == 404
    assert Client().get("/desk/", secure=True).status_code == 302


def test_every_look_is_written_down_for_the_person(story: Story) -> None:
    voice = written(story)
    page_of(at_desk(story.serik), f"/desk/{voice.number}/")
    note = AccessNote.objects.get()
    assert (note.whose, note.what, note.official) == (story.dana, voice.number, story.serik.name)
    assert story.dana.account
    assert voice.number in page_of(at_desk(story.dana.account), "/me/looks/")


def test_register_and_give_into_work(story: Story) -> None:
    voice = written(story)
    client = at_desk(story.aigul)
    client.post(f"/desk/{voice.number}/do/register/", secure=True)
    assert fresh(voice.case).stage == "registered"
    client.post(f"/desk/{voice.number}/assign/", {"officer": str(story.serik.pk)}, secure=True)
    assert fresh(voice.case).stage == "in_progress"
    assert story.serik.name in page_of(client, f"/desk/{voice.number}/")


def test_nobody_from_outside_the_body_can_be_put_in_charge(story: Story) -> None:
    voice = written(story)
    case = registered(story, voice)
    outsider = staff("Outsider", Role.OFFICER, body("elsewhere"))
    fields = {"officer": str(outsider.pk)}
    assert at_desk(story.aigul).post(f"/desk/{case.number}/assign/", fields, secure=True).status_code == 400
    assert fresh(case).stage == "registered"


def test_a_refusal_needs_reasons_and_keeps_what_was_typed(story: Story) -> None:
    case = registered(story, written(story))
    client = at_desk(story.aigul)
    path = f"/desk/{case.number}/do/redirect/"
    answer = client.post(
        path, {"redirect-to_body": story.region.code, "redirect-reasons": "коротко"}, secure=True
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "коротко" in page
    assert fresh(case).body == story.district
    reasons = "Вопрос решает акимат области: улица областного значения."
    client.post(path, {"redirect-to_body": story.region.code, "redirect-reasons": reasons}, secure=True)
    assert fresh(case).body == story.region


def test_an_act_that_is_over_says_that_somebody_was_faster(story: Story) -> None:
    case = registered(story, written(story))
    answer = at_desk(story.aigul).post(f"/desk/{case.number}/do/register/", secure=True)
    assert answer.status_code == 409


def test_a_role_sees_only_its_own_acts(story: Story) -> None:
    case = in_work(story, written(story))
    officer, head = (page_of(at_desk(who), f"/desk/{case.number}/") for who in (story.serik, story.marat))
    assert "/do/extend/" not in officer
    assert "/do/extend/" in head
    assert at_desk(story.serik).post(f"/desk/{case.number}/do/extend/", secure=True).status_code == 409


def test_acts_on_danger_wait_until_danger_is_flagged(story: Story) -> None:
    case = registered(story, written(story))
    client = at_desk(story.aigul)
    assert "/do/transfer/" not in page_of(client, f"/desk/{case.number}/")
    client.post(f"/desk/{case.number}/do/flag_danger/", secure=True)
    page = page_of(client, f"/desk/{case.number}/")
    assert "/do/transfer/" in page
    assert "Человеку может угрожать опасность." in page


def test_an_unfinished_letter_does_not_go_out_and_the_list_says_why(story: Story) -> None:
    case = in_work(story, written(story))
    client = at_desk(story.serik)
    fields = letter(text="Принято к сведению.", send="1", language="ru")
    answer = client.post(f"/desk/{case.number}/answer/", fields, secure=True)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="todo"' in page
    assert "Осталось поправить" in page
    assert 'href="#id_language"' in page
    assert "Принято к сведению." in page
    assert Answer.objects.get().sent_at is None


def test_a_saved_draft_shows_the_letter_as_the_person_will_see_it(story: Story) -> None:
    case = in_work(story, written(story))
    client = at_desk(story.serik)
    client.post(f"/desk/{case.number}/answer/", letter(save="1"), secure=True)
    page = page_of(client, f"/desk/{case.number}/answer/")
    shown = page.split('<div class="letter"')[1]
    assert "шағым бере аласыз" in shown
    assert "Серік Қ." in shown


def test_the_letter_goes_out_and_the_matter_is_answered(story: Story) -> None:
    case = in_work(story, written(story))
    client = at_desk(story.serik)
    answer = client.post(f"/desk/{case.number}/answer/", letter(send="1"), secure=True)
    assert answer.headers["Location"] == f"/desk/{case.number}/"
    assert fresh(case).answered_at
    assert client.get(f"/desk/{case.number}/answer/", secure=True).status_code == 409


def test_publication_shows_what_is_hidden_and_refuses_what_is_left(story: Story) -> None:
    voice = written(story, text="Телефоным 8 701 222 33 44. Көшеде шам жоқ, қашан жөнделеді?")
    case = answered(story, voice).case
    client = at_desk(story.serik)
    page = page_of(client, f"/desk/{case.number}/publish/")
    assert "[PHONE]" in page
    assert "222 33 44" not in page
    fields = {"question": voice.text, "answer": REPLY, "category": "urban"}
    assert client.post(f"/desk/{case.number}/publish/", fields, secure=True).status_code == 422
    fields["question"] = "Көшеде шам жоқ, қашан жөнделеді?"
    fields["answer"] = "Шамдар 20 наурызға дейін жөнделеді."
    assert client.post(f"/desk/{case.number}/publish/", fields, secure=True).status_code == 302
    assert PublishedAnswer.objects.get().question == fields["question"]


def test_hiding_needs_a_reason_and_takes_the_answer_from_sight(story: Story) -> None:
    row = published(story, written(story))
    client = at_desk(story.serik)
    path = f"/desk/{row.case.number}/publish/"
    assert client.post(path, {"why": "надо"}, secure=True).status_code == 422
    assert Client().get(f"/answers/{row.slug}/", secure=True).status_code == 200
    client.post(path, {"why": "В тексте узнаётся человек, он попросил."}, secure=True)
    assert Client().get(f"/answers/{row.slug}/", secure=True).status_code == 404


def test_a_file_of_a_letter_is_only_ever_downloaded(story: Story) -> None:
    voice = written(story)
    row = Attachment(voice=voice, name="a<b>.html", media_type="image/jpeg", size=3, sha256="0" * 64)
    row.file.save("x", ContentFile(b"abc"))
    path = f"/desk/{voice.number}/file/{row.pk}/"
    answer = at_desk(story.serik).get(path, secure=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other = Voice.objects.exclude(pk=voice.pk).first() or written(story, text="Басқа хат, басқа мәселе.")
    wrong = f"/desk/{other.number}/file/{row.pk}/"
    assert at_desk(story.serik).get(wrong, secure=True).status_code == 404
    stranger = at_desk(staff("Foreign", Role.OFFICER, body("elsewhere")))
    assert stranger.get(path, secure=True).status_code == 404


@pytest.mark.parametrize("path", ["do/register/", "assign/"])
def test_acts_are_never_done_by_a_link(story: Story, path: str) -> None:
    voice = written(story)
    answer = at_desk(story.aigul).get(f"/desk/{voice.number}/{path}", secure=True)
    assert answer.status_code == 405
    assert fresh(voice.case).stage == "received"
