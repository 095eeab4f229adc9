"""Registers the floor `account` with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "qulaq.account"
    label = "qulaq_account"
