"""The worker does what is due, keeps one failure from another, stops when told, and outlives its database."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError

from qulaq.ledger import chores as registry
from qulaq.ledger import worker as working
from qulaq.ledger.chores import chore, run_due_chores
from qulaq.ledger.models import ChoreRun, Head
from qulaq.ledger.outbox import Round
from qulaq.ledger.queries import failing_chores
from qulaq.ledger.sequencer import HEAD_EVERY, keep_the_log
from qulaq.ledger.worker import Worker

NOON = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OF_THE_PRODUCT = dict(registry._chores)


@pytest.fixture(autouse=True)
def own_chores(monkeypatch: Any) -> Iterator[None]:
    monkeypatch.setattr(registry, "_chores", {})
    yield


@pytest.mark.django_db
def test_a_chore_runs_when_due_and_not_before() -> None:
    ran = []
    chore("town.sweep", every=10 * MINUTE)(ran.append)
    for minutes in (0, 9, 10, 15, 20):
        run_due_chores(at=NOON + minutes * MINUTE)
    assert ran == [NOON, NOON + 10 * MINUTE, NOON + 20 * MINUTE]


@pytest.mark.django_db
def test_a_failing_chore_is_counted_in_sight_and_stops_no_other() -> None:
    ran = []

    @chore("town.a_broken", every=MINUTE)
    def broken(at: datetime) -> None:
        raise RuntimeError("no broom")

    chore("town.b_whole", every=MINUTE)(ran.append)
    for minutes in (0, 1):
        assert run_due_chores(at=NOON + minutes * MINUTE) == ["town.a_broken"]
    assert len(ran) == 2
    (failing,) = failing_chores()
    assert (failing.chore, failing.failures, failing.last_error) == (
        "town.a_broken",
        2,
        "RuntimeError: no broom",
    )
    registry._chores.clear()
    chore("town.a_broken", every=MINUTE)(ran.append)
    run_due_chores(at=NOON + 2 * MINUTE)
    assert not failing_chores().exists()


@pytest.mark.django_db
def test_a_chore_whose_worker_died_is_due_again_after_its_lease() -> None:
    ran = []
    chore("town.sweep", every=MINUTE, lease=2 * MINUTE)(ran.append)
    ChoreRun.objects.create(chore="town.sweep", due_at=NOON + 2 * MINUTE)  # as a dead worker leaves it
    run_due_chores(at=NOON + MINUTE)
    assert ran == []
    run_due_chores(at=NOON + 2 * MINUTE)
    assert len(ran) == 1


@pytest.mark.django_db
def test_a_clock_set_back_by_a_day_does_not_stop_a_chore() -> None:
    ran = []
    chore("town.sweep", every=MINUTE)(ran.append)
    run_due_chores(at=NOON)
    run_due_chores(at=NOON - timedelta(days=1))
    assert len(ran) == 2


def test_two_chores_cannot_share_a_name_and_none_runs_without_pause() -> None:
    chore("town.sweep", every=MINUTE)(print)
    with pytest.raises(TypeError, match=r"two chores are named town\.sweep"):
        chore("town.sweep", every=MINUTE)(len)
    with pytest.raises(TypeError, match="a pause above zero"):
        chore("town.race", every=timedelta(0))


@pytest.mark.django_db
def test_a_worker_keeps_the_log_by_itself(town: Any) -> None:
    chore("ledger.sequence", every=timedelta(seconds=5))(keep_the_log)
    town.write(1, 2)
    Worker(clock=lambda: town.now).run_until_idle()
    assert Head.objects.get().size == 2


def test_the_log_is_kept_by_a_chore_of_the_product() -> None:
    kept = OF_THE_PRODUCT["ledger.sequence"]
    assert kept.every + kept.lease + HEAD_EVERY < timedelta(seconds=60)


def test_a_worker_stops_soon_after_it_is_told(monkeypatch: Any) -> None:
    monkeypatch.setattr(working, "deliver_due", lambda *, at: Round())
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    monkeypatch.setattr(working, "run_due_chores", lambda *, at: [])
    worker = Worker(clock=lambda: NOON, pause=30)
    thread = threading.Thread(target=worker.run)
    thread.start()
    time.sleep(0.05)
    worker.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_a_worker_outlives_a_database_that_goes_away(monkeypatch: Any) -> None:
    worker = Worker(clock=lambda: NOON, pause=0.01)
    rounds = iter([OperationalError("gone"), OperationalError("gone"), Round(done=1)])

    def deliver(*, at: datetime) -> Round:
        step = next(rounds, None)
        if isinstance(step, Exception):
            raise step
        if step is None:
            worker.stop()
        return step or Round()

    monkeypatch.setattr(working, "deliver_due", deliver)
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    monkeypatch.setattr(working, "run_due_chores", lambda *, at: [])
    worker.run()
    assert worker.done == 1
