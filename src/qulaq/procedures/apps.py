"""Registers the floor `procedures` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "qulaq.procedures"
    label = "procedures"
