"""How a one-time code leaves the house: the world outside behind one function, chosen by CODES_COURIER."""

from __future__ import annotations

from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from qulaq.people.contact import Contact


class NotSent(Exception):
    """No way that is set up could deliver."""


class Courier(Protocol):
    """Delivers a code, or raises `NotSent`."""

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        """The code itself where the demo shows it on the screen; None when it travelled."""


def courier() -> Courier:
    """The courier of this installation."""
    return cast(Courier, import_string(settings.CODES_COURIER)())
