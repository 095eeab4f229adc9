"""The gate before every view: whom the address is for, who is asking, and in which role. Deny by default."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from qulaq.kernel.clock import local
from qulaq.people.actors import ANYONE, Actor, applicant, offices
from qulaq.people.models import Account, Person
from qulaq.people.urls_audience import Audience, audience_of

log = logging.getLogger(__name__)
BEGAN, ENDS, SEEN, OFFICE = "began", "ends", "seen", "office"
STEP = timedelta(minutes=5)
"""How exactly the last look of an official is known: not every page writes to the session."""


def begin_session(request: HttpRequest, account: Account, at: datetime) -> None:
    """Fix the last moment of a session at its first: staff hours for a work e-mail, a person's otherwise."""
    hours = settings.STAFF_SESSION_HOURS if account.email else settings.PERSON_SESSION_HOURS
    request.session[BEGAN] = at.isoformat()
    request.session[ENDS] = (at + timedelta(hours=hours)).isoformat()


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Did this session pass a second factor (TOTP or a recovery code)?"""
    records = get_authentication_records(request, account_of(request))
    return any(record.get("method") == "mfa" for record in records)


def account_of(request: HttpRequest) -> Account | None:
    """The signed-in account; no cookie, no look at the session (so public pages stay cacheable)."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    return user if isinstance(user, Account) else None


def person_of(request: HttpRequest) -> Person | None:
    """The signed-in person; None for staff and for nobody."""
    account = account_of(request)
    return Person.objects.filter(account=account).first() if account else None


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request: what the gate found, at least `ANYONE`."""
    found = getattr(request, "_actor", None)
    return found if isinstance(found, Actor) else ANYONE


def offices_of(request: HttpRequest, at: datetime) -> list[Actor]:
    """The roles that the signed-in official may take today, the chosen one first."""
    account = account_of(request)
    held = offices(account, local(at).date()) if account else []
    chosen = request.session.get(OFFICE) if held else None
    return sorted(held, key=lambda actor: _mark(actor) != chosen)


def choose_office(request: HttpRequest, mark: str, at: datetime) -> Actor:
    """Act from now on in this role; Http404 when it is not among the account's own."""
    for actor in offices_of(request, at):
        if _mark(actor) == mark:
            request.session[OFFICE] = mark
            return actor
    raise Http404


def _mark(actor: Actor) -> str:
    return f"{actor.role}:{actor.body_id or ''}"


class Gate:
    """Middleware: judges each view by the audience that it declared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        who = audience_of(view)
        if who is None:
            log.error("no audience declared: %s.%s", view.__module__, getattr(view, "__qualname__", "view"))
            raise Http404
        now = timezone.now()
        _end_if_over(request, now)
        if who.kind == "staff":
            return _judge_staff(request, who, now)
        if who.kind == "demo" and not settings.DEMO:
            raise Http404
        person = person_of(request)
        request._actor = applicant(person) if person else ANYONE  # type: ignore[attr-defined]
        if who.kind == "account" and account_of(request) is None:
            return _to(request, settings.LOGIN_URL)
        if who.kind == "person" and person is None:
            return _to(request, "sign_in")
        return None


def _end_if_over(request: HttpRequest, now: datetime) -> None:
    """Sign out a session that is over: past its last moment, ended from elsewhere, or left alone by an official."""
    account = account_of(request)
    if account is None:
        return
    began, ends, seen = (_moment(request, name) for name in (BEGAN, ENDS, SEEN))
    ended = account.sessions_since is not None and (began is None or began < account.sessions_since)
    idle = timedelta(minutes=settings.STAFF_IDLE_MINUTES)
    left = account.email is not None and seen is not None and now - seen >= idle
    if ends is None or now >= ends or ended or left:
        logout(request)
    elif account.email and (seen is None or now - seen >= STEP):
        request.session[SEEN] = now.isoformat()


def _moment(request: HttpRequest, name: str) -> datetime | None:
    written = request.session.get(name)
    return datetime.fromisoformat(written) if written else None


def _judge_staff(request: HttpRequest, who: Audience, now: datetime) -> HttpResponse | None:
    if account_of(request) is None:
        return _to(request, settings.LOGIN_URL)
    held = offices_of(request, now)
    if not held:
        raise Http404
    if who.second_factor and not has_shown_second_factor(request):
        return _to(request, "mfa_activate_totp")
    fitting = [actor for actor in held if not who.roles or actor.role in who.roles]
    if not fitting:
        raise PermissionDenied
    request._actor = fitting[0]  # type: ignore[attr-defined]
    return None


def _to(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}?next={quote(request.get_full_path())}")
