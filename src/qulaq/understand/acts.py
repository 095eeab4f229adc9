"""Reading a voice on arrival, and keeping what officials correct as data for the next training."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from qulaq.hear.queries import voice_by_id
from qulaq.kernel.words import LANGUAGES, Words
from qulaq.ledger.acts import record
from qulaq.people.actors import SYSTEM, Actor
from qulaq.people.acts import CATEGORIES
from qulaq.people.models import Account
from qulaq.people.refusals import Refused
from qulaq.procedures.acts import perform
from qulaq.procedures.queries import was_flagged
from qulaq.understand.events import ReadingCorrected
from qulaq.understand.models import Correction, Reading
from qulaq.understand.reader import read

UNKNOWN: Final = Words(kk="Тізімнен таңдаңыз.", ru="Выберите из списка.", en="Choose from the list.")
UNREAD: Final = Words(
    kk="Бағдарлама бұл хатты әлі оқыған жоқ: бір минуттан кейін қайталаңыз.",
    ru="Программа ещё не прочла это письмо: повторите через минуту.",
    en="The program has not read this letter yet: try again in a minute.",
)


def read_voice(*, voice_id: int, at: datetime) -> Reading | None:
    """Read a voice; reading again replaces the suggestion. None where the words are erased."""
    voice = voice_by_id(voice_id)
    if voice is None or not voice.text:
        return None
    said = read(voice.text, region=voice.place)
    values = {
        "language": said.language,
        "language_p": said.language_p,
        "category": said.category,
        "category_p": said.category_p,
        "candidates": list(said.candidates),
        "reasons": list(said.reasons),
        "service_class": said.service_class,
        "urgency": said.urgency,
        "danger": said.danger,
        "stems": f" {' '.join(said.stems)} ",
        "read_at": at,
    }
    reading, _ = Reading.objects.update_or_create(voice=voice, defaults=values)
    return reading


def flag_what_was_read(*, reading: Reading, at: datetime) -> None:
    """A danger that no rule saw inside the intake, but the learned part of the engine did, is flagged all the same."""
    case = reading.voice.case
    if reading.danger and case is not None and not case.outcome and not was_flagged(case):
        perform(case=case, act="flag_danger", by=SYSTEM, at=at)


def forget_reading(*, voice_id: int) -> None:
    """The words of an erased voice go from its reading too; topic and language stay for the counts."""
    Reading.objects.filter(voice_id=voice_id).update(stems="", reasons=[])


def correct_category(*, voice_id: int, category: str, by: Actor, at: datetime) -> Correction:
    """The official's category takes the place of the engine's; both are kept."""
    if category not in CATEGORIES:
        raise Refused(UNKNOWN, field="category")
    return _correct(voice_id, Correction.What.CATEGORY, category, by, at)


def correct_language(*, voice_id: int, language: str, by: Actor, at: datetime) -> Correction:
    """The official's language takes the place of the engine's; both are kept."""
    if language not in LANGUAGES:
        raise Refused(UNKNOWN, field="language")
    return _correct(voice_id, Correction.What.LANGUAGE, language, by, at)


def _correct(voice_id: int, what: Correction.What, chosen: str, by: Actor, at: datetime) -> Correction:
    with transaction.atomic():
        readings = Reading.objects.select_for_update(of=("self",)).select_related("voice")
        reading = readings.filter(voice_id=voice_id).first()
        if reading is None:
            raise Refused(UNREAD)
        suggested = str(getattr(reading, what.value))
        account = Account.objects.get(pk=by.account_id or 0)
        kept = Correction.objects.create(
            voice=reading.voice, what=what, suggested=suggested, chosen=chosen, account=account, at=at
        )
        setattr(reading, what.value, chosen)
        reading.save(update_fields=[what.value])
        event = ReadingCorrected(reading.voice.number, str(what.value), suggested, chosen)
        record(event, at=at, subject=("understand.reading", reading.pk))
    return kept
