"""Owed deliveries: claimed by one worker at a time, called at least once, tried again until they succeed.

A claim moves `due_at` to the end of a lease, so the rows of a killed worker come round by themselves, and
counts the attempt; that count is the fence: who comes back after its lease ran out finds another count and
undoes its work. Deliveries are claimed one by one, so that one that kills its worker holds up nobody else.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from qulaq.ledger.events import Event, event_named
from qulaq.ledger.handlers import Registered, handlers_of
from qulaq.ledger.models import LONGEST_PAUSE, Delivery, Entry

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
PAUSES = [timedelta(seconds=seconds) for seconds in (5, 30, 120, 600)]
CANDIDATES = 8


@dataclass(frozen=True)
class Round:
    """What a round of deliveries came to."""

    done: int = 0
    failed: int = 0


class LeaseLost(RuntimeError):
    """Another worker took the delivery meanwhile; what this one did is undone."""


class NobodyThere(LookupError):
    """The event or the handler that a stored delivery names is no longer declared."""


def deliver_due(*, at: datetime, limit: int = 200) -> Round:
    """Deliver what is due, at most `limit` deliveries."""
    done = failed = 0
    while done + failed < limit and (delivery := claim(at=at)) is not None:
        if deliver(delivery, at=at):
            done += 1
        else:
            failed += 1
    return Round(done, failed)


def claim(*, at: datetime) -> Delivery | None:
    """Take one due delivery for the length of a lease, or None when nothing is due."""
    if connection.features.has_select_for_update_skip_locked:
        return _claim_by_lock(at)
    return _claim_by_count(at)


def deliver(delivery: Delivery, *, at: datetime) -> bool:
    """Call the handler of a claimed delivery; False when it failed and will be tried again."""
    try:
        handler = _handler_of(delivery)
        event = event_of(delivery.entry)
        if handler.outside:
            handler.function(event, at=at, entry=delivery.entry)
            _finish(delivery, at)
        else:
            with transaction.atomic():
                _finish(delivery, at)
                handler.function(event, at=at, entry=delivery.entry)
    except LeaseLost:
        log.warning("%s took longer than its lease and was taken over", delivery)
        return False
    except Exception as error:
        log.exception("%s failed (attempt %d)", delivery, delivery.attempts)
        _fail(delivery, error, at)
        return False
    return True


def event_of(entry: Entry) -> Event:
    """The event of an entry, as its class. NobodyThere when no room declares it any more."""
    try:
        kind = event_named(entry.name)
    except KeyError as error:
        raise NobodyThere(f"no room declares the event {entry.name}") from error
    return kind.from_payload(json.loads(entry.body)["payload"])


def _claim_by_lock(at: datetime) -> Delivery | None:
    with transaction.atomic():
        delivery = (
            Delivery.objects.due(at)
            .order_by("due_at", "pk")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        return _lease(delivery, at) if delivery else None


def _claim_by_count(at: datetime) -> Delivery | None:
    for delivery in Delivery.objects.due(at).order_by("due_at", "pk")[:CANDIDATES]:
        claimed = _lease(delivery, at)
        if claimed:
            return claimed
    return None


def _lease(delivery: Delivery, at: datetime) -> Delivery | None:
    seen = Delivery.objects.filter(pk=delivery.pk, due_at=delivery.due_at, attempts=delivery.attempts)
    if seen.update(due_at=at + LEASE, attempts=delivery.attempts + 1) != 1:
        return None
    return Delivery.objects.select_related("entry").get(pk=delivery.pk)


def _handler_of(delivery: Delivery) -> Registered:
    try:
        return handlers_of(delivery.entry.name)[delivery.handler]
    except KeyError as error:
        raise NobodyThere(f"no handler of {delivery.entry.name} is named {delivery.handler}") from error


def _finish(delivery: Delivery, at: datetime) -> None:
    mine = Delivery.objects.owed().filter(pk=delivery.pk, attempts=delivery.attempts)
    if mine.update(due_at=None, done_at=at, last_error="") != 1:
        raise LeaseLost(str(delivery))


def _fail(delivery: Delivery, error: Exception, at: datetime) -> None:
    tried = delivery.attempts - 1
    pause = PAUSES[tried] if tried < len(PAUSES) else LONGEST_PAUSE
    mine = Delivery.objects.owed().filter(pk=delivery.pk, attempts=delivery.attempts)
    mine.update(due_at=at + pause, last_error=f"{type(error).__name__}: {error}"[:500])
