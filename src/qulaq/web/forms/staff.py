"""What staff are asked at their door: the library's forms with our words and no words inside the boxes."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD, AGAIN = _("Password"), _("The same password again")
CODE = _("Code")


class Plain(forms.Form):
    """Labels above the boxes are ours; hints that the library puts beside them are said by the page."""

    labels: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = self.labels.get(name, field.label), ""
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = _("Fill this in.")


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"login": _("Work e-mail"), "password": PASSWORD}


class LetterForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"email": _("Work e-mail")}


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"password1": PASSWORD, "password2": AGAIN}


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": AGAIN,
    }


class ConfirmForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"password": PASSWORD}


class AppCodeForm(Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"code": CODE}


class ConfirmByCodeForm(Plain, mfa.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"code": CODE}


class JoinForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"code": _("Code that the app shows")}
