"""An official: invited, sets a password by letter, joins an authenticator, and from then on shows both."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone

from people.builders import NOW, body, signed_in, staff
from qulaq.people.acts import close_account, end_sessions
from qulaq.people.models import Account, Role

pytestmark = pytest.mark.django_db
PASSWORD = "төрт көк қой сайда жайылады"
NOT_USED = re.compile(
    r"phone|webauthn|passkey|login_code|password_reset_code|complete_password|password_reset_completed"
    r"|confirm_email|email_verification_sent|account_signup|mfa_trust"
)
"""Ways of the library that are switched off in the settings."""
LOCAL = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def official() -> Account:
    account = staff("Aizhan", Role.REGISTRAR, body("city"))
    account.set_password(PASSWORD)
    account.save()
    return account


def code_of(secret: str, step: int = 0) -> str:
    """The code of this half minute, or of one `step` later; waits when the half minute is nearly over."""
    while time.time() % 30 > 28:
        time.sleep(0.2)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def enter_password(client: Client, password: str = PASSWORD) -> str:
    response = client.post("/staff/sign-in/", {"login": "aizhan@akimat.example", "password": password})
    return str(response.headers.get("Location", response.status_code))


def enrol(client: Client) -> str:
    page = client.get("/staff/second-factor/new/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found is not None
    answer = client.post("/staff/second-factor/new/", {"code": code_of(found[1])})
    assert answer.headers["Location"] == "/staff/second-factor/spare/"
    return found[1]


def test_an_invited_official_sets_a_password_by_a_letter() -> None:
    staff("Aizhan", Role.REGISTRAR, body("city"))
    client = Client()
    with override_settings(EMAIL_BACKEND=LOCAL):
        client.post("/staff/password/letter/", {"email": "aizhan@akimat.example"})
        link = re.search(r"http\S+(/staff/password/\S+)", str(mail.outbox[0].body))
        assert link is not None
        form = client.get(link[1]).headers["Location"]
        short = client.post(form, {"password1": "short", "password2": "short"})
        assert short.status_code == 200 and not Account.objects.get().has_usable_password()
        client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert Account.objects.get().check_password(PASSWORD)
    assert Account.objects.get().password.startswith("argon2$")


def test_an_official_without_a_password_is_sent_to_ask_for_the_letter() -> None:
    client = signed_in(staff("Aizhan", Role.REGISTRAR, body("city")))
    assert client.get("/staff/password/", follow=True).redirect_chain[-1][0] == "/staff/password/letter/"


def test_every_name_that_the_library_asks_for_has_its_address() -> None:
    """A page of the library that redirects to a name we left out would break in front of an official."""
    folder = Path(allauth.__file__).parent
    text = "\n".join(
        path.read_text("utf-8")
        for room in ["account", "mfa/base", "mfa/totp", "mfa/recovery_codes", "mfa/internal"]
        for path in (folder / room).rglob("*.py")
        if path.name != "urls.py"
    )
    asked = set(re.findall(r'(?:reverse|reverse_lazy|redirect_response)\(\s*"((?:account|mfa)_\w+)"', text))
    unused = {name for name in asked if NOT_USED.search(name)}
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert sorted(asked - unused - known) == [] and len(asked - unused) >= 10


def test_a_letter_to_an_unknown_address_is_never_sent_and_the_page_says_the_same() -> None:
    client = Client()
    with override_settings(EMAIL_BACKEND=LOCAL):
        unknown = client.post("/staff/password/letter/", {"email": "nobody@akimat.example"})
    assert unknown.headers["Location"] == "/staff/password/sent/" and mail.outbox == []


def test_a_password_alone_opens_nothing_but_joining_the_second_factor(official: Account) -> None:
    client = Client()
    assert enter_password(client) == "/desk/"
    assert client.get("/staff/second-factor/").headers["Location"].startswith("/staff/second-factor/new/")


def test_whoever_joins_an_authenticator_is_in_and_gets_spare_codes_once(official: Account) -> None:
    client = Client()
    enter_password(client)
    enrol(client)
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/staff/second-factor/spare/").content.decode())
    assert len(codes) == 10
    assert "<code>" not in client.get("/staff/second-factor/spare/").content.decode()
    assert client.get("/staff/second-factor/").status_code == 200


def test_from_then_on_both_are_asked_for_and_a_code_works_once(official: Account) -> None:
    first = Client()
    enter_password(first)
    secret = enrol(first)
    client = Client()
    assert enter_password(client) == "/staff/code/"
    assert client.get("/staff/second-factor/").headers["Location"].startswith("/staff/sign-in/")
    assert client.post("/staff/code/", {"code": "000000"}).status_code == 200
    code = code_of(secret)
    assert client.post("/staff/code/", {"code": code}).headers["Location"] == "/desk/"
    assert client.get("/staff/second-factor/").status_code == 200
    again = Client()
    enter_password(again)
    assert again.post("/staff/code/", {"code": code}).status_code == 200


def test_a_spare_code_opens_the_door_once(official: Account) -> None:
    first = Client()
    enter_password(first)
    enrol(first)
    page = first.get("/staff/second-factor/spare/").content.decode()
    spare = re.findall(r"<code>(\d{8})</code>", page)[0]
    outcomes = []
    for _ in range(2):
        client = Client()
        enter_password(client)
        outcomes.append(client.post("/staff/code/", {"code": spare}).status_code)
    assert outcomes == [302, 200]


def test_the_second_factor_cannot_be_taken_off(official: Account) -> None:
    client = Client()
    enter_password(client)
    enrol(client)
    for answer in [client.get("/staff/second-factor/kept/"), client.post("/staff/second-factor/kept/")]:
        assert answer.headers["Location"] == "/staff/second-factor/"
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1


def test_the_secret_of_the_second_factor_is_not_readable_in_the_tables(official: Account) -> None:
    client = Client()
    enter_password(client)
    secret = enrol(client)
    with connection.cursor() as cursor:
        for table in ["mfa_authenticator", "django_session"]:
            cursor.execute(f"SELECT * FROM {table}")
            assert secret not in str(cursor.fetchall())


def test_a_wrong_password_is_refused_and_six_of_them_lock_the_door_for_a_while(official: Account) -> None:
    client = Client()
    for _ in range(5):
        assert enter_password(client, "not this one at all") == "200"
    assert enter_password(client) == "200"
    assert "_auth_user_id" not in client.session


def test_nobody_registers_at_the_staff_door() -> None:
    assert Client().get("/staff/signup/").status_code == 404
    assert Client().get("/admin/").status_code == 404


def test_a_session_ends_at_its_last_moment_however_busy_it_was(official: Account) -> None:
    client = signed_in(official)
    assert client.get("/staff/second-factor/").status_code == 200
    session = client.session
    session["ends"] = "2026-01-01T00:00:00+00:00"
    session.save()
    assert client.get("/staff/second-factor/").headers["Location"].startswith("/staff/sign-in/")


def test_a_code_of_another_half_minute_does_not_fit(official: Account) -> None:
    first = Client()
    enter_password(first)
    secret = enrol(first)
    for step in [-1, 1]:
        client = Client()
        enter_password(client)
        assert client.post("/staff/code/", {"code": code_of(secret, step)}).status_code == 200


def test_an_official_who_left_the_desk_signs_in_again(official: Account) -> None:
    client = signed_in(official)
    for minutes, inside in [(119, True), (121, False)]:
        session = client.session
        session["seen"] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
        session.save()
        assert (client.get("/staff/second-factor/").status_code == 200) is inside


def test_an_account_is_signed_out_everywhere_at_once(official: Account) -> None:
    phone, desk = signed_in(official), signed_in(official)
    end_sessions(account=official, at=NOW + timedelta(hours=1))
    for client in [phone, desk]:
        assert client.get("/staff/second-factor/").headers["Location"].startswith("/staff/sign-in/")


def test_an_account_that_was_closed_opens_nothing_from_that_moment(official: Account) -> None:
    client = signed_in(official)
    close_account(account=official, at=NOW)
    assert client.get("/staff/second-factor/").headers["Location"].startswith("/staff/sign-in/")
    assert enter_password(Client()) == "/staff/closed/"


@pytest.mark.parametrize("weak", ["password12345678", "qulaq2026akimat109", "aizhan@akimat.example"])
def test_a_password_that_everybody_would_try_is_refused(official: Account, weak: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(weak, official)


@pytest.mark.parametrize("good", [PASSWORD, "x7" * 40, "сегодня дождь на площади у мечети"])
def test_a_long_one_of_any_letters_is_fine(official: Account, good: str) -> None:
    validate_password(good, official)


def test_a_session_without_a_last_moment_is_signed_out(official: Account) -> None:
    client = Client()
    client.force_login(official)
    client.get("/sign-in/")
    assert "_auth_user_id" not in client.session


def test_changing_the_password_ends_the_other_sessions(official: Account) -> None:
    other = signed_in(official)
    official.set_password(PASSWORD + "!")
    official.save()
    assert other.get("/staff/second-factor/").headers["Location"].startswith("/staff/sign-in/")
