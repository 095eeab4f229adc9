"""Walk every address that names a letter as everybody who has no business with it: not a word of it comes back.

The letter is private (no consent to publish), in work, with a file; its number is known to the visitor, its code
is not.
"""

from __future__ import annotations

import pytest
from django.test import Client

from matters_of_the_story import PHOTO, in_work, written
from pages_of_the_site import addresses, opened
from people.builders import body, citizen, signed_in, staff
from people_of_the_story import Story, told
from qulaq.hear.models import Voice
from qulaq.hear.queries import code_of
from qulaq.people.models import AccessNote, BodyLevel, Role

pytestmark = pytest.mark.django_db
WORDS = "Үйіміздің ЖАБЫҚ СЫРЫ осы хатта ғана айтылған, көрші ешқашан білмеуі керек нәрсе."
SECRETS = ("ЖАБЫҚ СЫРЫ", "+77010000001", "701 000 00 01")


@pytest.fixture
def story() -> Story:
    return told()


@pytest.fixture
def letter(story: Story) -> Voice:
    voice = written(story, text=WORDS, consent=False, file=PHOTO)
    in_work(story, voice)
    return voice


@pytest.fixture
def strangers(story: Story) -> dict[str, Client]:
    """Nobody, another person, an official of another body, one of a body beside, an administrator."""
    foreign = body("foreign", parent=story.region)
    below = body("okrug", parent=story.district, level=BodyLevel.OKRUG)
    other = citizen("+7 702 000 00 09").account
    assert other
    return {
        "nobody": Client(),
        "another person": signed_in(other),
        "foreign officer": signed_in(staff("Foreign", Role.OFFICER, foreign)),
        "foreign head": signed_in(staff("ForeignHead", Role.HEAD, foreign)),
        "head of a body below": signed_in(staff("Below", Role.HEAD, below)),
        "administrator": signed_in(staff("Root", Role.ADMIN, None)),
    }


def paths_of(voice: Voice) -> list[str]:
    """Every path of the site that names the letter, with a wrong code where a code is asked for."""
    samples = {
        "number": (voice.number,),
        "code": ("K7RT-2M9X-QH4D",),
        "name": ("withdraw",),
        "pk": tuple(str(row.pk) for row in voice.attachments.all()),
    }
    named = [address for address in addresses() if "number" in address.parameters]
    return [path for address in named for path in address.filled(samples)]


def test_no_stranger_reads_or_changes_it(letter: Voice, strangers: dict[str, Client]) -> None:
    paths = paths_of(letter)
    assert len(paths) >= 12 and letter.case
    letter.case.refresh_from_db()
    stage, told_to = letter.case.stage, []
    for who, client in strangers.items():
        for path in paths:
            for answer in [opened(client, path, "kk"), client.post(path, secure=True)]:
                page = b"".join(answer) if answer.streaming else answer.content
                if any(secret.encode() in page for secret in SECRETS) or PHOTO.data in page:
                    told_to.append((who, path))
                assert answer.status_code < 500, (who, path)
    assert told_to == []
    letter.case.refresh_from_db()
    assert letter.case.stage == stage and not AccessNote.objects.exists()


def test_its_own_people_do_read_it(letter: Voice, story: Story) -> None:
    """The same walk finds the words where they belong, so the walk above is not blind."""
    serik = signed_in(story.serik)
    page = opened(serik, f"/desk/{letter.number}/", "kk")
    assert SECRETS[0] in page.content.decode()
    holder = Client()
    holder.post("/track/", {"number": letter.number, "code": code_of(letter)}, secure=True)
    assert opened(holder, f"/track/{letter.number}/", "kk").status_code == 200
    assert AccessNote.objects.get().official == "Serik"


def test_a_person_lists_their_own_letters_only(
    letter: Voice, strangers: dict[str, Client], story: Story
) -> None:
    assert story.dana.account
    assert letter.number in opened(signed_in(story.dana.account), "/me/", "kk").content.decode()
    assert letter.number not in opened(strangers["another person"], "/me/", "kk").content.decode()


def test_the_api_tells_a_stranger_nothing(letter: Voice) -> None:
    for code in ["", "K7RT-2M9X-QH4D"]:
        answer = Client().get(f"/api/v1/cases/{letter.number}", headers={"X-Track-Code": code}, secure=True)
        assert answer.status_code in {401, 403, 404} and SECRETS[0] not in answer.content.decode()
