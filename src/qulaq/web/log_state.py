"""Whether an entry already stands under a signed state of the open log: one look, for pages opened often.

It is not a check: the check with the proof is `methods.seal.receipts.check`, one click away and possible without us.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from qulaq.hear.events import VoiceTaken
from qulaq.hear.models import Voice
from qulaq.ledger.models import Entry, Head, Leaf


@dataclass(frozen=True, slots=True)
class LogState:
    """The entry's number and its leaf; `stands` once a signed state covers it."""

    entry: int
    leaf: str
    stands: bool


def log_state(voice: Voice) -> LogState | None:
    """The state of a voice's own entry; None for a voice without one (an imported archive)."""
    mine = Entry.objects.filter(name=VoiceTaken.name, subject_id=voice.pk).order_by("pk")
    leaf = Leaf.objects.filter(entry=OuterRef("pk"))
    found = mine.annotate(
        place=Subquery(leaf.values("index")[:1]),
        hash=Subquery(leaf.values("hash")[:1]),
        signed=Subquery(Head.objects.order_by("-size").values("size")[:1]),
    ).values_list("pk", "place", "hash", "signed")
    for entry, place, digest, signed in found[:1]:
        return LogState(entry, digest or "", place is not None and signed is not None and place < signed)
    return None
