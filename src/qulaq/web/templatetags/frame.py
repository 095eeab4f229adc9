"""`{% load frame %}`: the doors of the mast (only those whose pages exist) and the languages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

DOORS = (
    ("write", _("Write")),
    ("track", _("Follow")),
    ("answers", _("Answers")),
    ("take-part", _("Take part")),
    ("figures", _("Figures")),
)
FEET = (
    ("about", _("About Qulaq")),
    ("bodies", _("State bodies")),
    ("open-data", _("Open data")),
    ("check-receipt", _("Check a receipt")),
    ("accessibility", _("Accessibility")),
    ("privacy", _("Personal data")),
    ("mine", _("My letters")),
    ("help", _("Help: 109")),
)
TONGUES = (("kk", "Қаз", "Қазақша"), ("ru", "Рус", "Русский"), ("en", "Eng", "English"))


def existing(doors: tuple[tuple[str, Any], ...]) -> list[dict[str, object]]:
    """Those of `doors` whose pages this installation has, with their addresses."""
    found: list[dict[str, object]] = []
    for name, label in doors:
        try:
            found.append({"name": name, "label": label, "href": reverse(name)})
        except NoReverseMatch:
            continue
    return found


def stands_in(request: HttpRequest | None, door: dict[str, object]) -> bool:
    """Whether the page being shown belongs behind this door."""
    path = request.path if request else ""
    return path == door["href"] or path.startswith(str(door["href"]))


@register.simple_tag(takes_context=True)
def doors(context: template.Context) -> list[dict[str, object]]:
    request = context.get("request")
    return [{**door, "here": stands_in(request, door)} for door in existing(DOORS)]


@register.simple_tag
def feet() -> list[dict[str, object]]:
    return existing(FEET)


@register.simple_tag(takes_context=True)
def tongues(context: template.Context) -> list[dict[str, object]]:
    """The three languages, each with the address that changes to it and comes back to this page."""
    request: HttpRequest | None = context.get("request")
    back = request.get_full_path() if request and request.method in {"GET", "HEAD"} else ""
    back = back or (request.path if request else "/")
    now = (get_language() or settings.LANGUAGE_CODE)[:2]
    return [
        {
            "code": code,
            "brief": brief,
            "name": name,
            "href": f"{reverse('language', args=[code])}?{urlencode({'next': back})}",
            "now": code == now,
        }
        for code, brief, name in TONGUES
    ]


@register.simple_tag
def demo() -> bool:
    return bool(settings.DEMO)
