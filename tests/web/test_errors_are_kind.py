"""What went wrong is said in the reader's language, with the way on, even when drawing the page fails."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from qulaq.web import errors

STATUSES = sorted(errors.MISHAPS)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_failure_has_a_page_in_three_languages(rf: RequestFactory, status: int, language: str) -> None:
    with translation.override(language):
        answer = errors.page(rf.get("/x/"), status)
        page = answer.content.decode()
        assert answer.status_code == status
        assert f"<h1>{errors.MISHAPS[status].title}</h1>" in page
        assert 'href="tel:109"' in page
        assert (
            errors.MISHAPS[status].way.__str__() == str(errors.MISHAPS[status].way)
        ) and "<script" not in page


def test_the_three_languages_differ(rf: RequestFactory) -> None:
    titles = set()
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            titles.add(str(errors.MISHAPS[404].title))
    assert len(titles) == 3


def test_a_page_that_cannot_be_drawn_falls_back_to_plain_words(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> str:
        raise RuntimeError("the template is broken too")

    monkeypatch.setattr(errors, "render_to_string", fails)
    answer = errors.broken(rf.get("/x/"))
    assert answer.status_code == 500
    assert "Бізде ақау болды" in answer.content.decode()


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_says_when_to_come_back(rf: RequestFactory, status: int) -> None:
    assert errors.page(rf.get("/x/"), status).headers["Retry-After"] == "300"
