"""The harness itself: axe finds a real barrier, a wide page is wide, and without scripts nothing runs."""

from __future__ import annotations

from browser.seeing import Eyes, barriers, sideways

GOOD = """<!doctype html><html lang="kk"><head><title>Бет</title>
<meta name="viewport" content="width=device-width"></head><body>
<main><h1>Бет</h1><p id="said">үнсіз</p></main>
<script>document.getElementById("said").textContent = "сөйледі"</script></body></html>"""
BAD = """<!doctype html><html><head><title></title></head><body><img src="data:,"><input>
<div style="width: 3000px">x</div></body></html>"""


def test_axe_finds_nothing_on_a_good_page_and_names_what_is_wrong_on_a_bad_one(eyes: Eyes) -> None:
    page = eyes.page()
    page.set_content(GOOD)
    assert barriers(page) == []
    page.set_content(BAD)
    rules = {line.partition(":")[0] for line in barriers(page)}
    assert {"html-has-lang", "document-title", "image-alt", "label"} <= rules


def test_a_page_wider_than_the_phone_is_seen(eyes: Eyes) -> None:
    page = eyes.page(width=320)
    page.set_content(GOOD)
    assert sideways(page) == 0
    page.set_content(BAD)
    assert sideways(page) > 2000


def test_without_scripts_nothing_runs(eyes: Eyes) -> None:
    for scripts, said in ((True, "сөйледі"), (False, "үнсіз")):
        page = eyes.page(scripts=scripts)
        page.goto("data:text/html;charset=utf-8," + GOOD.replace("#", "%23"))
        assert page.locator("#said").text_content() == said


def test_dark_and_language_reach_the_page(eyes: Eyes) -> None:
    page = eyes.page(light="dark", language="ru")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate("navigator.language") == "ru"
