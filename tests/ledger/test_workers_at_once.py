"""Several workers, and workers that die in the middle: nothing is lost, and what the database does is done once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

SCRIPT = Path(__file__).with_name("worker_process.py")


class Site:
    """A database of its own with workers as processes."""

    def __init__(self, url: str, folder: Path) -> None:
        self.notes = folder / "notes"
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "CACHE_URL"}},
            "DATABASE_URL": url,
            "QULAQ_VAR": str(folder),
            "QULAQ_DEMO": "1",
            "QULAQ_LEDGER_WITNESS_FILE": str(folder / "witness.jsonl"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(SCRIPT), *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> dict[str, Any]:
        return answer(self.start(*arguments))

    def told(self) -> Counter[int]:
        return (
            Counter(int(line) for line in self.notes.read_text().split())
            if self.notes.exists()
            else Counter()
        )


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err[-3000:]
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield Site(f"sqlite:///{tmp_path / 'race.sqlite3'}", tmp_path)
        return
    name = f"race_{uuid4().hex[:12]}"
    parts = urlsplit(url)
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Site(parts._replace(path=f"/{name}").geturl(), tmp_path)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_three_workers_racing_deliver_each_event_once(site: Site) -> None:
    site.run("setup", "40")
    workers = [site.start("work", str(site.notes)) for _ in range(3)]
    ended = [answer(worker) for worker in workers]
    assert sum(each["done"] for each in ended) == 80
    assert site.told() == Counter(range(40))
    assert min((each["owed"], each["failing"], -each["inside"]) for each in ended) == (0, [], -40)


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_no_change(site: Site) -> None:
    assert site.run("setup", "8")["owed"] == 16
    for _ in range(2):
        worker = site.start("work", str(site.notes), "--slow", "0.15")
        wait_until_busy(site, len(site.told()))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    assert 0 < len(site.told()) < 8
    state = site.run("work", str(site.notes), "--ahead", "301")  # the leases of the dead are over
    assert (state["owed"], state["inside"], state["failing"]) == (0, 8, [])
    assert set(site.told()) == set(range(8))
    assert sum(site.told().values()) <= 8 + 2


def test_sequencers_at_once_give_every_entry_one_place(site: Site) -> None:
    site.run("setup", "60")
    ended = [answer(process) for process in [site.start("sequence") for _ in range(2)]]
    last = max(ended, key=lambda state: len(state["placed"]))
    assert last["placed"] == list(range(60))
    assert last["heads"] == list(range(4, 61, 4))


def wait_until_busy(site: Site, told: int) -> None:
    """Until the new worker has told one more and has the next in hand."""
    until = time.monotonic() + 30
    while len(site.told()) <= told:
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.05)
