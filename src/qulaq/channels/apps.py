"""Registers the door `channels` with Django, so that its handlers are found."""

from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "qulaq.channels"
    label = "channels"
