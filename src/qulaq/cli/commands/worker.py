"""Delivers owed work, keeps the log and runs the chores until it is stopped (needs the database)."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from qulaq.cli.answer import Parser, emit, start_django, tell


def run(argv: Sequence[str]) -> int:
    parser = Parser("worker", says=__doc__ or "", example="qulaq worker --pause 0.5")
    parser.add_argument("--once", action="store_true", help="stop as soon as nothing is due")
    parser.add_argument(
        "--pause", type=float, default=1.0, metavar="SECONDS", help="longest sleep between looks"
    )
    options = parser.parse_args(argv)
    if not 0 < options.pause <= 60:
        parser.error("--pause is above 0 and at most 60 seconds")
    start_django()
    from qulaq.ledger.worker import Worker

    worker = Worker(clock=lambda: datetime.now(UTC), pause=options.pause)
    for number in (signal.SIGTERM, signal.SIGINT):
        # from another thread: the one that the signal interrupts may hold the lock of the bell that `stop` rings
        signal.signal(number, lambda *_: threading.Thread(target=worker.stop).start())
    if options.once:
        worker.run_until_idle()
    else:
        tell("the worker runs; Ctrl-C or SIGTERM stops it after the work in hand")
        worker.run()
    emit({"delivered": worker.done, "failed": worker.failed})
    return 0
