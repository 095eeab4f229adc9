"""The doors by which people and staff come in and go out; of allauth only what is needed, each for its own.

Mounted at the root: `path("", include("qulaq.web.sign_in_urls"))`.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path, re_path
from django.views.generic import RedirectView

from qulaq.people.sign_in import EnrolSecondFactor, Leave
from qulaq.people.urls_audience import ACCOUNT, PUBLIC, STAFF, STAFF_ENROLLING, audience
from qulaq.web.pages.sign_in import sign_in, sign_in_code

urlpatterns = [
    path("sign-in/", audience(sign_in, PUBLIC), name="sign_in"),
    path("sign-in/code/", audience(sign_in_code, PUBLIC), name="sign_in_code"),
    path("sign-out/", audience(Leave.as_view(), PUBLIC), name="account_logout"),
    path("staff/sign-in/", audience(account.login, PUBLIC), name="account_login"),
    path("staff/closed/", audience(account.account_inactive, PUBLIC), name="account_inactive"),
    path("staff/confirm/", audience(account.reauthenticate, STAFF_ENROLLING), name="account_reauthenticate"),
    path("staff/password/", audience(account.password_change, STAFF()), name="account_change_password"),
    path(
        "staff/password/first/",
        audience(RedirectView.as_view(pattern_name="account_reset_password"), ACCOUNT),
        name="account_set_password",
    ),
    path("staff/password/letter/", audience(account.password_reset, PUBLIC), name="account_reset_password"),
    path(
        "staff/password/sent/",
        audience(account.password_reset_done, PUBLIC),
        name="account_reset_password_done",
    ),
    re_path(
        r"^staff/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        audience(account.password_reset_from_key, PUBLIC),
        name="account_reset_password_from_key",
    ),
    path(
        "staff/password/set/",
        audience(account.password_reset_from_key_done, PUBLIC),
        name="account_reset_password_from_key_done",
    ),
    path("staff/code/", audience(mfa.authenticate, PUBLIC), name="mfa_authenticate"),
    path("staff/code/confirm/", audience(mfa.reauthenticate, STAFF_ENROLLING), name="mfa_reauthenticate"),
    path("staff/second-factor/", audience(mfa.index, STAFF()), name="mfa_index"),
    path(
        "staff/second-factor/new/",
        audience(EnrolSecondFactor.as_view(), STAFF_ENROLLING),
        name="mfa_activate_totp",
    ),
    path(
        "staff/second-factor/kept/",
        audience(RedirectView.as_view(pattern_name="mfa_index"), STAFF()),
        name="mfa_deactivate_totp",
    ),
    path(
        "staff/second-factor/spare/",
        audience(recovery.view_recovery_codes, STAFF()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "staff/second-factor/spare/new/",
        audience(recovery.generate_recovery_codes, STAFF()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "staff/email/",
        audience(RedirectView.as_view(pattern_name="mfa_index"), ACCOUNT),
        name="account_email",
    ),
]
