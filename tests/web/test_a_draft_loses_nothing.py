"""Writing keeps what was typed on every error and way back, for a day, and shows it to nobody else."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qulaq.web import drafts
from qulaq.web.models import Draft, DraftFile

pytestmark = pytest.mark.django_db
TEXT = "Көшеде су жоқ. <b>Насос</b> күйіп кетті."
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 500


@pytest.fixture
def citizen() -> Client:
    return Client(headers={"accept-language": "kk"})


def begin(citizen: Client, **fields: str) -> str:
    """Step 1 done; the address of step 2."""
    token = drafts.new_token()
    answer = citizen.post("/write/", {"token": token, "text": TEXT, "kind": "message"} | fields, secure=True)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/write/{token}/more/"
    return token


def test_an_empty_letter_is_asked_for_words_and_nothing_is_kept(citizen: Client) -> None:
    answer = citizen.post("/write/", {"token": drafts.new_token(), "text": " "}, secure=True)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>1 жерді түзетіңіз." in page
    assert not Draft.objects.exists()


def test_the_same_first_step_sent_twenty_times_is_one_draft(citizen: Client) -> None:
    token = drafts.new_token()
    for _ in range(20):
        citizen.post("/write/", {"token": token, "text": TEXT}, secure=True)
    assert Draft.objects.count() == 1


def test_what_was_typed_is_sealed_and_the_token_is_not_stored(citizen: Client) -> None:
    token = begin(citizen)
    row = Draft.objects.get()
    assert "насос" not in row.typed_sealed.lower()
    assert token not in row.token_index
    assert drafts.typed_in(row)["text"] == TEXT


def test_going_back_shows_the_text_again_and_never_as_markup(citizen: Client) -> None:
    token = begin(citizen)
    page = citizen.get(f"/write/{token}/", secure=True).content.decode()
    assert "&lt;b&gt;Насос&lt;/b&gt;" in page
    assert 'value="message" checked' in page


def test_a_name_that_many_villages_share_is_asked_about(citizen: Client) -> None:
    token = begin(citizen)
    answer = citizen.post(f"/write/{token}/more/", {"place": "коктал", "name": "Алия"}, secure=True)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('name="kato"') > 3
    assert 'value="Алия"' in page
    assert drafts.typed_in(Draft.objects.get())["name"] == "Алия"


def test_a_name_that_only_one_place_has_is_taken(citizen: Client) -> None:
    token = begin(citizen)
    answer = citizen.post(f"/write/{token}/more/", {"place": "Тараз қаласы"}, secure=True)
    assert answer.headers["Location"] == f"/write/{token}/check/"
    assert len(drafts.typed_in(Draft.objects.get())["kato"]) == 9


def test_finding_a_place_keeps_the_rest(citizen: Client) -> None:
    token = begin(citizen)
    fields = {"place": "Көктал", "find": "place", "contact": "+7 701"}
    answer = citizen.post(f"/write/{token}/more/", fields, secure=True)
    assert answer.headers["Location"].endswith("#place")
    page = citizen.get(f"/write/{token}/more/", secure=True).content.decode()
    assert 'value="+7 701"' in page
    assert page.count('name="kato"') > 3


def test_an_unreadable_phone_is_said_in_the_reader_s_language(citizen: Client) -> None:
    token = begin(citizen)
    page = citizen.post(f"/write/{token}/more/", {"contact": "12"}, secure=True).content.decode()
    assert "Телефонды +7 700 123 45 67 түрінде" in page
    assert 'value="12"' in page


def test_files_are_told_by_content_and_survive_an_error(citizen: Client) -> None:
    token = begin(citizen)
    good = SimpleUploadedFile("kolonka.jpg", JPEG)
    bad = SimpleUploadedFile("photo.jpg", b"MZ\x90\x00 a program")
    fields = {"contact": "12", "files": [good, bad]}
    page = citizen.post(f"/write/{token}/more/", fields, secure=True).content.decode()
    assert "kolonka.jpg" in page
    assert 'class="wrong" id="file-' in page
    kept = DraftFile.objects.get(wrong="")
    assert (kept.media_type, kept.size) == ("image/jpeg", len(JPEG))
    assert DraftFile.objects.get(wrong="kind").stored == ""


def test_the_same_file_sent_twice_is_one(citizen: Client) -> None:
    token = begin(citizen)
    for _ in range(2):
        fields = {"add": "files", "files": [SimpleUploadedFile("a.jpg", JPEG)]}
        citizen.post(f"/write/{token}/more/", fields, secure=True)
    assert DraftFile.objects.count() == 1


def test_drafts_together_cannot_fill_the_disk(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_TOGETHER", len(JPEG) + 10)
    token = begin(citizen)
    for name, content in (("a.jpg", JPEG), ("b.jpg", JPEG + b"1")):
        fields = {"add": "1", "files": [SimpleUploadedFile(name, content)]}
        citizen.post(f"/write/{token}/more/", fields, secure=True)
    assert DraftFile.objects.get(wrong="full").name == "b.jpg"
    page = citizen.get(f"/write/{token}/more/", secure=True).content.decode()
    assert "файлға орын жоқ" in page


def test_a_removed_file_leaves_the_disk(citizen: Client) -> None:
    from django.core.files.storage import default_storage

    token = begin(citizen)
    citizen.post(
        f"/write/{token}/more/", {"files": [SimpleUploadedFile("a.jpg", JPEG)], "add": "1"}, secure=True
    )
    row = DraftFile.objects.get()
    citizen.post(f"/write/{token}/more/", {"remove": str(row.pk)}, secure=True)
    assert not DraftFile.objects.exists()
    assert not default_storage.exists(row.stored)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "-1", ""])
def test_what_names_no_file_removes_none(citizen: Client, number: str) -> None:
    token = begin(citizen)
    citizen.post(
        f"/write/{token}/more/", {"files": [SimpleUploadedFile("a.jpg", JPEG)], "add": "1"}, secure=True
    )
    answer = citizen.post(f"/write/{token}/more/", {"remove": number}, secure=True)
    assert answer.status_code == 302
    assert DraftFile.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\boot.ini", "a\u202egpj.exe", "." * 300, "x" * 400 + ".jpg"]
)
def test_names_of_files_are_tidied(name: str) -> None:
    from qulaq.web.forms.files import tidy_name

    tidy = tidy_name(name)
    assert 0 < len(tidy) <= 120
    assert not set(tidy) & {"/", "\\", "\u202e"}


def test_a_document_with_macros_is_not_taken() -> None:
    import zipfile

    from qulaq.web.forms.files import DOCX, kind_of

    for macro, kind in ((False, DOCX), (True, "")):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
            if macro:
                archive.writestr("word/vbaProject.bin", "x")
        file = SimpleUploadedFile("a.docx", packed.getvalue())
        assert kind_of(packed.getvalue()[:4096], file) == kind


def test_another_person_s_guess_finds_nothing(citizen: Client) -> None:
    begin(citizen)
    answer = citizen.get(f"/write/{drafts.new_token()}/more/", secure=True)
    assert answer.status_code == 410


def test_a_draft_is_erased_after_its_day(citizen: Client) -> None:
    token = begin(citizen)
    citizen.post(
        f"/write/{token}/more/", {"files": [SimpleUploadedFile("a.jpg", JPEG)], "add": "1"}, secure=True
    )
    later = timezone.now() + timedelta(hours=25)
    assert drafts.find_draft(token, later) is None
    assert drafts.forget_old_drafts(at=later) == 1
    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()


def test_the_last_look_shows_everything(citizen: Client) -> None:
    token = begin(citizen)
    fields = {"place": "Тараз қаласы", "name": "Алия Серікова", "contact": "8 701 111 14 20", "consent": "on"}
    citizen.post(f"/write/{token}/more/", fields, secure=True)
    page = citizen.get(f"/write/{token}/check/", secure=True).content.decode()
    for shown in ("Алия Серікова", "8 701 111 14 20", "Тараз қаласы", "Иә, атымсыз", "Хабарлама"):
        assert shown in page
