"""A code reaches a phone through the gateway, an inbox through the mail server, or the person hears it did not."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from qulaq.channels import codes, ways
from qulaq.people.contact import Contact
from qulaq.people.courier import NotSent, courier
from qulaq.people.models import ContactKind

PHONE = Contact(ContactKind.PHONE, "+77001234567")
INBOX = Contact(ContactKind.EMAIL, "dana@example.kz")
LOCAL = "django.core.mail.backends.locmem.EmailBackend"


class Gateway(BaseHTTPRequestHandler):
    """An operator's door that notes what came, and answers as it is told."""

    came: list[tuple[str, dict[str, Any]]] = []
    answer, slow = 200, 0.0

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.came.append((self.headers["Authorization"], body))
        time.sleep(self.slow)
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """A quiet door."""


@pytest.fixture
def gateway() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Gateway.came, Gateway.answer, Gateway.slow = [], 200, 0.0
    yield f"http://127.0.0.1:{server.server_address[1]}/send"
    server.shutdown()
    server.server_close()


def test_a_phone_gets_its_code_through_the_gateway_in_its_language(gateway: str) -> None:
    with override_settings(CODES_BY=["mail", "sms"], SMS_URL=gateway, SMS_TOKEN="t0ken"):
        assert courier().send(PHONE, "123456", language="ru") is None
    [(token, body)] = Gateway.came
    assert token == "Bearer t0ken" and body["to"] == PHONE.value
    assert "123456" in body["text"] and "Никому не говорите" in body["text"]


@pytest.mark.parametrize("answer", [400, 401, 500, 503])
def test_a_gateway_that_refuses_is_not_taken_for_one_that_sent(gateway: str, answer: int) -> None:
    Gateway.answer = answer
    with override_settings(CODES_BY=["sms"], SMS_URL=gateway), pytest.raises(NotSent):
        courier().send(PHONE, "123456", language="kk")


def test_a_slow_or_absent_gateway_is_not_waited_for(gateway: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Gateway.slow = 3.0
    monkeypatch.setattr(ways, "PATIENCE", 0.2)
    for url in [gateway, "http://127.0.0.1:9/"]:
        began = time.perf_counter()
        with override_settings(CODES_BY=["sms"], SMS_URL=url), pytest.raises(NotSent):
            courier().send(PHONE, "123456", language="kk")
        assert time.perf_counter() - began < 2


@override_settings(CODES_BY=["mail"], EMAIL_HOST="mail.example", EMAIL_BACKEND=LOCAL)
def test_an_inbox_gets_its_code_in_a_letter() -> None:
    assert courier().send(INBOX, "123456", language="kk") is None
    [letter] = mail.outbox
    assert letter.to == [INBOX.value] and "123456" in letter.body and "123456" not in letter.subject


@override_settings(
    CODES_BY=["mail"],
    EMAIL_HOST="127.0.0.1",
    EMAIL_PORT=9,
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
)
def test_a_mail_server_that_is_down_is_told() -> None:
    with pytest.raises(NotSent):
        courier().send(INBOX, "123456", language="kk")


def test_a_code_fits_into_one_message_and_is_complete_in_three_languages() -> None:
    assert codes.TEXT.missing() == codes.SUBJECT.missing() == ()
    for language in ["kk", "ru"]:
        assert len(codes.TEXT.said(language).format(code="123456")) <= 70
