"""Erasing takes words, author, files and salts; the number, the count and a valid ledger stay."""

from __future__ import annotations

from datetime import timedelta

from matters_of_the_story import FRIDAY, PHOTO, written
from people_of_the_story import Story
from qulaq.hear.acts import erase_voice
from qulaq.hear.models import Attachment, Voice
from qulaq.ledger.keys import public_keys
from qulaq.ledger.models import Salt
from qulaq.ledger.sequencer import sequence
from qulaq.ledger.verify import verify


def test_nothing_of_the_person_is_left_and_the_log_still_holds(
    story: Story, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    voice = written(story, file=PHOTO)
    sequence(at=FRIDAY + timedelta(minutes=1), now=True)
    with django_capture_on_commit_callbacks(execute=True):
        erase_voice(voice=voice, ground="retention.5y", at=FRIDAY + timedelta(days=1))
    voice.refresh_from_db()
    assert (voice.text, voice.author, voice.number) == ("", None, "31-26-000001")
    assert not Attachment.objects.exists()
    assert not Salt.objects.filter(entry__subject_kind="hear.voice", field="text").exists()
    sequence(at=FRIDAY + timedelta(days=1, minutes=1), now=True)
    report = verify(keys=public_keys())
    assert report.ok, report


def test_an_edited_text_is_found_and_named(story: Story) -> None:
    voice = written(story)
    sequence(at=FRIDAY + timedelta(minutes=1), now=True)
    Voice.objects.filter(pk=voice.pk).update(text=voice.text.replace("шам", "шым"))
    report = verify(keys=public_keys())
    assert not report.ok
    assert any("voice" in str(fault) and "text" in str(fault) for fault in report.faults), report
