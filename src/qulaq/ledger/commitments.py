"""The words behind the digests: read back from their rooms and compared with what was committed to.

The newest commitment to a field of an aggregate is the one that today's words must meet (an act that changed
them recorded a newer one). Words may be gone only after an erasure that the ledger holds, and then must be
gone.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from qulaq.ledger.audit import Fault, Row
from qulaq.ledger.events import CommitmentErased
from qulaq.ledger.models import Salt
from qulaq.ledger.witnessed import Content, reader_of

BATCH = 400


@dataclass(frozen=True)
class Committed:
    """The newest commitment to one field of one aggregate."""

    kind: str
    subject: int
    field: str
    entry: int
    label: str
    digest: str
    erased: bool = False


class Commitments:
    """Collects commitments and erasures in the order of the log, then judges."""

    def __init__(self) -> None:
        self._newest: dict[tuple[str, int, str], Committed] = {}
        self.unread: Counter[str] = Counter()

    def note(self, row: Row) -> None:
        """Take down what this entry commits to or erases. Unreadable bodies are the walk's business."""
        if '"commitments":{}' in row.body and CommitmentErased.name not in row.body:
            return
        try:
            document = json.loads(row.body)
            (kind, subject), committed = document["subject"], document["commitments"].items()
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        for field, digest in committed:
            self._newest[kind, subject, field] = Committed(kind, subject, field, row.entry, row.label, digest)
        if document["event"] == CommitmentErased.name:
            field = document["payload"]["field"]
            last = self._newest.get((kind, subject, field))
            if last:
                self._newest[kind, subject, field] = Committed(
                    kind, subject, field, last.entry, last.label, last.digest, erased=True
                )

    def counts(self) -> dict[str, Any]:
        """How many commitments stand, how many were erased, and how many nobody can read back, by content."""
        erased = sum(one.erased for one in self._newest.values())
        return {
            "commitments": len(self._newest) - erased,
            "erased": erased,
            "unread": dict(sorted(self.unread.items())),
        }

    def faults(self) -> list[Fault]:
        """Read all words back and compare; faults in the order of their entries."""
        by_content: dict[str, list[Committed]] = {}
        for one in self._newest.values():
            by_content.setdefault(f"{one.kind}.{one.field}", []).append(one)
        found: list[Fault] = []
        for key, many in by_content.items():
            for batch in _batches(many):
                found.extend(self._judge(key, batch))
        return sorted(found, key=lambda fault: fault.entry or 0)

    def _judge(self, key: str, batch: Sequence[Committed]) -> Iterator[Fault]:
        reader = reader_of(key)
        if reader is None:
            self.unread[key] += len(batch)
            return
        words = reader([one.subject for one in batch])
        stored = Salt.objects.filter(
            entry_id__in=[one.entry for one in batch], field=batch[0].field
        ).values_list("entry_id", "salt")
        salts = dict(stored)
        for one in batch:
            says = _wrong(one, words.get(one.subject), salts.get(one.entry))
            if says:
                yield Fault("words", f"{one.label}: {says}", one.entry)


def _wrong(one: Committed, words: Content, salt: str | None) -> str | None:
    if one.erased:
        if words is not None or salt is not None:
            return (
                f"{one.field} was to be erased, yet {'it' if words is not None else 'its salt'} still stands"
            )
        return None
    if words is None:
        return f"{one.field} is gone without an act of erasure"
    if salt is None:
        return f"the salt of {one.field} is gone without an act of erasure"
    data = words.encode() if isinstance(words, str) else bytes(words)
    try:
        same = hashlib.sha256(bytes.fromhex(salt) + data).hexdigest() == one.digest
    except ValueError:
        return f"the salt of {one.field} was changed"
    return None if same else f"{one.field} was changed"


def _batches(many: Sequence[Committed]) -> Iterator[list[Committed]]:
    rest = iter(many)
    while batch := list(islice(rest, BATCH)):
        yield batch
