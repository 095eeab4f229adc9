"""Whether the installation keeps its promises now: for the operator's monitoring, by command and by HTTP.

Counts and ages only. Not well means: somebody must look today. It does not mean that the site should be taken away
from people: a letter is taken, and owed work stands in the tables, while no worker runs.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import Error
from django.db.models import Max

from qulaq.ledger.models import ChoreRun, Delivery, Head, Leaf

SILENCE: Final = timedelta(minutes=3)
"""Chores come every few seconds: three minutes without any, and no worker runs."""
UNPLACED: Final = timedelta(minutes=2)
"""A receipt promises a place in the log within a minute."""
UNDELIVERED: Final = timedelta(minutes=5)
UNWITNESSED: Final = timedelta(minutes=5)
STUBBORN: Final = 5
"""Tries of a delivery: four pauses of 5 s to 10 min are over, from now on it is tried every hour."""


@dataclass(frozen=True, slots=True)
class Health:
    """Ages in whole seconds (None: there is none such), counts, and what is wrong by name."""

    ok: bool
    wrong: tuple[str, ...]
    worker_age: int | None = None
    head_age: int | None = None
    waiting_entries: int = 0
    unwitnessed_heads: int = 0
    owed: int = 0
    oldest_owed_age: int | None = None
    failing_deliveries: int = 0
    failing_chores: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def health(*, at: datetime) -> Health:
    """The state now. `wrong` names: database, worker, log, witness, outbox, deliveries, chores."""
    try:
        return _looked(at)
    except Error:
        return Health(ok=False, wrong=("database",))


def _looked(at: datetime) -> Health:
    heartbeat = ChoreRun.objects.aggregate(last=Max("last_done_at"))["last"]
    head = Head.objects.order_by("-size").values_list("at", flat=True).first()
    waiting = Leaf.objects.filter(index__isnull=True)
    first = waiting.order_by("entry_id").values_list("entry__at", flat=True).first()
    handing = (
        Head.objects.filter(witnessed_at__isnull=True)
        if settings.LEDGER_WITNESS_FILE
        else Head.objects.none()
    )
    unseen = handing.order_by("size").values_list("at", flat=True).first()
    due = Delivery.objects.due(at)
    oldest = due.order_by("due_at").values_list("due_at", flat=True).first()
    failing = Delivery.objects.failing()
    chores = ChoreRun.objects.filter(failures__gt=0).count()
    judged = {
        "worker": heartbeat is None or at - heartbeat > SILENCE,
        "log": first is not None and at - first > UNPLACED,
        "witness": unseen is not None and at - unseen > UNWITNESSED,
        "outbox": oldest is not None and at - oldest > UNDELIVERED,
        "deliveries": failing.filter(attempts__gte=STUBBORN).exists(),
        "chores": chores > 0,
    }
    wrong = tuple(name for name, bad in judged.items() if bad)
    return Health(
        ok=not wrong,
        wrong=wrong,
        worker_age=_seconds(heartbeat, at),
        head_age=_seconds(head, at),
        waiting_entries=waiting.count(),
        unwitnessed_heads=handing.count(),
        owed=due.count(),
        oldest_owed_age=_seconds(oldest, at),
        failing_deliveries=failing.count(),
        failing_chores=chores,
    )


def _seconds(since: datetime | None, at: datetime) -> int | None:
    return None if since is None else max(0, int((at - since).total_seconds()))
