"""Checking the whole ledger of this database: entries, order, tree, heads, witness, and the words behind
commitments.

Where a check fails it names the first bad entry, in words that an operator, a citizen or a court can use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from qulaq.kernel.errors import BadInput
from qulaq.ledger.audit import Fault, Row, Walk, named
from qulaq.ledger.commitments import Commitments
from qulaq.ledger.events import moment
from qulaq.ledger.models import Entry, Head, Leaf, Log, Subtree
from qulaq.ledger.witness import witness

CHUNK = 5_000
TILE = ("level", "index", "hash")


Outside = Sequence[tuple[str, Mapping[str, Any]]]
"""Heads that others kept: (where from, head)."""


@dataclass(frozen=True)
class Report:
    """What was seen and what is wrong, first things first."""

    seen: Mapping[str, Any]
    faults: Sequence[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        if self.ok:
            return {"ok": True, **self.seen}
        listed = [fault.as_json() for fault in self.faults[:20]]
        return {"ok": False, "first": listed[0], "faults": listed, "found": len(self.faults), **self.seen}


def verify(*, keys: Mapping[str, bytes], outside: Outside = ()) -> Report:
    """Check everything. `keys`: public keys by id; `outside`: heads beside those of the witness."""
    log, heads = _snapshot()
    kept, torn = _witnessed()
    others = [*kept, *outside]
    walk = Walk(
        log=str(log.log) if log else "",
        heads=[json.loads(head.document) for head in heads],
        outside=others if log else [],
        keys=keys,
    )
    walk.faults[:0] = [*torn, *(_without_log(others) if log is None else ())]
    commitments = Commitments()
    size = max((head.size for head in heads), default=0)
    for row in placed(size):
        walk.take(row)
        commitments.note(row)
    walk.end()
    waiting = 0
    for row in _rows(Leaf.objects.filter(index__isnull=True).order_by("entry_id")):
        walk.look(row)
        commitments.note(row)
        waiting += 1
    faults = [
        *walk.faults,
        *_strays(),
        *_stored_tree(log, walk, heads),
        *_heads_missing(heads, kept),
        *commitments.faults(),
    ]
    seen = {
        "log": str(log.log) if log else None,
        "entries": walk.frontier.size,
        "waiting": waiting,
        "heads": len(heads),
        "root": walk.frontier.root().hex(),
        "witnessed": len(kept),
        **commitments.counts(),
    }
    return Report(seen, faults)


def placed(size: int) -> Iterator[Row]:
    """The first `size` entries in the order of the log."""
    return _rows(Leaf.objects.filter(index__lt=size).order_by("index"))


@transaction.atomic
def _snapshot() -> tuple[Log | None, list[Head]]:
    return Log.objects.filter(id=1).first(), list(Head.objects.order_by("size"))


def _without_log(others: Outside) -> Iterator[Fault]:
    """Nothing was sequenced here yet; unless others know better, or the log's row is gone."""
    if others:
        source, head = max(others, key=lambda kept: int(kept[1]["size"]))
        says = f"{source} knows a log of {head['size']} entries; this database has none"
        yield Fault("older-copy", says)
    if Leaf.objects.filter(index__isnull=False).exists():
        yield Fault("log", "entries are placed, but the log's own row is missing")


def _witnessed() -> tuple[list[tuple[str, Mapping[str, Any]]], list[Fault]]:
    outside = witness()
    kept: list[tuple[str, Mapping[str, Any]]] = []
    if outside is None:
        return kept, []
    try:
        kept.extend(("the witness", head) for head in outside.heads())
    except BadInput as error:
        return kept, [Fault("witness", f"the witness file cannot be read to its end: {error}")]
    return kept, []


def _rows(leaves: Any) -> Iterator[Row]:
    columns = ("index", "entry_id", "hash", "entry__name", "entry__subject_kind", "entry__subject_id")
    rest = ("entry__uuid", "entry__at", "entry__body")
    for index, pk, digest, name, kind, subject, uuid, at, body in leaves.values_list(
        *columns, *rest
    ).iterator(chunk_size=CHUNK):
        yield Row(
            index,
            pk,
            body,
            named(pk, name, kind, subject),
            digest,
            {"event": name, "subject": [kind, subject], "uuid": str(uuid), "at": moment(at)},
        )


def _strays() -> Iterator[Fault]:
    """Entries without a leaf (slipped in) and leaves without an entry (deleted)."""
    slipped_in = Entry.objects.filter(~Exists(Leaf.objects.filter(pk=OuterRef("pk"))))
    for entry in slipped_in.order_by("pk")[:20]:
        yield Fault("inserted", f"{entry} has no leaf: it was slipped in beside the log", entry.pk)
    orphans = Leaf.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    for entry_id in orphans.order_by("entry_id").values_list("entry_id", flat=True)[:20]:
        yield Fault("deleted", f"entry {entry_id} was deleted; its leaf still stands", entry_id)


def _stored_tree(log: Log | None, walk: Walk, heads: Sequence[Head]) -> Iterator[Fault]:
    """The log's own row and the stored subtrees against what the walk computed."""
    if log is None or not walk.whole:
        return
    if log.size != walk.frontier.size and not any(head.size > log.size for head in heads):
        yield Fault("log", f"the log's row says {log.size} entries, {walk.frontier.size} are signed")
    peaks = " ".join(peak.hex() for peak in walk.frontier.peaks)
    if log.size == walk.frontier.size and log.frontier != peaks:
        yield Fault("log", "the log's stored frontier is not that of its entries")
    stored = {(level, index): text for level, index, text in Subtree.objects.values_list(*TILE)}
    for (level, index), root in walk.kept.items():
        if stored.get((level, index)) != root.hex():
            yield Fault("log", f"the stored subtree {level}/{index} is not that of its entries")
    for head in heads:
        document = json.loads(head.document)
        if (document.get("size"), document.get("at")) != (head.size, moment(head.at)):
            yield Fault("head", f"the columns of the head of {head.size} entries were edited")


def _heads_missing(heads: Sequence[Head], kept: Outside) -> Iterator[Fault]:
    """Heads that the witness has and we lost, and heads handed over that the witness lost."""
    ours, theirs = {head.size for head in heads}, {int(head["size"]) for _, head in kept}
    newest = max(ours, default=0)
    for size in sorted(number for number in theirs - ours if number < newest):
        yield Fault("head", f"the head of {size} entries, which the witness has, was removed from the log")
    if kept or witness() is not None:
        for head in heads:
            if head.witnessed_at is not None and head.size not in theirs:
                yield Fault("witness", f"the witness lost the head of {head.size} entries handed to it")
                return
