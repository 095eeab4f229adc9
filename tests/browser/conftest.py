"""A real Chromium (Debian's, not a downloaded one) for tests that must see a page as a person does.

At home these tests say loudly that they were skipped when there is no Chromium; with CI=true its absence is a
failure. CHROMIUM names another binary.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.seeing import Eyes

HERE = Path(__file__).parent
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium_path() -> str | None:
    """The Chromium of this machine, or None."""
    named = os.environ.get("CHROMIUM")
    found = [
        shutil.which(name)
        for name in ([named] if named else ["chromium", "chromium-browser", "google-chrome"])
    ]
    return next((path for path in found if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser and is left out, aloud, where there is none."""
    there = chromium_path() is not None or os.environ.get("CI") == "true"
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            if not there:
                item.add_marker(pytest.mark.skip(reason="no Chromium here: NOT CHECKED in a browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = chromium_path()
    if path is None:
        pytest.fail("CI=true and there is no Chromium: the browser tests must run")
    # Playwright's synchronous face keeps an event loop in this thread; Django's ORM takes it for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def eyes(chromium: Browser) -> Iterator[Eyes]:
    """Opens pages at any width, language, light and with or without scripts; closes them after the test."""
    seeing = Eyes(chromium)
    yield seeing
    seeing.close()
