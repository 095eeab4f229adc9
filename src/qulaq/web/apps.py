"""Registers the floor `web` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "qulaq.web"
    label = "web"
