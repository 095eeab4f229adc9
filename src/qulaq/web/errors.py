"""Pages for what went wrong: what happened, that nothing is lost, and the way on; kind, in three languages.

A last resort in plain bytes stands behind them: the page that says "we broke it" must not need what broke.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mishap:
    """One kind of failure: a headline, what it means, and what the person can do."""

    title: str | Promise
    lead: str | Promise
    way: str | Promise


MISHAPS: Final[dict[int, Mishap]] = {
    400: Mishap(
        _("We could not read this request"),
        _("The address or the form came broken. It happens when the connection is lost."),
        _("Go back and press the button once more. What you wrote stays in your form."),
    ),
    403: Mishap(
        _("This page is closed to you"),
        _("It belongs to other people or to the official in charge, or the form has been open too long."),
        _("If it was a form, go back, reload the page and send it again. If you work here, sign in."),
    ),
    404: Mishap(
        _("There is no such page"),
        _("The address may have a typing mistake, or the page was moved."),
        _("Looking for your appeal? Enter the number and the code from your talon."),
    ),
    409: Mishap(
        _("Somebody was faster"),
        _("While you were writing, the matter changed. Nothing of yours is lost, nothing was done twice."),
        _("Open the page anew, look at what changed, and decide again."),
    ),
    429: Mishap(
        _("Too many tries in a row"),
        _("We stop for a while so that nobody can guess codes or numbers."),
        _("Wait ten minutes and try again, or call 109."),
    ),
    500: Mishap(
        _("We broke something"),
        _("It is our fault. The mistake is recorded and will be looked at."),
        _("Try again in a few minutes. What was sent before and has a number is safe."),
    ),
    503: Mishap(
        _("Too many people at once"),
        _("The system is resting or being repaired. What was sent and has a number is safe."),
        _("Try again in a few minutes, or call 109."),
    ),
}

LAST_RESORT: Final = (
    '<!doctype html><html lang="kk"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Qulaq</title><h1>Бізде ақау болды</h1>"
    "<p>Бірнеше минуттан кейін қайталап көріңіз немесе 109-ға хабарласыңыз. Нөмірі бар өтініш сақталған.</p>"
    '<p lang="ru">У нас сбой. Попробуйте через несколько минут или позвоните 109. '
    "Обращение с номером сохранено.</p>"
    '<p lang="en">We broke something. Try again in a few minutes or call 109. '
    "An appeal with a number is safe.</p>"
)


def page(request: HttpRequest, status: int, *, why: str = "") -> HttpResponse:
    """The page of one failure; `why` adds what exactly, in the reader's language."""
    mishap = MISHAPS[status]
    try:
        body: str = render_to_string(
            "error.html", {"status": status, "mishap": mishap, "why": why}, request=request
        )
    except Exception:
        log.exception("the page of a failure could not be drawn")
        body = LAST_RESORT
    return HttpResponse(body, status=status, headers={"Retry-After": "300"} if status in {429, 503} else None)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django calls a CSRF failure: nearly always a form open for too long (CSRF_FAILURE_VIEW)."""
    return page(request, 403)
