"""A first visit is at most 19 KB and 12 queries, and everything on it works without scripts.

Measured on every page there is, in three languages, with the people of the story inside.
"""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from matters_of_the_story import visitor
from pages_of_the_site import LANGUAGES, Parts, addresses, is_page, opened, weight
from people_of_the_story import Story

KILOBYTES, QUERIES, QUERIES_AT_WORK = 19 * 1024, 12, 24
"""The workplace shows one matter with everything that can be done in it, to few people; the rest is for all."""


def findings(village: Story) -> list[str]:
    """Pages that are too heavy, ask too much of the database, or need a script."""
    found = []
    for address in addresses():
        client = visitor(village, address)
        try:
            paths = address.filled(village.samples)
        except KeyError as missing:
            found.append(f"{address.route}: the story has no sample for {missing}")
            continue
        for path, language in product(paths, LANGUAGES):
            with CaptureQueriesContext(connection) as asked:
                response = opened(client, path, language)
            if is_page(response):
                most = QUERIES_AT_WORK if address.audience and address.audience.kind == "staff" else QUERIES
                found += [f"{path} in {language}: {why}" for why in objections(response, len(asked), most)]
    return found


def objections(response: HttpResponse, queries: int, most: int) -> list[str]:
    said = list(Parts(response.content.decode()).needs_scripts)
    if (heavy := weight(response)) > KILOBYTES:
        said.append(f"{heavy:,} bytes on the wire, at most {KILOBYTES:,}")
    if queries > most:
        said.append(f"{queries} queries, at most {most}")
    return said


@pytest.mark.django_db
def test_every_page_is_light_asks_little_and_needs_no_script(village: Story, settings: Settings) -> None:
    settings.DEMO = True  # so that the pages of the demonstration are pages too
    found = findings(village)
    assert found == [], "\n".join(found)


@pytest.mark.django_db
def test_the_story_opens_real_pages(village: Story) -> None:
    """Not a row of redirects and refusals: at least half of what a visitor may open is a page."""
    public = [a for a in addresses() if a.audience and a.audience.kind == "public"]
    shown = [is_page(opened(visitor(village, a), a.filled(village.samples)[0], "kk")) for a in public]
    assert sum(shown) * 2 >= len(shown) > 0


def test_what_is_heavy_or_needs_scripts_is_named() -> None:
    text = (
        '<link rel="stylesheet" href="/static/qulaq.css"><script>go()</script><p style="x" onclick="y">'
        '<a href="javascript:go()">a</a><button>b</button><form><input></form><form><button>c</button></form>'
    )
    parts = Parts(text)
    assert parts.fetched == ["/static/qulaq.css"]
    assert len(parts.needs_scripts) == 6
    heavy = HttpResponse("".join(map(chr, range(0x3400, 0x9000))))
    assert [said.partition(" ")[2][:8] for said in objections(heavy, 13, QUERIES)] == ["bytes on", "queries,"]
