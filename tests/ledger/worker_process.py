"""A worker in a process of its own for the tests of races and sudden deaths. Not a test.

    python worker_process.py setup COUNT
    python worker_process.py work NOTES [--slow SECONDS] [--ahead SECONDS]
    python worker_process.py sequence

Each prints the state of things when it ended. DATABASE_URL names the database. NOTES is a file: the handler that
speaks to the outer world adds a line to it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from qulaq.settings import database

settings.configure(
    INSTALLED_APPS=["qulaq.ledger"],  # starts in half the time of the whole site
    DATABASES={"default": database(os.environ["DATABASE_URL"])},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    CACHE_URL="",
    LEDGER_KEY="11" * 32,
    LEDGER_FORMER_PUBLIC_KEYS=[],
    LEDGER_WITNESS_FILE=os.environ["QULAQ_LEDGER_WITNESS_FILE"],
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from qulaq.ledger import sequencer  # noqa: E402
from qulaq.ledger.acts import record  # noqa: E402
from qulaq.ledger.events import Event  # noqa: E402
from qulaq.ledger.handlers import handles  # noqa: E402
from qulaq.ledger.models import ChoreRun, Delivery, Entry, Head, Leaf  # noqa: E402
from qulaq.ledger.outbox import deliver_due  # noqa: E402

START = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)
slow = 0.0
notes = Path(os.devnull)


@dataclass(frozen=True)
class DrumBeaten(Event):
    name = "town.DrumBeaten"
    beat: int


@handles(DrumBeaten, name="town.inside")
def count_inside(event: DrumBeaten, *, at: datetime, entry: Entry) -> None:
    """Changes the database: a second time would break the key."""
    time.sleep(slow)
    ChoreRun.objects.create(chore=f"beat {event.beat}", due_at=at)


@handles(DrumBeaten, name="town.outside", outside=True)
def tell_outside(event: DrumBeaten, *, at: datetime, entry: Entry) -> None:
    time.sleep(slow)
    with notes.open("a") as file:
        file.write(f"{event.beat}\n")


def setup(count: int) -> dict[str, Any]:
    call_command("migrate", "ledger", verbosity=0, skip_checks=True)
    for beat in range(count):
        with transaction.atomic():
            record(DrumBeaten(beat), at=START, subject=("town.drum", beat))
    return state()


def work(ahead: float) -> dict[str, Any]:
    at, done = START + timedelta(seconds=ahead), 0
    while True:
        result = deliver_due(at=at)
        done += result.done
        if not result.done and not result.failed:
            return {"done": done, **state()}


def state() -> dict[str, Any]:
    indices = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    return {
        "owed": Delivery.objects.owed().count(),
        "failing": list(Delivery.objects.failing().values_list("last_error", flat=True)),
        "inside": ChoreRun.objects.filter(chore__startswith="beat ").count(),
        "entries": Entry.objects.count(),
        "heads": list(Head.objects.order_by("size").values_list("size", flat=True)),
        "placed": [index for index in indices if index is not None],
    }


def place() -> dict[str, Any]:
    sequencer.ROUND = 4  # many short rounds, so that sequencers meet
    for second in range(40):
        sequencer.sequence(at=START + timedelta(seconds=second), now=True)
    return state()


def main() -> None:
    global slow, notes
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["setup", "work", "sequence"])
    parser.add_argument("what", nargs="?", default="0")
    parser.add_argument("--slow", type=float, default=0.0)
    parser.add_argument("--ahead", type=float, default=0.0)
    options = parser.parse_args()
    slow = options.slow
    if options.verb == "work":
        notes = Path(options.what)
    answer = {
        "setup": lambda: setup(int(options.what)),
        "work": lambda: work(options.ahead),
        "sequence": place,
    }[options.verb]()
    json.dump(answer, sys.stdout)


main()
