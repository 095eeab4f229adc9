"""Signing in through allauth: a person by a confirmed contact, staff by password and a second factor.

allauth keeps the mechanics (session rotation, stages, limits); ours are the sealed contact of a person, the
sealed secret of a second factor, and the last moment of every session.
"""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.account.views import LogoutView
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from segno import make_qr

from qulaq.people.gate import account_of, begin_session
from qulaq.people.loopback import refuse_without_demo
from qulaq.people.models import Account
from qulaq.people.sealing import ring

SECRET_OF_SECOND_FACTOR = "mfa_authenticator.data"  # noqa: S105


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody registers at the staff door; each session knows its last moment from the first."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail and password do not fit together. Check both and try again."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again."),
        "enter_current_password": _("This is not your password now. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("The code does not match. Wait for the next one in the app and enter it."),
        "rate_limited": _("Too many tries. Wait five minutes and try again."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """An official goes to the desk, a person to their letters; an address asked for comes first."""
        official = isinstance(request.user, Account) and request.user.email
        return reverse("desk" if official else "mine")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        if isinstance(user, Account):
            begin_session(request, user, timezone.now())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A password given a moment ago, at the door itself, need not be given again."""
        now, records = (
            timezone.now().timestamp(),
            get_authentication_records(self.request, account_of(self.request)),
        )
        given = [record["at"] for record in records if record.get("method") == "password"]
        return not given or now - max(given) >= REAUTHENTICATION_TIMEOUT


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret is sealed like any personal field, and nobody takes their second factor off."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Doorkeeper.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return ring().seal(text, where=SECRET_OF_SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return ring().unseal(encrypted_text, where=SECRET_OF_SECOND_FACTOR)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return False

    def build_totp_svg(self, url: str) -> str:
        """Inline SVG without styles, so that the content policy allows it."""
        return str(make_qr(url, error="m").svg_inline(scale=4, svgclass="qr", lineclass=None, omitsize=False))


class EnrolSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    """Whoever has just proved the new second factor need not sign in again to pass the gate."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, account_of(self.request), method="mfa", type="totp")
        return response


class Leave(LogoutView):  # type: ignore[misc]
    """Signing out also empties what the browser kept of the site."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def sign_in_for_demo(request: HttpRequest, account: Account, *, then: str) -> HttpResponse:
    """Let a visitor of the demo in as somebody of its story, second factor and all; BadInput anywhere else."""
    refuse_without_demo(demo=settings.DEMO, feature="signing in by one press", field="QULAQ_DEMO")
    record_authentication(request, account, method="mfa", type="demo")
    return _opened(request, account, then)


def sign_in_person(request: HttpRequest, account: Account, *, then: str) -> HttpResponse:
    """Open a session for the person behind a confirmed contact and go to `then` (a path of this site)."""
    record_authentication(request, account, method="code")
    return _opened(request, account, then)


def _opened(request: HttpRequest, account: Account, then: str) -> HttpResponse:
    login = Login(user=account, redirect_url=then, email_verification="none")
    response: HttpResponse = perform_login(request, login)
    return response
