"""Reads of the register of voices: by number and code, the talon, what later voices say about a case."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db.models import QuerySet

from qulaq.hear.events import VoiceTaken
from qulaq.hear.models import Purpose, Voice
from qulaq.hear.numbering import opens, track_code
from qulaq.ledger.models import Entry
from qulaq.ledger.receipts import receipt_for
from qulaq.procedures.models import Case

NUMBER: Final = re.compile(r"[0-9]{2}-[0-9]{2}-[0-9]{6,}")


def voice_numbered(number: str) -> Voice | None:
    """The voice with this number; None for what is no number at all."""
    if not NUMBER.fullmatch(number.strip()):
        return None
    return Voice.objects.select_related("case__body", "author", "about").filter(number=number.strip()).first()


def voice_by_id(voice_id: int) -> Voice | None:
    return Voice.objects.filter(pk=voice_id).first()


def voice_opened_by(number: str, code: str) -> Voice | None:
    """The voice with this number, if the track code opens it."""
    voice = voice_numbered(number)
    return voice if voice and opens(voice, code) else None


def voice_of(case: Case) -> Voice | None:
    """The voice that opened a case; for a part split off, the voice of the whole."""
    voice = case.voices.select_related("author").order_by("pk").first()
    if voice is None and case.parent is not None:
        return voice_of(case.parent)
    return voice


def entry_of(voice: Voice) -> Entry | None:
    """The ledger's entry of the voice's arrival."""
    return Entry.objects.filter(name=VoiceTaken.name, subject_id=voice.pk).order_by("pk").first()


def receipt_of(voice: Voice) -> dict[str, Any]:
    """The receipt of a voice for its author: with the salts that prove which words were received."""
    entry = entry_of(voice)
    if entry is None:
        raise LookupError(f"voice {voice.number} has no entry in the ledger")
    return receipt_for(entry, openings=True)


def promise_of(voice: Voice) -> dict[str, Any]:
    """The receipt as it was signed at once, without the proof that comes later: the same at every retry."""
    return {name: value for name, value in receipt_of(voice).items() if name != "inclusion"}


def code_of(voice: Voice) -> str:
    """The track code, for the talon only."""
    return track_code(voice)


def feedback_on(case: Case) -> QuerySet[Voice]:
    """What the person said became of the matter, newest first."""
    return case.later_voices.filter(purpose=Purpose.FEEDBACK).order_by("-received_at")


def reopenings_of(case: Case) -> QuerySet[Voice]:
    return case.later_voices.filter(purpose=Purpose.REOPENING).select_related("case").order_by("received_at")


def complaints_about(case: Case) -> QuerySet[Voice]:
    return case.later_voices.filter(purpose=Purpose.COMPLAINT).select_related("case").order_by("received_at")


def last_words(case: Any) -> QuerySet[Voice]:
    """What was said whether a matter is resolved, newest first; `case` may be an outer reference of a count."""
    said = Voice.objects.filter(about=case, purpose=Purpose.FEEDBACK)
    return said.exclude(resolved="").order_by("-received_at", "-pk")


def resolved(case: Case) -> str:
    """The person's last word: yes, partly, no, or nothing yet."""
    last = last_words(case).first()
    return last.resolved if last else ""
