"""Choosing a language by a plain link: GET /lang/<code>?next=…, kept in a cookie; no script, no account."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qulaq.kernel.words import LANGUAGES


@never_cache
@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and go back; an address outside this site leads to the first page instead."""
    if code not in LANGUAGES:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    answer = HttpResponseRedirect(back)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        path="/",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
