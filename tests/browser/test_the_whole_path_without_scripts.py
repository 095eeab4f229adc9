"""From a letter to a published answer and beyond, by somebody whose browser runs no scripts and who has no account."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.seeing import Eyes
from matters_of_the_story import published
from people.builders import Pocket
from people_of_the_story import Story
from qulaq.hear.models import Voice

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Көктал ауылында су құбыры жарылып, үшінші күн су жоқ. Қашан жөнделеді? Балабақша да сусыз отыр."


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Pocket:
    """Dana's phone, to which codes come."""
    pocket = Pocket()
    monkeypatch.setattr("qulaq.web.pages.after.courier", lambda: pocket)
    return pocket


def address(server: LiveServer, path: str = "/") -> str:
    """Browsers trust `localhost` with the cookies of a site under TLS, so these are the real cookies."""
    return f"http://localhost:{urlsplit(server.url).port}{path}"


def press(page: Page, selector: str = "main form button.go") -> None:
    page.locator(selector).first.click()


def fill_in(page: Page, server: LiveServer) -> None:
    """From the first page through two steps to the last look."""
    page.goto(address(server))
    page.locator("a[href='/write/']").first.click()
    page.locator("textarea[name=text]").fill(TEXT)
    page.locator("input[name=kind][value=message]").check()
    press(page)
    page.locator("input[name=place]").fill("Koktal")
    page.locator("button[name=find]").click()
    assert page.locator("input[name=kato]").count() > 2
    page.locator("input[name=kato]").first.check()
    page.locator("select[name=body]").select_option("qordai")
    page.locator("input[name=contact]").fill("8 701 555 44 33")
    page.locator("input[name=name]").fill("Дана Әлімова")
    page.locator("input[name=consent]").check()
    press(page)
    expect(page.locator("main .said")).to_contain_text("су құбыры жарылып")


def write(page: Page, server: LiveServer) -> tuple[str, str]:
    """Three steps from the first page to the talon; gives back its number and code."""
    fill_in(page, server)
    press(page)
    talon = page.locator(".talon")
    return talon.locator(".no").inner_text().strip(), talon.locator(".code").first.inner_text().strip()


def test_a_letter_is_written_confirmed_answered_rated_and_opened_again(
    eyes: Eyes, live_server: LiveServer, story: Story, phone: Pocket
) -> None:
    page = eyes.page(width=360, scripts=False)
    number, code = write(page, live_server)
    voice = Voice.objects.select_related("case").get(number=number)
    assert voice.case and voice.case.procedure == "enquiry" and voice.text == TEXT

    page.locator("a[href$='/confirm/']").first.click()
    page.locator("input[name=contact]").fill("8 701 555 44 33")
    press(page)
    page.locator("input[name=code]").fill(phone.code)
    press(page)
    voice.refresh_from_db()
    assert voice.case and voice.case.procedure == "appeal"

    elsewhere = eyes.page(width=320, language="ru", scripts=False)
    elsewhere.goto(address(live_server, "/track/"))
    elsewhere.locator("input[name=number]").fill(number.lower())
    elsewhere.locator("input[name=code]").fill(code.replace("-", " ").lower())
    press(elsewhere)
    expect(elsewhere.locator("h1")).to_be_visible()
    assert "Дана Әлімова" not in elsewhere.content()
    assert "7015554433" not in re.sub(r"\D", "", elsewhere.inner_text("main"))

    published(story, voice, at=timezone.now())

    elsewhere.reload()
    expect(elsewhere.locator(".reply")).to_contain_text("14-бабы")
    elsewhere.locator("button[name=resolved][value=no]").click()
    elsewhere.locator("a[href$='/again/']").first.click()
    elsewhere.locator("textarea[name=text]").fill("Су тағы тоқтады, жөндеу бір күнге жетті.")
    press(elsewhere)
    again = Voice.objects.filter(purpose="reopening").select_related("about", "case").get()
    assert again.about_id == voice.case_id and again.number != number
    assert again.case and again.case.outcome == ""


def test_what_was_typed_is_kept_when_something_must_be_mended(
    eyes: Eyes, live_server: LiveServer, story: Story
) -> None:
    page = eyes.page(width=360, language="en", scripts=False)
    page.goto(address(live_server, "/write/"))
    press(page)
    expect(page.locator("[role=alert], .fix").first).to_be_visible()
    page.locator("textarea[name=text]").fill(TEXT)
    press(page)
    page.locator("input[name=contact]").fill("8 701 555 44")
    page.locator("input[name=name]").fill("Dana")
    press(page)
    expect(page.locator("input[name=contact]")).to_have_value("8 701 555 44")
    expect(page.locator("input[name=name]")).to_have_value("Dana")
    assert page.title().partition(" ")[0] != "Step"
    assert Voice.objects.count() == 0


def test_sending_twenty_times_makes_one_letter(eyes: Eyes, live_server: LiveServer, story: Story) -> None:
    page = eyes.page(scripts=False)
    fill_in(page, live_server)
    fields = {
        name: page.locator(f"main form input[name={name}]").input_value()
        for name in ("csrfmiddlewaretoken", "idempotency_key")
    }
    sent = [page.request.post(page.url, form=fields, headers={"Referer": page.url}) for _ in range(20)]
    assert {answer.status for answer in sent} == {200}
    number = Voice.objects.get().number
    assert all(number in answer.text() for answer in sent)
