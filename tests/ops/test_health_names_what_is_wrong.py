"""Each promise that is not kept has its name in `wrong`, by HTTP and by the command, and 503."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from people.builders import body
from qulaq.cli.door import main
from qulaq.ledger.health import STUBBORN
from qulaq.ledger.models import ChoreRun, Delivery, Entry, Head
from qulaq.ledger.sequencer import sequence

pytestmark = pytest.mark.django_db


@pytest.fixture
def working() -> None:
    """A worker was here a moment ago."""
    now = timezone.now()
    ChoreRun.objects.create(chore="ledger.sequence", due_at=now, last_done_at=now)


def wrong() -> list[str]:
    answer = Client().get("/api/v1/health")
    found = answer.json()
    assert answer.status_code == (503 if found["wrong"] else 200)
    assert found["ok"] is not bool(found["wrong"])
    assert main(["health"]) == (1 if found["wrong"] else 0)
    named: list[str] = found["wrong"]
    return named


def owe(**state: Any) -> None:
    body("baizak")
    entry = Entry.objects.latest("pk")
    sequence(at=timezone.now(), now=True)
    Delivery.objects.create(entry=entry, handler="channels.tell", **state)


def test_all_is_well_while_a_worker_works(working: None) -> None:
    assert wrong() == []


def test_a_worker_that_was_never_seen_or_went_silent() -> None:
    assert wrong() == ["worker"]
    past = timezone.now() - timedelta(minutes=4)
    ChoreRun.objects.create(chore="ledger.sequence", due_at=past, last_done_at=past)
    assert wrong() == ["worker"]


def test_an_entry_that_waits_for_its_place_too_long(working: None) -> None:
    body("baizak")  # recorded in March
    assert wrong() == ["log"]
    sequence(at=timezone.now(), now=True)
    assert wrong() == []


def test_a_head_that_the_witness_does_not_get(working: None, settings: Any) -> None:
    body("baizak")
    sequence(at=timezone.now() - timedelta(minutes=6), now=True)
    assert wrong() == []
    settings.LEDGER_WITNESS_FILE = "named"
    assert wrong() == ["witness"]
    Head.objects.update(witnessed_at=timezone.now())
    assert wrong() == []


def test_work_that_nobody_took_for_minutes(working: None) -> None:
    owe(due_at=timezone.now() - timedelta(minutes=6))
    assert wrong() == ["outbox"]


def test_a_delivery_that_fails_again_and_again(working: None) -> None:
    owe(due_at=timezone.now() + timedelta(minutes=10), attempts=STUBBORN - 1, last_error="NotSent")
    assert wrong() == []
    Delivery.objects.update(attempts=STUBBORN)
    assert wrong() == ["deliveries"]


def test_a_chore_that_failed(working: None) -> None:
    ChoreRun.objects.create(chore="people.forget", due_at=timezone.now(), failures=1, last_error="gone")
    assert wrong() == ["chores"]


def test_a_database_that_does_not_answer_is_told_at_once() -> None:
    def gone(*_: Any) -> None:
        raise OperationalError("the server closed the connection; password=secret")

    with connection.execute_wrapper(gone):
        answer = Client().get("/api/v1/health")
    assert answer.status_code == 503
    assert answer.json()["wrong"] == ["database"]
    assert b"secret" not in answer.content
