"""Opening a page as one person or another sees it, and asking axe-core what would keep somebody out."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response

Light = Literal["light", "dark"]
WIDTHS = (320, 360, 1280)
LANGUAGES = ("kk", "ru", "en")
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# WCAG 2.2 level AA, and what axe calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Eyes:
    """Contexts of one browser, each with its own cookies."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: list[BrowserContext] = []

    def context(
        self, *, width: int = 1280, language: str = "kk", light: Light = "light", scripts: bool = True
    ) -> BrowserContext:
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            locale=language,
            color_scheme=light,
            java_script_enabled=scripts,
            extra_http_headers={"Accept-Language": language},
        )
        context.set_default_timeout(15_000)
        self._open.append(context)
        return context

    def page(
        self, *, width: int = 1280, language: str = "kk", light: Light = "light", scripts: bool = True
    ) -> Page:
        return self.context(width=width, language=language, light=light, scripts=scripts).new_page()

    def close(self) -> None:
        for context in self._open:
            context.close()


def let_in(context: BrowserContext, client: Client) -> None:
    """Give the browser the session of a visitor, as the `__Host-` cookies of the real site."""
    context.clear_cookies()
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": "https://localhost/", "secure": True}
            for name, morsel in client.cookies.items()
        ]
    )


def barriers(page: Page) -> list[str]:
    """What axe-core finds wrong: one line for each element, naming the rule."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sideways(page: Page) -> int:
    """How many pixels wider than the window the page is: a phone must not scroll sideways."""
    return int(
        page.evaluate(
            "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
        )
    )


def wire_weight(response: Response) -> int:
    """Bytes of the body as they travelled."""
    return response.request.sizes()["responseBodySize"]
