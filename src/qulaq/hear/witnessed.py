"""How a voice's words and files are read back, so that an edited one is found."""

from __future__ import annotations

from qulaq.hear.models import Voice
from qulaq.ledger.witnessed import content


@content("hear.voice.text")
def text(voice_id: int) -> str | None:
    voice = Voice.objects.filter(pk=voice_id).first()
    return None if voice is None or voice.erased_at else voice.text


@content("hear.voice.files")
def files(voice_id: int) -> str | None:
    voice = Voice.objects.filter(pk=voice_id).first()
    return None if voice is None or voice.erased_at else digests(voice)


def digests(voice: Voice) -> str:
    """The SHA-256 of every attached file, one a line."""
    return "\n".join(voice.attachments.order_by("pk").values_list("sha256", flat=True))
