"""Every page of the site, found in its addresses: what a guard guards is discovered, never listed.

An address with parameters needs a value for each: the story's `samples` give them by the parameter's name. An
address for which there is none is reported by the guards, so a new page cannot slip past them.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from qulaq.people.urls_audience import Audience, audience_of

LANGUAGES = ("kk", "ru", "en")
PARAMETER = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")
GROUP = re.compile(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")
"""A named group of a route written as a regular expression."""
NOT_PAGES = ("api/", "open311/", "feeds/", "static/")
"""Doors for machines: their weight and language are other tests' business."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its route as written, and whom it is for (None = it never said)."""

    route: str
    audience: Audience | None

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(PARAMETER.findall(self.route))

    def filled(self, samples: Mapping[str, tuple[str, ...]]) -> list[str]:
        """The paths with every sample in the place of every parameter; KeyError names the missing one.

        `bodies/code` are the samples for a parameter called code under /bodies/, before those called `code`.
        """
        room = self.route.partition("/")[0]
        given = [samples.get(f"{room}/{name}") or samples[name] for name in self.parameters]
        return [self._with(values) for values in product(*given)]

    def _with(self, values: tuple[str, ...]) -> str:
        waiting = iter(values)
        return "/" + PARAMETER.sub(lambda _: next(waiting), self.route)


def addresses() -> list[Address]:
    """Every address that a person could open in a browser."""
    found = _walk(get_resolver().url_patterns, "")
    return [address for address in found if not address.route.startswith(NOT_PAGES)]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + GROUP.sub(r"<\1>", str(pattern.pattern)).strip("^$").removesuffix("\\Z")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield Address(route, audience_of(pattern.callback))


def opened(client: Client, path: str, language: str) -> HttpResponse:
    """The page as a browser of that language gets it over TLS."""
    return client.get(path, secure=True, headers={"accept-language": language})


def is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


class Parts(HTMLParser):
    """What a page fetches, and everything in it that needs a script to work."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.scripts: list[str] = []
        self.needs_scripts: list[str] = []
        self._forms: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._note_fetches(tag, named)
        for name in named:
            if name.startswith("on") or name == "style":
                self.needs_scripts.append(f"<{tag} {name}=…> is not allowed by the content policy")
        if tag == "a" and (not named.get("href") or named["href"].startswith(("javascript:", "#!"))):
            self.needs_scripts.append("<a> that leads nowhere")
        if tag == "form":
            self._forms.append([])
        if tag in {"button", "input"} and self._forms:
            self._forms[-1].append(named.get("type", "submit" if tag == "button" else "text"))
        elif tag == "button" and "form" not in named and "popovertarget" not in named:
            self.needs_scripts.append("<button> outside of a form")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._forms and not {"submit", "image"} & set(self._forms.pop()):
            self.needs_scripts.append("<form> without a button that sends it")

    def _note_fetches(self, tag: str, named: dict[str, str]) -> None:
        if tag == "link" and "stylesheet" in named.get("rel", ""):
            self.fetched.append(named.get("href", ""))
        if tag in {"img", "iframe", "video", "audio", "source", "embed"} and named.get("src"):
            self.fetched.append(named["src"])
        if tag == "script":
            self.scripts.append(named.get("src", ""))
            if not named.get("src") and named.get("type") != "application/ld+json":
                self.needs_scripts.append("<script> written into the page")


def packed(data: bytes) -> int:
    """Bytes on the wire, as a server with gzip sends them."""
    return len(gzip.compress(data, 6))


def weight(response: HttpResponse) -> int:
    """Bytes of a first visit without scripts: the page and all that it fetches."""
    parts = Parts(response.content.decode())
    return packed(response.content) + sum(packed(fetched(name)) for name in parts.fetched)


def fetched(address: str) -> bytes:
    """The file behind a static address; whatever is not ours or is missing is an error."""
    name = address.partition("static/")[2].partition("?")[0]
    path = finders.find(name) if name else None
    if not path:
        raise AssertionError(f"the page fetches {address}, which is not a static file of ours")
    return Path(path).read_bytes()
