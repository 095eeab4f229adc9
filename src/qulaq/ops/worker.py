"""The worker as a thread beside the site, for the demo and small installations (else: `qulaq worker`)."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from django.db import connections

from qulaq.ledger.worker import Worker


class WorkerThread(threading.Thread):
    """`start()` it once the tables exist; `stop()` waits until the work in hand is finished."""

    def __init__(self, *, pause: float = 1.0) -> None:
        super().__init__(name="qulaq-worker", daemon=True)
        self.worker = Worker(clock=lambda: datetime.now(UTC), pause=pause)

    def run(self) -> None:
        try:
            self.worker.run()
        finally:
            connections.close_all()

    def stop(self, timeout: float = 10.0) -> None:
        self.worker.stop()
        self.join(timeout)
