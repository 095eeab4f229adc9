"""The worker as people start it: a thread beside the site, or the command `qulaq worker` until SIGTERM."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from qulaq.ledger.models import Head
from qulaq.ops.worker import WorkerThread

SCRIPT = Path(__file__).with_name("worker_process.py")


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def a_head_stands() -> bool:
    try:
        return Head.objects.exists()
    except OperationalError:  # SQLite in memory: the thread is writing
        return False


@pytest.mark.django_db(transaction=True)
def test_a_thread_beside_the_site_keeps_the_log_and_stops(town: Any) -> None:
    town.write(1, 2)
    thread = WorkerThread(pause=0.05)
    thread.start()
    try:
        wait_for(a_head_stands)
    finally:
        thread.stop()
    assert not thread.is_alive()
    assert town.verify().ok


def test_the_command_works_until_sigterm_and_then_says_what_it_did(tmp_path: Path) -> None:
    witness = tmp_path / "witness.jsonl"
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "CACHE_URL"}},
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "QULAQ_VAR": str(tmp_path),
        "QULAQ_DEMO": "1",
        "QULAQ_LEDGER_KEY": "11" * 32,
        "QULAQ_LEDGER_WITNESS_FILE": str(witness),
    }
    subprocess.run([sys.executable, SCRIPT, "setup", "3"], env=environment, check=True, capture_output=True)
    worker = subprocess.Popen(
        [sys.executable, "-m", "qulaq.cli.door", "worker", "--pause", "0.2"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(witness.exists)
        worker.send_signal(signal.SIGTERM)
        out, err = worker.communicate(timeout=30)
    finally:
        worker.kill()
    assert worker.returncode == 0, err[-2000:]
    assert (
        json.loads(out)["delivered"] == 0
    )  # the town's handlers are not installed here, and so fail in sight
    assert json.loads(out)["failed"] == 6
    assert json.loads(witness.read_text())["size"] == 3
