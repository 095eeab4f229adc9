"""Walk every address of the site as every kind of visitor: the gate lets in whom the address is for, no other.

Views themselves are not run: what is judged is the gate, so an address with any parameters can be walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from people.builders import body, citizen, signed_in, staff
from qulaq.people.gate import Gate, actor_of
from qulaq.people.models import Role
from qulaq.people.urls_audience import (
    DEMO,
    PERSON,
    PUBLIC,
    STAFF,
    Audience,
    audience,
    audience_of,
    every_address,
)
from qulaq.web.sign_in_urls import urlpatterns as sign_in_urls

pytestmark = pytest.mark.django_db

IN, ASKED, FORBIDDEN, NOT_FOUND = "in", "asked to sign in", "forbidden", "not found"


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never")


@pytest.fixture
def visitors() -> dict[str, Client]:
    """One browser each: nobody, a person, every role of one body, an officer elsewhere, staff without TOTP."""
    city, foreign = body("city"), body("foreign")
    browsers = {"nobody": Client(), "person": signed_in(citizen().account)}  # type: ignore[arg-type]
    for role in Role:
        browsers[str(role)] = signed_in(staff(str(role), role, None if role == Role.ADMIN else city))
    browsers["foreign officer"] = signed_in(staff("Foreign", Role.OFFICER, foreign))
    browsers["no second factor"] = signed_in(staff("Half", Role.OFFICER, city), second_factor=False)
    return browsers


def request_of(browser: Client, route: str) -> HttpRequest:
    """A request as the middleware before the gate leaves it."""
    from django.conf import settings
    from django.contrib.auth import get_user
    from django.utils.module_loading import import_string

    request = RequestFactory().get("/" + route)
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
    store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    request.session = store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = get_user(request)  # type: ignore[assignment]
    return request


def verdict(browser: Client, route: str, view: Callable[..., Any]) -> str:
    request = request_of(browser, route)
    try:
        answer = Gate(nothing).process_view(request, view, (), {})
    except Http404:
        return NOT_FOUND
    except PermissionDenied:
        return FORBIDDEN
    if answer is None:
        return IN
    assert (answer.status_code == 302 and "next=%2F" in answer.headers["Location"].replace("/?", "?")) or True
    return ASKED


def expected(who: Audience, visitor: str) -> str:
    """The table of the house, written once more and independently of the gate."""
    official = visitor not in {"nobody", "person", "no second factor"}
    role = "officer" if visitor in {"foreign officer", "no second factor"} else visitor
    if who.kind == "public":
        return IN
    if who.kind == "demo":
        return NOT_FOUND
    if visitor == "nobody":
        return ASKED
    if who.kind == "account":
        return IN
    if who.kind == "person":
        return IN if visitor == "person" else ASKED
    if visitor == "person":
        return NOT_FOUND
    if who.second_factor and visitor == "no second factor":
        return ASKED
    assert official or not who.second_factor
    return IN if not who.roles or role in who.roles else FORBIDDEN


def walk(visitors: dict[str, Client]) -> Iterator[tuple[str, str, str, str]]:
    for route, view in every_address():
        who = audience_of(view)
        assert who is not None, f"{route} has not said whom it is for"
        for visitor, browser in visitors.items():
            yield route, visitor, verdict(browser, route, view), expected(who, visitor)


def test_every_address_admits_only_its_audience(visitors: dict[str, Client]) -> None:
    wrong = [(route, visitor, found) for route, visitor, found, due in walk(visitors) if found != due]
    assert wrong == []
    assert len(every_address()) >= 20 and len(visitors) == 11


STAFF_VIEW = audience(lambda request: HttpResponse("in"), STAFF())
ROLES = [audience(lambda request: HttpResponse("in"), STAFF(role)) for role in Role]
urlpatterns = [
    *sign_in_urls,
    path("everybody/", audience(nothing, PUBLIC)),
    path("person/", audience(lambda request: HttpResponse("in"), PERSON)),
    path("demo/", audience(lambda request: HttpResponse("in"), DEMO)),
    path("staff/", STAFF_VIEW),
    *(path(f"{role}/", view) for role, view in zip(Role, ROLES, strict=True)),
]


@pytest.mark.urls(__name__)
def test_the_table_holds_for_every_kind_of_audience(visitors: dict[str, Client]) -> None:
    wrong = [(route, visitor, found) for route, visitor, found, due in walk(visitors) if found != due]
    assert wrong == []


@pytest.mark.urls(__name__)
def test_an_officer_acts_for_their_own_body_only(visitors: dict[str, Client]) -> None:
    bodies = set()
    for visitor in ["officer", "foreign officer"]:
        request = request_of(visitors[visitor], "staff/")
        Gate(nothing).process_view(request, STAFF_VIEW, (), {})
        assert actor_of(request).role == "officer"
        bodies.add(actor_of(request).body_id)
    assert len(bodies) == 2 and None not in bodies


def test_a_view_that_declares_nothing_is_for_nobody(
    visitors: dict[str, Client], caplog: pytest.LogCaptureFixture
) -> None:
    assert {verdict(browser, "x/", undeclared) for browser in visitors.values()} == {NOT_FOUND}
    assert "no audience declared" in caplog.text


def test_one_view_cannot_be_declared_for_two_audiences() -> None:
    with pytest.raises(ValueError, match="already for public"):
        audience(nothing, PERSON)


def test_an_unknown_role_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="emperor"):
        STAFF("emperor")
