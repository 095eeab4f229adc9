"""axe finds nothing on any page in any language; no page is wider than the window, from 320 px up."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.seeing import WIDTHS, Eyes, Light, barriers, let_in, sideways
from matters_of_the_story import visitor
from pages_of_the_site import addresses, is_page, opened
from people_of_the_story import Story

pytestmark = pytest.mark.django_db(transaction=True)
KINDS = ("public", "person", "account", "staff", "demo")
# Each language meets axe at one width and in one light; the width itself is tried at all three.
WAYS: tuple[tuple[str, int, Light], ...] = (("kk", 320, "light"), ("ru", 360, "dark"), ("en", 1280, "light"))


def shown(story: Story, kind: str) -> list[tuple[str, Client]]:
    """(path, visitor) of every page that visitors of this kind can open."""
    found = []
    for address in addresses():
        if address.audience and address.audience.kind == kind:
            client = visitor(story, address)
            paths = address.filled(story.samples)
            found += [(path, client) for path in paths if is_page(opened(client, path, "kk"))]
    return found


def wrong_with(page: Page) -> list[str]:
    """Barriers, and how much wider than each window the page is."""
    found = barriers(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if wide := sideways(page):
            found.append(f"{wide} px wider than a window of {width} px")
    return found


@pytest.mark.parametrize(("language", "width", "light"), WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_open_to_everybody(
    eyes: Eyes,
    live_server: LiveServer,
    village: Story,
    settings: Settings,
    kind: str,
    language: str,
    width: int,
    light: Light,
) -> None:
    settings.DEMO = True  # so that the pages of the demonstration are pages too
    found: list[str] = []
    port = urlsplit(live_server.url).port
    context = eyes.context(width=width, language=language, light=light)
    page = context.new_page()
    page.on("pageerror", lambda error: found.append(f"{page.url} script: {error}"))
    page.on("console", lambda line: found.append(f"{page.url} {line.text}") if line.type == "error" else None)
    for path, client in shown(village, kind):
        let_in(context, client)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"http://localhost:{port}{path}")
        found += [f"{path}: {wrong}" for wrong in wrong_with(page)]
    assert found == [], "\n".join(found)
