"""A voice that arrived is read by the worker, never inside the person's request."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qulaq.hear.events import VoiceErased, VoiceTaken
from qulaq.ledger.handlers import handles
from qulaq.ledger.models import Entry
from qulaq.understand.acts import flag_what_was_read, forget_reading, read_voice


@handles(VoiceTaken, name="understand.read")
def read_what_came(event: VoiceTaken, *, at: datetime, entry: Entry) -> None:
    with transaction.atomic():
        reading = read_voice(voice_id=entry.subject_id, at=at)
        if reading is not None:
            flag_what_was_read(reading=reading, at=at)


@handles(VoiceErased, name="understand.forget")
def forget_what_was_erased(event: VoiceErased, *, at: datetime, entry: Entry) -> None:
    forget_reading(voice_id=entry.subject_id)
