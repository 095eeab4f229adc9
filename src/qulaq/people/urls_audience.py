"""Whom an address is for. An address that has not said it is for nobody: the gate answers 404.

path("answers/", audience(answers, PUBLIC))
path("desk/", audience(desk, STAFF("registrar", "officer")))
path("api/v1/", declare_all(api.urls, PUBLIC))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver

from qulaq.people.actors import OFFICIAL_ROLES

View = TypeVar("View", bound=Callable[..., Any])
Patterns = TypeVar("Patterns")


@dataclass(frozen=True, slots=True)
class Audience:
    """`kind` is public, person, account, staff or demo; staff may name roles (none = any of them)."""

    kind: str
    roles: frozenset[str] = frozenset()
    second_factor: bool = False


PUBLIC: Final = Audience("public")
PERSON: Final = Audience("person")
ACCOUNT: Final = Audience("account")
STAFF_ENROLLING: Final = Audience("staff")
DEMO: Final = Audience("demo")


def STAFF(*roles: str) -> Audience:
    """Officials who signed in with a second factor; with `roles`, only those who hold one of them."""
    unknown = set(roles) - OFFICIAL_ROLES
    if unknown:
        raise ValueError(f"no such role: {', '.join(sorted(unknown))}")
    return Audience("staff", frozenset(map(str, roles)), second_factor=True)


_declared: dict[Callable[..., Any], Audience] = {}


def audience(view: View, who: Audience) -> View:
    """Say whom `view` is for, and give it back. Saying two different things about one view is an error."""
    if _declared.setdefault(view, who) != who:
        raise ValueError(f"{view!r} is already for {_declared[view].kind}")
    return view


def open_to(who: Audience) -> Callable[[View], View]:
    """The same as a decorator, written above the view."""
    return lambda view: audience(view, who)


def declare_all(patterns: Patterns, who: Audience) -> Patterns:
    """One audience for every view in a list of patterns or in what `include()` takes."""
    found: Any = patterns[0] if isinstance(patterns, tuple) else patterns
    for _route, view in _views(found, ""):
        audience(view, who)
    return patterns


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """Whom the view said it is for; None = it never said."""
    return _declared.get(view)


def _views(
    patterns: Sequence[URLPattern | URLResolver], prefix: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def every_address() -> list[tuple[str, Callable[..., Any]]]:
    """(route, view) of every address of the site."""
    return list(_views(get_resolver().url_patterns, ""))


def undeclared() -> list[str]:
    """Routes that have not said whom they are for: a system guard keeps this empty."""
    return [route for route, view in every_address() if audience_of(view) is None]
