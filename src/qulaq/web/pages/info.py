"""Short true pages: what Qulaq is, help, accessibility, personal data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

INFO = ("about", "help", "accessibility", "privacy")


@require_safe
def info(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages named in INFO; the addresses allow no other name."""
    return render(request, f"info/{name}.html")
