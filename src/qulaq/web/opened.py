"""Who may see one matter without an account: whoever showed its code in this browser, or its signed-in author
(also one who wrote before signing in and confirmed the same contact by a code).

The code travels in the body of a request and then in the sealed session, never in an address that history keeps;
only the link in a message carries it once.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from qulaq.hear.models import Voice
from qulaq.hear.queries import voice_numbered, voice_opened_by
from qulaq.people.gate import person_of
from qulaq.people.journal import selves

CODES: Final = "codes"
MOST: Final = 20


def open_by_code(request: HttpRequest, number: str, code: str) -> Voice | None:
    """Remember that this browser knows the code; None when it opens nothing."""
    voice = voice_opened_by(number, code)
    if voice is not None:
        known = {key: value for key, value in request.session.get(CODES, {}).items() if key != voice.number}
        request.session[CODES] = dict([*known.items(), (voice.number, code)][-MOST:])
    return voice


def opened_voice(request: HttpRequest, number: str) -> Voice | None:
    """The voice with this number, if this reader may see it."""
    code = request.session.get(CODES, {}).get(number.upper())
    if code:
        return voice_opened_by(number, code)
    person = person_of(request)
    if person is None:
        return None
    voice = voice_numbered(number)
    if voice is None or voice.author_id is None:
        return None
    return voice if selves(person).filter(pk=voice.author_id).exists() else None
