"""What every answer tells the browser beyond the content policy (OWASP ASVS 5.0 V3)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class Headers:
    """No powers for the page, no embedding elsewhere, no signed-in page left in a cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _signed_in(request):
            response.headers["Cache-Control"] = "no-store"
        return response


def _signed_in(request: HttpRequest) -> bool:
    """Static files are answered before anybody is looked up: they are the same for all, and cacheable."""
    looked_up = settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user")
    return looked_up and request.user.is_authenticated
