"""Who reacts to what: `@handles(VoiceTaken)` in a room's `handlers.py` owes the function every such event.

A handler is called as `handler(event, at=…, entry=…)` inside a transaction: `at` is the moment of delivery,
`entry.at` the moment of the fact. It is called at least once and in no promised order, so it must be able to
meet the same event again. An exception means "not yet": the delivery is tried again with growing pauses and
stands among the failing ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from qulaq.ledger.events import Event, known_events
from qulaq.ledger.models import Entry

E = TypeVar("E", bound=Event, contravariant=True)


class Handler(Protocol[E]):
    """What `handles` accepts."""

    def __call__(self, event: E, /, *, at: datetime, entry: Entry) -> None: ...


H = TypeVar("H", bound=Callable[..., None])


@dataclass(frozen=True)
class Registered:
    """A handler and how to call it."""

    function: Callable[..., None]
    outside: bool


_by_event: dict[str, dict[str, Registered]] = {}


def handles(*kinds: type[Event], name: str = "", outside: bool = False) -> Callable[[H], H]:
    """Owe the decorated function every event of `kinds`.

    `name` identifies the handler in stored deliveries (default: module and function); keep it when the code
    moves. A handler runs in a transaction that also marks the delivery done: its own changes happen once.
    `outside=True` is for one that talks to the outer world (SMS, mail): no transaction is open, and a crash
    at the wrong moment repeats the call.
    """
    if not kinds:
        raise TypeError("handles() names at least one event")

    def register(function: H) -> H:
        known_as = name or f"{function.__module__.removeprefix('qulaq.')}.{function.__qualname__}"
        for kind in kinds:
            mine = _by_event.setdefault(kind.name, {})
            held = mine.get(known_as)
            if held and _place(held.function) != _place(function):
                raise TypeError(f"two handlers of {kind.name} are named {known_as}")
            mine[known_as] = Registered(function, outside)
        return function

    return register


def handlers_of(event_name: str) -> dict[str, Registered]:
    """The handlers of an event, by their stored names."""
    return dict(_by_event.get(event_name, {}))


def events_without_handler() -> list[str]:
    """Events that nobody reacts to and that are not declared terminal; the system guard wants none."""
    return [name for name, kind in known_events().items() if not kind.terminal and not _by_event.get(name)]


def _place(function: Callable[..., None]) -> tuple[str, str]:
    return function.__module__, function.__qualname__
