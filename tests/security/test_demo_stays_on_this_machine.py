"""Codes on the screen and other comforts of the demo refuse to start anywhere but on loopback."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from people.builders import staff
from qulaq.channels.codes import Console, Screen, courier
from qulaq.kernel.errors import BadInput
from qulaq.people.contact import Contact
from qulaq.people.courier import NotSent
from qulaq.people.loopback import OnlyFromHere, host_of, is_loopback, refuse_beyond_loopback
from qulaq.people.models import ContactKind, Role
from qulaq.people.sign_in import sign_in_for_demo

KEYS = {
    "SECRET_KEY": "x" * 60,
    "QULAQ_FIELD_KEYS": "a:" + base64.b64encode(bytes(32)).decode(),
    "QULAQ_LEDGER_KEY": "0" * 64,
}


def start(tmp_path: Path, **env: str) -> str:
    """What a fresh process says about its settings: empty when it starts."""
    environment = {"PATH": os.environ["PATH"], "QULAQ_VAR": str(tmp_path / "var")} | env
    done = subprocess.run(
        [sys.executable, "-c", "import qulaq.settings"], env=environment, capture_output=True, text=True
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"QULAQ_BIND": "0.0.0.0:8000"}, "QULAQ_BIND"),
        ({"QULAQ_BIND": ":8000"}, "QULAQ_BIND"),
        ({"QULAQ_BIND": "[::]:8000"}, "QULAQ_BIND"),
        ({"QULAQ_BIND": "192.168.1.5:80", "SITE_URL": "http://localhost"}, "QULAQ_BIND"),
        ({"SITE_URL": "http://qulaq.example"}, "SITE_URL"),
        ({"SITE_URL": "https://qulaq.example", **KEYS}, "SITE_URL"),
        ({"ALLOWED_HOSTS": "127.0.0.1,*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "127.0.0.1,localhost.example"}, "ALLOWED_HOSTS"),
    ],
)
def test_the_demo_does_not_start_beyond_loopback(tmp_path: Path, env: dict[str, str], named: str) -> None:
    assert named in start(tmp_path, QULAQ_DEMO="1", **env)


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "localhost:9000", "[::1]:8000", "127.0.0.2:80"])
def test_the_demo_starts_on_loopback(tmp_path: Path, bind: str) -> None:
    assert start(tmp_path, QULAQ_DEMO="1", QULAQ_BIND=bind) == ""


@pytest.mark.parametrize("way", ["screen", "console", "mail,screen"])
def test_codes_are_not_shown_outside_the_demo(tmp_path: Path, way: str) -> None:
    assert "QULAQ_DEMO=1" in start(tmp_path, QULAQ_CODES=way)
    assert start(tmp_path, QULAQ_CODES=way, QULAQ_DEMO="1") == ""


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"QULAQ_CODES": "pigeon"}, "QULAQ_CODES"),
        ({"QULAQ_CODES": "sms"}, "SMS_URL"),
        ({"QULAQ_CODES": "sms", "SMS_URL": "http://gateway.example"}, "SMS_URL"),
        ({"EMAIL_URL": "imap://mail.example"}, "EMAIL_URL"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"QULAQ_DEMO": "maybe"}, "QULAQ_DEMO"),
        ({"SITE_URL": "https://qulaq.example"}, "SECRET_KEY"),
        ({"SITE_URL": "https://qulaq.example", "SECRET_KEY": "x" * 60}, "QULAQ_FIELD_KEYS"),
        ({"SITE_URL": "https://qulaq.example", **KEYS, "QULAQ_LEDGER_KEY": ""}, "QULAQ_LEDGER_KEY"),
        ({"QULAQ_FIELD_KEYS": "a:short"}, "QULAQ_FIELD_KEYS"),
    ],
)
def test_a_wrong_or_missing_setting_stops_the_start_and_is_named(
    tmp_path: Path, env: dict[str, str], named: str
) -> None:
    assert named in start(tmp_path, **env)


def test_a_machine_of_its_own_keeps_secrets_that_only_its_owner_reads(tmp_path: Path) -> None:
    assert start(tmp_path) == ""
    keys = {path.name: path for path in (tmp_path / "var" / "keys").iterdir()}
    assert {"django", "fields"} <= set(keys)
    before = {name: path.read_text() for name, path in keys.items()}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in keys.values())
    assert start(tmp_path) == ""
    assert {name: path.read_text() for name, path in keys.items()} == before


@override_settings(DEMO=False)
def test_the_couriers_of_the_demo_refuse_by_themselves_too() -> None:
    for way in [Console, Screen]:
        with pytest.raises(BadInput, match="QULAQ_DEMO=1"):
            way()
    with override_settings(CODES_BY=["screen"]), pytest.raises(BadInput, match="QULAQ_DEMO=1"):
        courier()


@override_settings(DEMO=True, CODES_BY=["screen"])
def test_in_the_demo_the_code_is_shown() -> None:
    phone = Contact(ContactKind.PHONE, "+77001234567")
    assert courier().send(phone, "123456", language="kk") == "123456"


@override_settings(CODES_BY=["mail"], EMAIL_HOST="")
def test_a_way_that_does_not_take_the_contact_or_has_no_server_says_so() -> None:
    for contact in [Contact(ContactKind.PHONE, "+77001234567"), Contact(ContactKind.EMAIL, "a@b.kz")]:
        with pytest.raises(NotSent):
            courier().send(contact, "123456", language="kk")


@pytest.mark.parametrize(
    ("sender", "headers", "let_in"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("203.0.113.9", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, False),
        ("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "127.0.0.1, 203.0.113.9"}, False),
        ("127.0.0.1", {"HTTP_FORWARDED": "for=127.0.0.1"}, False),
    ],
)
def test_a_request_from_elsewhere_is_refused_whatever_the_server_was_bound_to(
    sender: str, headers: dict[str, str], let_in: bool
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=sender, **headers)
    answer = OnlyFromHere(lambda _: HttpResponse("in"))(request)
    assert answer.status_code == (200 if let_in else 403)


@given(st.ip_addresses())
def test_an_address_is_loopback_only_when_it_is(address: object) -> None:
    assert is_loopback(str(address)) == address.is_loopback  # type: ignore[attr-defined]


def test_a_name_that_only_looks_like_localhost_is_not_trusted() -> None:
    assert [is_loopback(name) for name in ["localhost", "demo.localhost", "localhost.example.kz", ""]] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [host_of(bind) for bind in ["127.0.0.1:80", "[::1]:80", ":80", "https://a.kz/x"]] == [
        "127.0.0.1", "::1", "", "a.kz",
    ]  # fmt: skip
    with pytest.raises(BadInput):
        refuse_beyond_loopback(bind="127.0.0.1:1", site_url="http://localhost", hosts=["evil.example"])


def test_these_tests_run_outside_the_demo() -> None:
    assert settings.DEMO is False


@pytest.mark.django_db
def test_nobody_is_let_in_by_one_press_outside_the_demo() -> None:
    request = RequestFactory().post("/")
    account = staff("Aizhan", Role.ADMIN, None)
    with pytest.raises(BadInput, match="QULAQ_DEMO=1"):
        sign_in_for_demo(request, account, then="/")


@pytest.mark.django_db
@override_settings(DEMO=True)
@pytest.mark.parametrize("press", ["²", "9" * 5000, "-1", "", "x"])
def test_one_press_for_nobody_in_particular_leads_nowhere(press: str) -> None:
    assert Client().post("/tour/enter/", {"membership": press}, secure=True).status_code == 404
