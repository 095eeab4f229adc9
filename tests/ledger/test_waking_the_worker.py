"""New work wakes the worker; without Redis, or with a dead one, it only sleeps its pause."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from qulaq.ledger import wakeup


@pytest.fixture(autouse=True)
def fresh_bell(monkeypatch: Any) -> Iterator[None]:
    monkeypatch.setattr(wakeup, "_deaf_until", 0.0)
    wakeup._client.cache_clear()
    wakeup._bell.clear()
    yield
    wakeup._client.cache_clear()


def slept(seconds: float) -> float:
    started = time.monotonic()
    wakeup.wait(seconds)
    return time.monotonic() - started


@pytest.mark.django_db(transaction=True)
def test_a_committed_fact_rings_and_one_rolled_back_does_not(town: Any, settings: Any) -> None:
    settings.CACHE_URL = ""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        town.write(1)
        raise ZeroDivisionError
    assert slept(0.05) >= 0.05
    town.write(2)
    assert slept(5) < 1


def test_a_dead_redis_costs_a_pause_and_no_error(settings: Any, caplog: Any) -> None:
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    threading.Timer(0.1, wakeup.ring).start()
    assert slept(5) < 2
    assert "without Redis" in caplog.text


def test_a_redis_that_does_not_answer_is_asked_once_and_then_left_alone(
    settings: Any, monkeypatch: Any, caplog: Any
) -> None:
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    for _ in range(5):
        wakeup.ring()
    assert len(caplog.records) == 1
    monkeypatch.setattr(wakeup, "_deaf_until", time.monotonic())
    wakeup.ring()
    assert len(caplog.records) == 2


@pytest.mark.services
def test_the_bell_reaches_another_process_through_redis(settings: Any) -> None:
    settings.CACHE_URL = os.environ["CACHE_URL"]
    slept(0.1)
    wakeup.ring()
    wakeup._bell.clear()  # as in another process, which has another bell
    assert slept(3) < 1
    assert slept(1) >= 0.9
