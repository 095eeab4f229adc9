"""A log says what happened and names nobody; nobody writes a line of their own into it."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from qulaq.people.logs import Lines, discreet


def record(says: str, *values: object, failed: bool = False) -> logging.LogRecord:
    try:
        raise ValueError("IIN 900101300017")
    except ValueError:
        info = sys.exc_info() if failed else None
    return logging.LogRecord("qulaq.hear", logging.WARNING, "x.py", 1, says, values, info)


@pytest.mark.parametrize(
    "secret",
    [
        "900101300017",
        "+7 700 123 45 67",
        "8(700)123-45-67",
        "4400 4301 1234 5678",
        "dana.a@mail.example.kz",
        "K7RT-2M9X-QH4D",
    ],
)
def test_what_could_name_a_person_is_hidden(secret: str) -> None:
    for text in [secret, f"from {secret}: refused", f"/track/12/open/{secret}/"]:
        assert secret not in discreet(text) and "[" in discreet(text)


@pytest.mark.parametrize("plain", ["case 31-26-000417 is late", "311010000", "at 2026-03-06T10:00", "0.25 s"])
def test_what_names_nobody_stays(plain: str) -> None:
    assert discreet(plain) == plain


def test_a_trace_is_discreet_too() -> None:
    for as_json in [True, False]:
        assert "900101300017" not in Lines(as_json).format(record("broken", failed=True))


@given(st.text())
def test_a_visitor_cannot_begin_a_line(typed: str) -> None:
    for as_json in [True, False]:
        assert len(Lines(as_json).format(record("Not Found: %s", typed)).splitlines()) == 1


def test_a_served_site_writes_json_lines() -> None:
    event = json.loads(Lines(as_json=True).format(record("case %s is late", 12)))
    assert (event["level"], event["from"], event["says"]) == ("WARNING", "qulaq.hear", "case 12 is late")
    assert event["at"].endswith("+00:00")


def test_the_settings_log_by_these_lines_only() -> None:
    assert settings.LOGGING["formatters"]["lines"]["()"] == "qulaq.people.logs.Lines"
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"lines"}
