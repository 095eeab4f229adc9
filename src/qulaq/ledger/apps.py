"""Registers the floor `ledger` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "qulaq.ledger"
    label = "ledger"
