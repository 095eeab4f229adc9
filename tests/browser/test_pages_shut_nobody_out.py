"""axe finds nothing on any page, in any language, at any width, light or dark; no page is too wide."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from browser.seeing import LANGUAGES, WIDTHS, Eyes, Light, barriers, sideways
from matters_of_the_story import visitor
from pages_of_the_site import addresses, is_page, opened
from people_of_the_story import Story

LIGHTS: tuple[Light, Light] = ("light", "dark")
pytestmark = pytest.mark.django_db(transaction=True)


def let_in(context: BrowserContext, client: Client, server: LiveServer) -> None:
    """Give the browser the session of a signed-in visitor."""
    place = urlsplit(server.url)
    for name, morsel in client.cookies.items():
        context.add_cookies(
            [{"name": name, "value": morsel.value, "url": f"http://localhost:{place.port}/", "secure": True}]
        )


def shown(story: Story, kind: str) -> list[tuple[str, Client]]:
    """(path, visitor) of every page that visitors of this kind can open."""
    found = []
    for address in addresses():
        if address.audience and address.audience.kind == kind:
            client = visitor(story, address)
            path = address.filled(story.samples)
            if is_page(opened(client, path, "kk")):
                found.append((path, client))
    return found


def look(page: Page, url: str) -> list[str]:
    """What is wrong with a page, each line with its place."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"script: {error}"))
    page.on("console", lambda line: errors.append(f"console: {line.text}") if line.type == "error" else None)
    page.goto(url)
    wide = sideways(page)
    return [*barriers(page), *errors, *([f"{wide} px wider than the window"] if wide else [])]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["public", "person", "account", "staff"])
def test_every_page_is_open_to_everybody(
    eyes: Eyes, live_server: LiveServer, village: Story, kind: str, width: int
) -> None:
    found = {}
    port = urlsplit(live_server.url).port
    pages = shown(village, kind)
    for position, language in enumerate(LANGUAGES):
        light = LIGHTS[(position + width) % 2]
        for path, client in pages:
            context = eyes.context(width=width, language=language, light=light)
            let_in(context, client, live_server)
            wrong = look(context.new_page(), f"http://localhost:{port}{path}")
            context.close()
            if wrong:
                found[f"{path} in {language}, {light}"] = wrong
    assert found == {}, "\n".join(f"{where}: {what}" for where, lines in found.items() for what in lines)
