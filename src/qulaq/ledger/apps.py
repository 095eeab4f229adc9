"""Registers the ledger with Django and lets every room declare its events, handlers, chores and contents."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    name = "qulaq.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Import `events.py`, `handlers.py`, `chores.py` and `witnessed.py` of every app that has them.

        The ledger's own chore lives in its `sequencer.py`.
        """
        import_module("qulaq.ledger.sequencer")
        autodiscover_modules("events", "handlers", "chores", "witnessed")
