"""Taking a voice: one transaction for the voice, its case with the due date, and the ledger's entry.

A voice whose author is confirmed opens an appeal (or a complaint); any other opens an enquiry, which is answered all
the same. Feedback and remarks join the case they are about; a reopening opens a new one beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from qulaq.hear.events import AuthorConfirmed, VoiceErased, VoiceTaken
from qulaq.hear.intake import Author, File, digest_of
from qulaq.hear.models import Attachment, Purpose, Voice
from qulaq.hear.numbering import next_number
from qulaq.hear.rules import (
    KINDS,
    NO_BODY,
    ONLY_COURT,
    UNKNOWN_KIND,
    UNKNOWN_PLACE,
    checked_text,
    is_confirmed,
    is_legal_by_itself,
    language_of,
    storable,
)
from qulaq.hear.witnessed import digests
from qulaq.kernel.clock import local
from qulaq.kernel.kato import Gazetteer
from qulaq.ledger.acts import erase_commitment, record
from qulaq.methods.text.alarm import is_danger
from qulaq.people.actors import SYSTEM, Actor, applicant
from qulaq.people.acts import meet_person
from qulaq.people.models import Body, Person
from qulaq.people.queries import body_for, first_body
from qulaq.people.refusals import Refused
from qulaq.procedures.acts import open_case, perform
from qulaq.procedures.models import Case

OPENING = frozenset({Purpose.MATTER, Purpose.REOPENING, Purpose.COMPLAINT})


class KeyReused(ValueError):
    """The idempotency key came before with another request."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A voice in the register. `again`: it was there already, under the same idempotency key."""

    voice: Voice
    again: bool = False

    @property
    def case(self) -> Case | None:
        return self.voice.case


def take_voice(
    *,
    channel: str,
    text: str,
    at: datetime,
    by: Actor,
    language: str | None = None,
    place: str = "",
    place_words: str = "",
    body: Body | None = None,
    category: str = "other",
    author: Author | Person | None = None,
    kind: str = "",
    consent_publish: bool = False,
    danger: bool = False,
    files: Sequence[File] = (),
    purpose: str = Purpose.MATTER,
    about: Case | None = None,
    resolved: str = "",
    mark: int | None = None,
    facts: Mapping[str, Any] | None = None,
    idempotency_key: UUID | None = None,
    idempotency_scope: str = "",
) -> Taken:
    """Register a voice. Raises Refused (a field to mend, in three languages) and KeyReused; nothing is half done."""
    text = checked_text(text)
    digest = digest_of(
        channel=channel,
        text=text,
        place=place,
        body=body.code if body else "",
        kind=kind,
        purpose=str(purpose),
        about=about.number if about else "",
        files=[file.sha256 for file in files],
        author=_author_words(author),
        consent=consent_publish,
        resolved=resolved,
        mark=mark,
    )
    if earlier := _earlier(idempotency_key, idempotency_scope, digest):
        return earlier
    if kind and kind not in KINDS:
        raise Refused(UNKNOWN_KIND, field="kind")
    if place and Gazetteer.official().get(place) is None:
        raise Refused(UNKNOWN_PLACE, field="kato")
    body = body or (about.body if about else None) or body_for(place, category, at=local(at).date())
    body = body or first_body(at=local(at).date())
    if body is None:
        raise Refused(NO_BODY, field="body")
    if purpose == Purpose.COMPLAINT and body.parent is None:
        raise Refused(ONLY_COURT, field="body")
    spoken = language_of(text, language)
    try:
        with transaction.atomic():
            person = _person(author, about, spoken, at)
            voice = Voice.objects.create(
                number=next_number(place or body.place, at),
                channel=channel,
                purpose=purpose,
                language=spoken,
                text=text,
                place=place,
                place_words=storable(place_words)[:200],
                kind_wished=kind,
                author=person,
                about=about,
                consent_publish=consent_publish,
                resolved=resolved,
                mark=mark,
                received_at=at,
                receiver=by.name or SYSTEM.name,
                idempotency_key=idempotency_key,
                idempotency_scope=idempotency_scope,
                request_digest=digest,
            )
            _attach(voice, files)
            if purpose in OPENING:
                voice.case = _open(voice, body, by, at, facts)
                voice.save(update_fields=["case"])
                if danger or is_danger(text):
                    perform(case=voice.case, act="flag_danger", by=SYSTEM, at=at)
            _tell(voice, at)
    except IntegrityError:
        if raced := _earlier(idempotency_key, idempotency_scope, digest):
            return raced
        raise
    return Taken(voice)


def confirm_author(*, voice: Voice, person: Person, at: datetime) -> Case:
    """The author showed who they are: the enquiry goes on, under its number, as a legal appeal with its own clock.

    Does nothing where the level is not reached or the case is an appeal already.
    """
    case = voice.case
    if case is None:
        raise Refused(NO_BODY)
    if case.procedure != "enquiry" or not is_confirmed(person, local(at).date()):
        return case
    with transaction.atomic():
        if voice.author_id != person.pk:
            voice.author = person
            voice.save(update_fields=["author"])
        case = perform(case=case, act="confirm", by=applicant(person), at=at, facts={"anonymous": False})
        event = AuthorConfirmed(voice.number, int(person.level), case.pk)
        record(event, at=at, subject=("hear.voice", voice.pk))
    return case


def erase_voice(*, voice: Voice, ground: str, at: datetime) -> None:
    """Forget the words, the author and the files; the number, the times and the counts stay."""
    had_files = voice.attachments.exists()
    with transaction.atomic():
        for attachment in voice.attachments.all():
            transaction.on_commit(partial(attachment.file.delete, save=False))
        voice.attachments.all().delete()
        voice.text, voice.place_words, voice.author, voice.erased_at = "", "", None, at
        voice.save(update_fields=["text", "place_words", "author", "erased_at"])
        record(VoiceErased(voice.number, ground), at=at, subject=("hear.voice", voice.pk))
        for field in ("text", "files") if had_files else ("text",):
            erase_commitment(subject=("hear.voice", voice.pk), field=field, reason=ground, by=None, at=at)


def _open(voice: Voice, body: Body, by: Actor, at: datetime, facts: Mapping[str, Any] | None) -> Case:
    """Open the case that a voice asks for, at the body or, for a complaint, at the body complained of."""
    legal = is_confirmed(voice.author, local(at).date()) or is_legal_by_itself(voice.channel, by)
    kind = "complaint" if voice.purpose == Purpose.COMPLAINT else voice.kind_wished
    if body.parent is None and kind == "complaint":
        kind = "application"  # nobody stands above to examine a complaint: the body itself answers
    procedure = "enquiry"
    if legal:
        procedure = "complaint" if kind == "complaint" else "appeal"
    given: dict[str, Any] = {"kind": kind or "application", "channel": voice.channel, "voice": voice.number}
    given |= {"anonymous": voice.author is None} | dict(facts or {})
    return open_case(
        procedure_name=procedure,
        number=voice.number,
        body=body,
        at=at,
        by=by,
        facts=given,
        parent=voice.about,
        higher_body=body.parent,
    )


def _person(author: Author | Person | None, about: Case | None, language: str, at: datetime) -> Person | None:
    if isinstance(author, Person):
        return author
    if author:
        return meet_person(
            at=at,
            name=storable(author.name),
            contact=storable(author.contact),
            address=storable(author.address),
            claimed_iin=storable(author.iin),
            language=language,
        )
    first = about.voices.select_related("author").order_by("pk").first() if about else None
    return first.author if first else None


def _author_words(author: Author | Person | None) -> str:
    if isinstance(author, Person):
        return str(author.key)
    return (
        "\x1f".join((author.name, author.phone, author.email, author.iin, author.address)) if author else ""
    )


def _earlier(key: UUID | None, scope: str, digest: str) -> Taken | None:
    if key is None:
        return None
    voice = Voice.objects.filter(idempotency_key=key, idempotency_scope=scope).select_related("case").first()
    if voice is None:
        return None
    if voice.request_digest != digest:
        raise KeyReused(str(key))
    return Taken(voice, again=True)


def _attach(voice: Voice, files: Sequence[File]) -> None:
    for file in files:
        held = Attachment(
            voice=voice,
            name=file.name[:200],
            media_type=file.media_type,
            size=len(file.data),
            sha256=file.sha256,
        )
        held.file.save(f"{voice.key}-{file.sha256[:16]}", ContentFile(file.data), save=False)
        held.save()


def _tell(voice: Voice, at: datetime) -> None:
    event = VoiceTaken(
        number=voice.number,
        channel=voice.channel,
        language=voice.language,
        purpose=str(voice.purpose),
        place=voice.place,
        case=voice.case_id,
        about=voice.about_id,
        resolved=voice.resolved,
        mark=voice.mark,
    )
    commit = {"text": voice.text} | ({"files": digests(voice)} if voice.attachments.exists() else {})
    record(event, at=at, subject=("hear.voice", voice.pk), commit=commit)
