"""The worker: delivers what the outbox owes and runs the chores that are due, until it is told to stop.

Any number may run at once, as threads or processes, on one host or many. A database that went away costs
pauses, and nothing is lost: what is owed stands in the tables.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import Error, close_old_connections

from qulaq.ledger import wakeup
from qulaq.ledger.chores import run_due_chores
from qulaq.ledger.models import Delivery
from qulaq.ledger.outbox import Round, deliver_due

log = logging.getLogger(__name__)


class Worker:
    """One worker. `clock` tells the time (aware), `pause` is the longest sleep between looks, in seconds."""

    def __init__(self, *, clock: Callable[[], datetime], pause: float = 1.0) -> None:
        self._clock = clock
        self._pause = pause
        self._stopping = threading.Event()
        self.done = 0
        self.failed = 0

    def round(self) -> Round:
        """Deliver what is due and run the chores that are due, once."""
        at = self._clock()
        delivered = deliver_due(at=at)
        run_due_chores(at=at)
        self.done += delivered.done
        self.failed += delivered.failed
        return delivered

    def run(self) -> None:
        """Work until `stop`."""
        while not self._stopping.is_set():
            close_old_connections()
            try:
                busy = self.round().done
            except Error:
                log.exception("the worker cannot use the database now")
                busy = 0
            if not busy and not self._stopping.is_set():
                wakeup.wait(self._pause)
        close_old_connections()

    def run_until_idle(self, limit: int = 1_000) -> None:
        """Work until nothing is due any more: for the demo and for jobs started by a timer."""
        for _ in range(limit):
            if not self.round().done and not Delivery.objects.due(self._clock()).exists():
                return  # asked again, because the last round's chores may owe something new

    def stop(self) -> None:
        """Let the worker finish what it has in hand and return from `run`."""
        self._stopping.set()
        wakeup.ring()
