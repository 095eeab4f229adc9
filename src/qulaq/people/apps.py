"""Registers the floor `people` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "qulaq.people"
    label = "people"
