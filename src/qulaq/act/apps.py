"""Registers the floor `act` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ActConfig(AppConfig):
    name = "qulaq.act"
    label = "act"
