"""What the program read in a letter, shown to the official as a guess; their correction takes its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qulaq.hear.models import Voice
from qulaq.kernel.clock import local
from qulaq.people.queries import words_at
from qulaq.procedures.models import Case
from qulaq.understand.queries import is_corrected, is_unsure, reading_of, suggested_body
from qulaq.web.categories import CATEGORIES


def reading_shown(case: Case, voice: Voice, role: str, at: datetime) -> dict[str, Any]:
    """The guess for the page of a case; nothing where the letter was not read yet."""
    reading, day = reading_of(voice.pk), local(at).date()
    if reading is None:
        return {}
    is_guess = not is_corrected(reading)
    unsure = is_guess and is_unsure(reading)
    body = None if unsure else suggested_body(reading, voice.place, at=day)
    other = body if body and body.pk != case.body_id else None
    return {
        "reading": reading,
        "reading_is_unsure": unsure,
        "reading_is_a_guess": is_guess,
        "reading_body": words_at(other, day) if other else None,
        "categories": CATEGORIES.items(),
        "may_correct": bool(role),
    }
