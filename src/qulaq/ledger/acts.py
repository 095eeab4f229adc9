"""The one way to write into the ledger, and the one way to let words be forgotten.

`record` belongs inside the transaction of the act: the fact, its deliveries and the changed rows stand or
fall together. Words are committed to by SHA-256 over a fresh 32-byte salt and the words (a hiding commitment:
with the salt gone the digest cannot be tied to any guess); knowledge/signature-and-security.md §4 and RFC
6962 §2.1 for the leaf hash.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from qulaq.kernel.canonical import canonical_json
from qulaq.ledger import wakeup
from qulaq.ledger.events import CommitmentErased, Event, moment
from qulaq.ledger.handlers import handlers_of
from qulaq.ledger.models import Delivery, Entry, Leaf, Salt
from qulaq.ledger.witnessed import reader_of
from qulaq.methods.seal.merkle import leaf_hash

VERSION = 1
KIND = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
FIELD = re.compile(r"[a-z][a-z0-9_]*")


class OutsideTransaction(RuntimeError):
    """A fact recorded outside its act's transaction could outlive a change that was rolled back."""


def record(
    event: Event, *, at: datetime, subject: tuple[str, int], commit: Mapping[str, str | bytes] | None = None
) -> Entry:
    """Write one fact and what it owes to handlers; call it inside the act's transaction.

    `subject` is the changed aggregate, as ("hear.voice", 12). `commit` maps field names to words or bytes
    that the entry vouches for without holding them; each needs a reader (`witnessed.content`) named
    kind.field. OutsideTransaction, TypeError (a field could hold a person's words) or ValueError say what is
    wrong.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{event.name} must be recorded inside the transaction of its act")
    kind, subject_id = subject
    if not KIND.fullmatch(kind):
        raise ValueError(f"a subject is (room.thing, id), as ('hear.voice', 12), not {subject!r}")
    salts = {field: _new_salt(kind, field) for field in sorted(commit or {})}
    uuid = uuid4()
    body = canonical_json(
        {
            "at": moment(at),
            "commitments": {field: commitment(salt, (commit or {})[field]) for field, salt in salts.items()},
            "event": event.name,
            "payload": event.payload(),
            "subject": [kind, subject_id],
            "uuid": str(uuid),
            "v": VERSION,
        }
    )
    entry = Entry.objects.create(
        uuid=uuid, name=event.name, at=at, subject_kind=kind, subject_id=subject_id, body=body.decode()
    )
    Leaf.objects.create(entry=entry, hash=leaf_hash(body).hex())
    Salt.objects.bulk_create(Salt(entry=entry, field=field, salt=salt) for field, salt in salts.items())
    Delivery.objects.bulk_create(
        Delivery(entry=entry, handler=handler, due_at=at) for handler in handlers_of(event.name)
    )
    transaction.on_commit(wakeup.ring)
    return entry


@transaction.atomic
def erase_commitment(
    *, subject: tuple[str, int], field: str, reason: str, by: int | None, at: datetime
) -> Entry:
    """Make every digest of a field of one aggregate say nothing, by erasing its salts; the words are the
    room's.

    Call it in the transaction that erases the words. `reason` is a code ("retention.5y", "court.order"), `by`
    the account that decided, None for a rule. ValueError when nothing was committed (or all is erased
    already).
    """
    kind, subject_id = subject
    salts = Salt.objects.filter(entry__subject_kind=kind, entry__subject_id=subject_id, field=field)
    if not salts.delete()[0]:
        raise ValueError(f"{kind} {subject_id} has no commitment to {field} that could be erased")
    return record(CommitmentErased(field=field, reason=reason, by=by), at=at, subject=subject)


def commitment(salt: str, words: str | bytes) -> str:
    """SHA-256 over the salt's 32 bytes and the words (text in UTF-8), in hex."""
    return hashlib.sha256(
        bytes.fromhex(salt) + (words.encode() if isinstance(words, str) else words)
    ).hexdigest()


def _new_salt(kind: str, field: str) -> str:
    if not FIELD.fullmatch(field):
        raise ValueError(f"a committed field has a plain name, not {field!r}")
    if reader_of(f"{kind}.{field}") is None:
        raise ValueError(
            f"nobody can read {kind}.{field} back: add @content('{kind}.{field}') to the room's witnessed.py"
        )
    return secrets.token_hex(32)
