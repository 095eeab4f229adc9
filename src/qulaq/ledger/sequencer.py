"""The one sequencer: gives committed entries their place in the Merkle log and signs the new head.

Acts never wait for each other: they leave entries without a place, and one worker at a time orders them, by
id within a round. Not by id over all: on PostgreSQL a transaction with a smaller id may commit after a round.
A turn is taken by a conditional update of the log's row (its count must be 1) and, on PostgreSQL, an advisory
lock; both end with the transaction, so a killed worker blocks nobody. Heads go to the witness after the
commit, oldest first, until it has them all.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.db import connection, transaction

from qulaq.ledger.chores import chore
from qulaq.ledger.events import moment
from qulaq.ledger.keys import signing_seed
from qulaq.ledger.models import Head, Leaf, Log, Subtree
from qulaq.ledger.witness import Witness, witness
from qulaq.methods.seal.heads import sign_head
from qulaq.methods.seal.merkle import Frontier

HEAD_EVERY = timedelta(seconds=15)
"""A receipt promises 60 seconds; a head at most every 15 leaves room for a slow round."""
ROUND = 20_000
LOCK = int.from_bytes(sha256(b"qulaq.ledger.sequencer").digest()[:8], signed=True)


class HistoryForked(RuntimeError):
    """The witness knows a later or another history: signing on would make two. An operator must decide."""


def the_log() -> Log:
    """The log's row, made when first asked for."""
    return Log.objects.get_or_create(id=1, defaults={"log": uuid4()})[0]


def sequence(*, at: datetime, now: bool = False) -> Head | None:
    """Place waiting entries and sign the new head, if there is something new and no head is younger than 15
    s.

    `now` skips that pause. HistoryForked when the witness contradicts the tables; OSError when it cannot be
    reached (the heads then stay to be handed over in the next round).
    """
    outside = witness()
    new = _round(at, outside) if Leaf.objects.filter(index__isnull=True).exists() and _due(at, now) else None
    if outside:
        hand_over(outside, at=at)
    return new


@chore("ledger.sequence", every=timedelta(seconds=5), lease=timedelta(seconds=20))
def keep_the_log(at: datetime) -> None:
    """What the worker does for the log every few seconds."""
    sequence(at=at)


def hand_over(outside: Witness, *, at: datetime) -> int:
    """Hand the witness every head that it has not got; how many these were."""
    waiting = list(Head.objects.filter(witnessed_at__isnull=True).order_by("size"))
    for head in waiting:
        outside.hand(head.document)
        Head.objects.filter(pk=head.pk).update(witnessed_at=at)
    return len(waiting)


def _due(at: datetime, now: bool) -> bool:
    last = Head.objects.order_by("-size").values_list("at", flat=True).first()
    return now or last is None or not last <= at < last + HEAD_EVERY


@transaction.atomic
def _round(at: datetime, outside: Witness | None) -> Head | None:
    log = _take_turn()
    if log is None:
        return None
    frontier = Frontier(log.size, [bytes.fromhex(peak) for peak in log.frontier.split()])
    if outside:
        _refuse_fork(log, frontier, outside)
    waiting = list(Leaf.objects.filter(index__isnull=True).order_by("entry_id")[:ROUND])
    if not waiting:
        return None
    _place([(log.size + offset, leaf.pk) for offset, leaf in enumerate(waiting)])
    kept: dict[tuple[int, int], bytes] = {}
    for leaf in waiting:
        frontier.append(bytes.fromhex(leaf.hash), kept)
    Subtree.objects.bulk_create(
        Subtree(level=level, index=index, hash=root.hex()) for (level, index), root in kept.items()
    )
    peaks = " ".join(peak.hex() for peak in frontier.peaks)
    Log.objects.filter(pk=log.pk).update(size=frontier.size, frontier=peaks)
    document = sign_head(
        log=str(log.log), size=frontier.size, root=frontier.root(), at=moment(at), seed=signing_seed()
    )
    text = json.dumps(document, separators=(",", ":"), sort_keys=True)
    return Head.objects.create(size=frontier.size, at=at, document=text)


def _take_turn() -> Log | None:
    """The log's row if nobody else is sequencing, else None. Belongs in a transaction, whose end ends the
    turn.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return None
    log = the_log()
    taken = Log.objects.filter(pk=log.pk, turn=log.turn).update(turn=log.turn + 1)
    return log if taken == 1 else None


def _refuse_fork(log: Log, frontier: Frontier, outside: Witness) -> None:
    known = outside.latest()
    if known is None or known.get("log") != str(log.log):
        return
    if known["size"] > log.size:
        raise HistoryForked(
            f"the witness knows a head of {known['size']} entries, the database holds {log.size}: "
            "an older copy was restored or entries were removed"
        )
    if known["size"] == log.size and known.get("root") != frontier.root().hex():
        raise HistoryForked(f"the witness knows another root for the log of {log.size} entries")


def _place(places: list[tuple[int, int]]) -> None:
    """Write (index, entry id) pairs. Each update must meet exactly one leaf that has no place yet."""
    quote = connection.ops.quote_name
    index, table = quote("index"), quote(Leaf._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {index} = %s WHERE entry_id = %s AND {index} IS NULL",  # noqa: S608
            places,
        )
        if cursor.rowcount not in (len(places), -1):
            raise HistoryForked(f"{len(places)} leaves were to be placed, {cursor.rowcount} could be")
