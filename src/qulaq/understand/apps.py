"""Registers the room `understand` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class UnderstandConfig(AppConfig):
    name = "qulaq.understand"
    label = "understand"
