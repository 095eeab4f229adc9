"""Registers the floor `hear` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class HearConfig(AppConfig):
    name = "qulaq.hear"
    label = "hear"
