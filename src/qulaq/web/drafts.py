"""Acts on drafts: open, keep, add and remove files, remember what became of it, forget after a day."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum

from qulaq.people.sealing import ring
from qulaq.web.forms.files import (
    EMPTY,
    FULL,
    MOST_FILES,
    MOST_OCTETS,
    MOST_TOGETHER,
    SIZE,
    TOO_MANY,
    kind_of,
    tidy_name,
)
from qulaq.web.models import Draft, DraftFile

LIFE: Final = timedelta(days=1)
FILE: Final = re.compile(r"[0-9]{1,18}")
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{32}")


def new_token() -> str:
    """192 random bits that only the form and its reader know."""
    return secrets.token_urlsafe(24)


def find_draft(token: str, at: datetime) -> Draft | None:
    """The draft of this token, when there is one that is not over."""
    if not TOKEN.fullmatch(token):
        return None
    wanted = ring().indexes(token, purpose="draft")
    return Draft.objects.filter(token_index__in=wanted, touched_at__gt=at - LIFE).first()


def typed_in(draft: Draft | None) -> dict[str, Any]:
    """What has been typed so far."""
    return dict(json.loads(draft.typed)) if draft and draft.typed else {}


@transaction.atomic
def keep_draft(*, token: str, typed: Mapping[str, Any], at: datetime) -> Draft:
    """Write down what was typed, over what was there; the first time opens the draft."""
    index = ring().index(token, purpose="draft")
    draft = Draft.objects.filter(token_index=index).first() or Draft(token_index=index)
    draft.typed = json.dumps({**typed_in(draft), **typed}, ensure_ascii=False)
    draft.touched_at = at
    draft.save()
    return draft


def add_files(*, draft: Draft, files: Iterable[UploadedFile]) -> None:
    """Take files along. One that cannot go stays in the list with the reason; the same file twice is once."""
    for file in files:
        count = draft.files.filter(wrong="").count()
        head = file.read(4096)
        file.seek(0)
        size = file.size or 0
        kind = kind_of(head, file)
        wrong = SIZE if size > MOST_OCTETS else EMPTY if not size else "" if kind else "kind"
        wrong = wrong or (TOO_MANY if count >= MOST_FILES else "")
        wrong = wrong or (FULL if held_together() + size > MOST_TOGETHER else "")
        row = DraftFile(draft=draft, name=tidy_name(file.name or ""), size=size, media_type=kind, wrong=wrong)
        if not wrong:
            row.sha256 = digest(file)
            if draft.files.filter(sha256=row.sha256).exists():
                continue
            row.stored = default_storage.save(f"drafts/{uuid4().hex}", file)
        row.save()


def held_together() -> int:
    """How many bytes of files all drafts hold now."""
    return DraftFile.objects.filter(wrong="").aggregate(total=Sum("size"))["total"] or 0


def digest(file: UploadedFile) -> str:
    """SHA-256 of a file read in pieces."""
    running = sha256()
    for piece in file.chunks():
        running.update(piece)
    file.seek(0)
    return running.hexdigest()


def remove_file(*, draft: Draft, number: str) -> None:
    """Take a file out of the draft and off the disk."""
    row = draft.files.filter(pk=number).first() if FILE.fullmatch(number) else None
    if row is None:
        return
    if row.stored:
        default_storage.delete(row.stored)
    row.delete()


def drop_wrong_files(*, draft: Draft) -> None:
    """Forget the files that could not go along, once the person has seen the reason and gone on."""
    draft.files.exclude(wrong="").delete()


@transaction.atomic
def remember_sent(*, draft: Draft, result: Mapping[str, Any], at: datetime) -> None:
    """The letter became a voice: keep the way to its talon, forget what was typed and the copies of files."""
    draft.sent, draft.typed, draft.touched_at = json.dumps(result), "", at
    draft.save()
    _forget_files([draft.pk])


def sent_result(draft: Draft) -> dict[str, Any]:
    """What became of a sent draft; empty while it is not sent."""
    return dict(json.loads(draft.sent)) if draft.sent else {}


def forget_old_drafts(*, at: datetime) -> int:
    """Erase drafts that nobody touched for a day."""
    old = list(Draft.objects.filter(touched_at__lte=at - LIFE).values_list("pk", flat=True)[:500])
    _forget_files(old)
    Draft.objects.filter(pk__in=old).delete()
    return len(old)


def _forget_files(drafts: list[int]) -> None:
    rows = DraftFile.objects.filter(draft__in=drafts)
    for stored in rows.exclude(stored="").values_list("stored", flat=True):
        default_storage.delete(stored)
    rows.delete()
