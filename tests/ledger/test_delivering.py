"""What an event owes to a handler is paid at least once, and one that fails holds up nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from qulaq.ledger.acts import record
from qulaq.ledger.events import Event
from qulaq.ledger.handlers import events_without_handler, handles
from qulaq.ledger.models import ChoreRun, Delivery, Entry
from qulaq.ledger.outbox import LEASE, claim, deliver, deliver_due
from qulaq.ledger.queries import failing_deliveries

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class BellRung(Event):
    name = "town.BellRung"
    bell: int
    deep: bool = False


heard: list[tuple[BellRung, datetime, int]] = []
broken: set[str] = set()


@handles(BellRung, name="town.listener")
def listen(event: BellRung, *, at: datetime, entry: Entry) -> None:
    if "listener" in broken:
        ChoreRun.objects.create(chore=f"half done {event.bell}", due_at=at)
        raise ValueError("no ears today")
    heard.append((event, at, entry.pk))


@handles(BellRung, name="town.telegraph", outside=True)
def telegraph(event: BellRung, *, at: datetime, entry: Entry) -> None:
    assert "telegraph" not in broken, "the line is down"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    heard.clear()
    broken.clear()
    yield
    broken.clear()


def ring(town: Any, *bells: int) -> list[Entry]:
    with transaction.atomic():
        return [record(BellRung(bell, True), at=town.now, subject=("town.bell", bell)) for bell in bells]


def test_every_handler_gets_the_event_as_it_was_recorded(town: Any) -> None:
    (entry,) = ring(town, 7)
    result = deliver_due(at=town.now + MINUTE)
    assert (result.done, result.failed) == (2, 0)
    assert heard == [(BellRung(7, True), town.now + MINUTE, entry.pk)]
    assert not Delivery.objects.owed().exists()
    assert Delivery.objects.filter(done_at=town.now + MINUTE).count() == 2


def test_a_paid_delivery_is_not_paid_again(town: Any) -> None:
    ring(town, 7)
    deliver_due(at=town.now)
    assert deliver_due(at=town.now + LEASE * 3).done == 0
    assert len(heard) == 1


def test_one_event_cannot_owe_one_handler_twice(town: Any) -> None:
    (entry,) = ring(town, 7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(entry=entry, handler="town.listener", due_at=town.now)


def test_a_failing_handler_undoes_its_work_and_is_tried_again_with_growing_pauses(town: Any) -> None:
    ring(town, 7)
    broken.add("listener")
    pauses, now = [], town.now
    for _ in range(6):
        deliver_due(at=now)
        owed = Delivery.objects.get(handler="town.listener")
        assert owed.due_at is not None
        pauses.append((owed.due_at - now).total_seconds())
        now = owed.due_at
    assert pauses == [5, 30, 120, 600, 3600, 3600]
    assert not ChoreRun.objects.filter(chore="half done 7").exists()
    broken.clear()
    assert deliver_due(at=now).done == 1
    assert len(heard) == 1
    assert not failing_deliveries().exists()


def test_a_failing_delivery_stands_among_the_failing_ones_with_its_reason(town: Any) -> None:
    ring(town, 7)
    broken.add("telegraph")
    deliver_due(at=town.now)
    (failing,) = failing_deliveries()
    assert (failing.handler, failing.attempts) == ("town.telegraph", 1)
    assert failing.last_error.startswith("AssertionError: the line is down")


def test_a_poisoned_delivery_holds_up_nobody_else(town: Any) -> None:
    broken.add("telegraph")
    ring(town, *range(30))
    result = deliver_due(at=town.now)
    assert (result.done, result.failed) == (30, 30)
    assert len(heard) == 30


def test_a_delivery_to_a_handler_that_is_gone_fails_in_sight(town: Any) -> None:
    ring(town, 7)
    Delivery.objects.filter(handler="town.listener").update(handler="town.demolished")
    deliver_due(at=town.now)
    (failing,) = failing_deliveries()
    assert failing.last_error == "NobodyThere: no handler of town.BellRung is named town.demolished"


def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(town: Any) -> None:
    ring(town, 7)
    Delivery.objects.filter(handler="town.telegraph").update(due_at=town.now + timedelta(days=1) / 48)
    mine = claim(at=town.now)
    assert mine is not None
    assert claim(at=town.now + LEASE - timedelta(seconds=1)) is None
    theirs = claim(at=town.now + LEASE)
    assert theirs is not None
    assert (theirs.pk, theirs.attempts) == (mine.pk, 2)


def test_who_comes_back_after_the_lease_undoes_its_work(town: Any) -> None:
    ring(town, 7)
    Delivery.objects.filter(handler="town.telegraph").delete()
    slow = claim(at=town.now)
    quick = claim(at=town.now + LEASE)
    assert slow is not None
    assert quick is not None
    assert deliver(quick, at=town.now + LEASE) is True
    assert deliver(slow, at=town.now + LEASE) is False
    assert len(heard) == 1
    assert Delivery.objects.get().last_error == ""


def test_a_clock_set_back_by_a_day_delays_nothing(town: Any) -> None:
    ring(town, 7)
    broken.add("listener")
    deliver_due(at=town.now)
    broken.clear()
    assert deliver_due(at=town.now - timedelta(days=1)).done == 1


def test_the_guard_names_an_event_that_nobody_hears(town: Any) -> None:
    from qulaq.ledger import events

    assert "town.BellRung" not in events_without_handler()

    @dataclass(frozen=True)
    class BellForgotten(Event):
        name = "town.BellForgotten"

    try:
        assert "town.BellForgotten" in events_without_handler()
    finally:
        del events._known["town.BellForgotten"]


def test_every_event_of_the_product_is_handled_or_terminal() -> None:
    from qulaq.ledger.events import known_events

    ours = {name for name, kind in known_events().items() if kind.__module__.startswith("qulaq.ledger")}
    assert ours.isdisjoint(events_without_handler())


def test_two_handlers_cannot_share_a_stored_name() -> None:
    with pytest.raises(TypeError, match=r"two handlers of town\.BellRung are named town\.listener"):
        handles(BellRung, name="town.listener")(lambda event, *, at, entry: None)


def test_a_worker_also_delivers_what_its_last_chore_came_to_owe(town: Any, monkeypatch: Any) -> None:
    from qulaq.ledger import worker as working

    rung: list[datetime] = []

    def ring_once(*, at: datetime) -> list[str]:
        if not rung:
            rung.append(at)
            ring(town, 7)
        return []

    monkeypatch.setattr(working, "run_due_chores", ring_once)
    working.Worker(clock=lambda: town.now).run_until_idle()
    assert len(heard) == 1
