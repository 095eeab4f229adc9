"""Icons and QR codes are inline SVG without styles, scripts or addresses."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from qulaq.web.icons import ICONS
from qulaq.web.templatetags.draw import qr


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_hidden_from_ears_and_plain(name: str) -> None:
    drawn = Template("{% load draw %}{% icon name %}").render(Context({"name": name}))
    assert 'aria-hidden="true"' in drawn
    assert "style" not in drawn
    assert "http" not in drawn


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Template('{% load draw %}{% icon "emoji" %}').render(Context())


def test_a_qr_code_says_what_it_is_and_draws_every_dark_square() -> None:
    import segno

    drawn = qr("http://127.0.0.1/track/ЖМ-26-1/", 'the "page"')
    assert 'role="img" aria-label="the &quot;page&quot;"' in drawn
    dark = sum(sum(row) for row in segno.make_qr("http://127.0.0.1/track/ЖМ-26-1/", error="m").matrix)
    path = drawn.split('<path d="')[1].split('"')[0]
    assert sum(int(run.split("v")[0]) for run in path.split("h")[1::2]) == dark
