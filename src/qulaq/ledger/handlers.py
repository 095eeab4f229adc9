"""Who reacts to what: `@handles(VoiceTaken)` in a room's `handlers.py` owes the function every such event.

A handler is called as `handler(event, at=…, entry=…)` inside a transaction: `at` is the moment of delivery,
`entry.at` the moment of the fact. It is called at least once and in no promised order, so it must be able to
meet the same event again. An exception means "not yet": the delivery is tried again with growing pauses and
stands among the failing ones.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from qulaq.ledger.events import Event, known_events
from qulaq.ledger.models import Entry

E = TypeVar("E", bound=Event, contravariant=True)


class Handler(Protocol[E]):
    """What `handles` accepts."""

    def __call__(self, event: E, /, *, at: datetime, entry: Entry) -> None: ...


H = TypeVar("H", bound=Callable[..., None])

_by_event: dict[str, dict[str, Callable[..., None]]] = {}


def handles(*kinds: type[Event], name: str = "") -> Callable[[H], H]:
    """Owe the decorated function every event of `kinds`.

    `name` identifies the handler in stored deliveries (default: module and function); keep it when the code
    moves.
    """
    if not kinds:
        raise TypeError("handles() names at least one event")

    def register(function: H) -> H:
        known_as = name or f"{function.__module__.removeprefix('qulaq.')}.{function.__qualname__}"
        for kind in kinds:
            mine = _by_event.setdefault(kind.name, {})
            held = mine.get(known_as)
            if held and (held.__module__, held.__qualname__) != (function.__module__, function.__qualname__):
                raise TypeError(f"two handlers of {kind.name} are named {known_as}")
            mine[known_as] = function
        return function

    return register


def handlers_of(event_name: str) -> dict[str, Callable[..., None]]:
    """The handlers of an event, by their stored names."""
    return dict(_by_event.get(event_name, {}))


def events_without_handler() -> list[str]:
    """Events that nobody reacts to and that are not declared terminal; the system guard wants none."""
    return [name for name, kind in known_events().items() if not kind.terminal and not _by_event.get(name)]
