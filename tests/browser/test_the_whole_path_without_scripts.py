"""From a letter to a published answer and beyond, by somebody whose browser runs no scripts and who has no account."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.seeing import Eyes, let_in
from matters_of_the_story import REPLY
from people.builders import Pocket, signed_in
from people_of_the_story import Story
from qulaq.hear.models import Voice
from qulaq.people.models import Account

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Көктал ауылында су құбыры жарылып, үшінші күн су жоқ. Қашан жөнделеді? Балабақша да сусыз отыр."

PHONE = "8 701 555 44 33"


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
    page.locator("input[name=contact]").fill(PHONE)
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


def confirm(page: Page, phone: Pocket) -> None:
    """By a code that comes to the phone, the letter becomes an appeal by law."""
    page.locator("a[href$='/confirm/']").first.click()
    page.locator("input[name=contact]").fill(PHONE)
    press(page)
    page.locator("input[name=code]").fill(phone.code)
    press(page)


def follow(page: Page, server: LiveServer, number: str, code: str) -> None:
    """On any machine, with the number and the code of the talon, typed as people type."""
    page.goto(address(server, "/track/"))
    page.locator("input[name=number]").fill(number.lower())
    page.locator("input[name=code]").fill(code.replace("-", " ").lower())
    press(page)
    expect(page.locator("h1")).to_be_visible()


def at_work(eyes: Eyes, server: LiveServer, account: Account, number: str) -> Page:
    """The matter on the desk of an official who is signed in."""
    context = eyes.context(width=1280, language="ru", scripts=False)
    let_in(context, signed_in(account))
    page = context.new_page()
    page.goto(address(server, f"/desk/{number}/"))
    return page


def answer(page: Page) -> None:
    """Written, checked, sent: what the checklist marks must be mended first."""
    page.locator("a[href$='/answer/']").click()
    page.locator("select[name=language], input[name=language]").first.wait_for()
    choose(page, "language", "kk")
    page.locator("textarea[name=text]").fill("Принято к сведению.")
    choose(page, "result", "explained")
    page.locator("input[name=executor]").fill("Серік Қ.")
    page.locator("input[name=executor_phone]").fill("+7 726 36 2-00-00")
    page.locator("button[name=send]").click()
    expect(page.locator(".fix").first).to_be_visible()
    page.locator("textarea[name=text]").fill(REPLY)
    page.locator("input[name=points_answered]").check()
    page.locator("button[name=send]").click()
    expect(page.locator(".reply")).to_contain_text("14-бабы")


def choose(page: Page, name: str, value: str) -> None:
    """A choice, whether it is drawn as a list or as buttons."""
    if page.locator(f"select[name={name}]").count():
        page.locator(f"select[name={name}]").select_option(value)
    else:
        page.locator(f"input[name={name}][value={value}]").check()


def test_a_letter_is_written_confirmed_answered_published_rated_and_opened_again(
    eyes: Eyes, live_server: LiveServer, story: Story, phone: Pocket
) -> None:
    page = eyes.page(width=360, scripts=False)
    number, code = write(page, live_server)
    voice = Voice.objects.select_related("case").get(number=number)
    assert voice.case and voice.case.procedure == "enquiry" and voice.text == TEXT
    confirm(page, phone)
    voice.refresh_from_db()
    assert voice.case and voice.case.procedure == "appeal"

    elsewhere = eyes.page(width=320, language="ru", scripts=False)
    follow(elsewhere, live_server, number, code)
    assert "Дана Әлімова" not in elsewhere.content()
    assert "7015554433" not in re.sub(r"\D", "", elsewhere.inner_text("main"))

    desk = at_work(eyes, live_server, story.aigul, number)
    desk.locator("form[action$='/do/register/'] button").click()
    desk.locator("select[name=officer]").select_option(str(story.serik.pk))
    desk.locator("form[action$='/assign/'] button").click()
    desk = at_work(eyes, live_server, story.serik, number)
    answer(desk)
    desk.locator("a[href$='/publish/']").click()
    expect(desk.locator("textarea[name=question]")).to_have_value(re.compile("су құбыры жарылып"))
    press(desk)
    expect(desk.locator("main")).to_contain_text("14-бабы")
    assert "Дана" not in desk.content()

    elsewhere.reload()
    expect(elsewhere.locator(".reply")).to_contain_text("14-бабы")
    elsewhere.locator("button[name=resolved][value=no]").click()
    elsewhere.locator("a[href$='/again/']").first.click()
    elsewhere.locator("textarea[name=text]").fill("Су тағы тоқтады, жөндеу бір күнге жетті.")
    press(elsewhere)
    again = Voice.objects.filter(purpose="reopening").select_related("about", "case").get()
    assert again.about_id == voice.case_id and again.number != number
    assert again.case and again.case.outcome == ""
    journalist = eyes.page(width=320, language="en", scripts=False)
    journalist.goto(address(live_server, "/answers/"))
    journalist.locator(f"a[href='/answers/{number.lower()}/']").first.click()
    expect(journalist.locator("main")).to_contain_text("су құбыры жарылып")


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
