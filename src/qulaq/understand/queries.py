"""Reads of what was understood: the suggestion for a voice, search terms, corrections for the next training."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from qulaq.people.models import Body
from qulaq.people.queries import body_for
from qulaq.understand.models import Correction, Reading
from qulaq.understand.reader import read

#: The probability below which a category is no suggestion.
LEAST_SURE: Final = 0.35


def reading_of(voice_id: int) -> Reading | None:
    """What the engine, or an official after it, made of a voice."""
    return Reading.objects.filter(voice_id=voice_id).first()


def is_corrected(reading: Reading) -> bool:
    """Whether an official chose the category, not the engine."""
    return Correction.objects.filter(voice_id=reading.voice_id, what=Correction.What.CATEGORY).exists()


def is_unsure(reading: Reading) -> bool:
    """Whether the engine abstains: below `LEAST_SURE` it names the likeliest categories, and people choose."""
    return reading.category_p < LEAST_SURE


def suggested_body(reading: Reading, place: str, *, at: date) -> Body | None:
    """Who answers for the category that was read, in that place."""
    return body_for(place, reading.category, at=at)


def search_terms(text: str) -> list[str]:
    """The search terms of a text, Kazakh or Russian: the same stems for what is kept and what is asked."""
    return list(dict.fromkeys(read(text).stems)) if text.strip() else []


def corrections_for_training() -> Iterator[dict[str, str]]:
    """(text, label) of every correction whose voice still has its words: rows for `qulaq text train`."""
    rows = Correction.objects.select_related("voice").exclude(voice__text="").order_by("pk")
    for row in rows.iterator():
        yield {"task": row.what, "text": row.voice.text, "label": row.chosen}
