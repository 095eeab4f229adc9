"""GET /lang/<code>?next=… works without scripts, remembers, and never leads away from the site."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

LINK = "/lang/{}?next={}"


@pytest.fixture
def visitor() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


@pytest.mark.parametrize(("code", "word"), [("kk", "Жазу"), ("ru", "Написать"), ("en", "Write")])
def test_the_chosen_language_stays(visitor: Client, code: str, word: str) -> None:
    answer = visitor.get(LINK.format(code, "/help/"), secure=True)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert settings.LANGUAGE_COOKIE_NAME in answer.cookies
    page = visitor.get("/help/", secure=True).content.decode()
    assert f'<html lang="{code}"' in page
    assert word in page


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"]
)
def test_an_address_outside_the_site_leads_to_the_first_page(visitor: Client, away: str) -> None:
    assert visitor.get("/lang/ru", {"next": away}, secure=True).headers["Location"] == "/"


def test_an_unknown_language_is_not_found(visitor: Client) -> None:
    assert visitor.get("/lang/xx", secure=True).status_code == 404


def test_kazakh_comes_first_when_the_reader_asks_for_no_language_we_have(visitor: Client) -> None:
    page = visitor.get("/help/", secure=True, headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="kk"' in page
