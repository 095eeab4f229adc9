"""News reaches somebody: every event has a handler or ends a story, and none can carry a person."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import pytest

from house.sources import SOURCE, modules
from qulaq.ledger import events
from qulaq.ledger.events import Event, known_events, unsafe_fields
from qulaq.ledger.handlers import events_without_handler


def ours() -> dict[str, type[Event]]:
    """The events of the product, wherever they are declared; those that tests make up are left out."""
    for path in modules(SOURCE):
        if path.stem == "events" or path.parent.stem == "events":
            parts = path.relative_to(SOURCE.parent).with_suffix("").parts
            importlib.import_module(".".join(parts).removesuffix(".__init__"))
    return {name: kind for name, kind in known_events().items() if kind.__module__.startswith("qulaq.")}


def test_every_event_is_handled_or_ends_a_story() -> None:
    declared = ours()
    assert declared
    assert [name for name in events_without_handler() if name in declared] == []


def test_no_event_can_carry_a_person_or_words() -> None:
    assert {name: unsafe for name, kind in ours().items() if (unsafe := unsafe_fields(kind))} == {}


def test_an_event_that_nobody_hears_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_known", {})

    @dataclass(frozen=True)
    class BellRung(Event):
        name = "house.BellRung"
        phone: str

    @dataclass(frozen=True)
    class DoorShut(Event):
        name = "house.DoorShut"
        terminal = True

    assert events_without_handler() == ["house.BellRung"]
    assert unsafe_fields(BellRung) == ["phone"]
    assert unsafe_fields(DoorShut) == []
