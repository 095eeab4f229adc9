"""A voice that arrived is read by the worker, never inside the person's request."""

from __future__ import annotations

from datetime import datetime

from qulaq.hear.events import VoiceTaken
from qulaq.ledger.handlers import handles
from qulaq.ledger.models import Entry
from qulaq.understand.acts import read_voice


@handles(VoiceTaken, name="understand.read")
def read_what_came(event: VoiceTaken, *, at: datetime, entry: Entry) -> None:
    read_voice(voice_id=entry.subject_id, at=at)
