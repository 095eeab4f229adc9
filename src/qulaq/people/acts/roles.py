"""Who may act for a body: officials invited, roles given, ended, lent on a written basis."""

from __future__ import annotations

from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from qulaq.kernel.errors import BadInput
from qulaq.ledger.acts import record
from qulaq.people.events import (
    AccountClosed,
    AccountReadmitted,
    RoleEnded,
    RoleGiven,
    RoleLent,
    SessionsEnded,
)
from qulaq.people.models import Account, Body, Delegation, Membership, Role


@transaction.atomic
def invite_official(*, email: str, name: str, at: datetime) -> Account:
    """Make an account for an official by work e-mail. Without a password: they ask for a letter to set it."""
    if not name.strip():
        raise BadInput("names nobody", field="name")
    if Account.objects.filter(email__iexact=email).exists():
        raise BadInput("has an account already", field="email")
    account = Account.objects.create_user(email=email, name=name.strip(), joined_at=at)
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    return account


@transaction.atomic
def end_sessions(*, account: Account, at: datetime) -> Account:
    """Sign the account out everywhere: a lost phone, a shared computer, a stolen key."""
    account.sessions_since = at
    account.save(update_fields=["sessions_since"])
    record(SessionsEnded(account_id=account.pk), at=at, subject=("people.account", account.pk))
    return account


@transaction.atomic
def close_account(*, account: Account, at: datetime) -> Account:
    """An official left: the account opens nothing from this moment; what was signed keeps its name."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(AccountClosed(account_id=account.pk), at=at, subject=("people.account", account.pk))
    return end_sessions(account=account, at=at)


@transaction.atomic
def readmit_official(*, account: Account, at: datetime) -> Account:
    """Open a closed account of an official anew: password and second factor are gone, both are set afresh.

    The way back for somebody who lost their authenticator, once an administrator has seen who is asking.
    """
    if account.email is None or account.is_active:
        raise BadInput("is not the closed account of an official", field="account")
    account.set_unusable_password()
    account.is_active = True
    account.save(update_fields=["password", "is_active"])
    Authenticator.objects.filter(user=account).delete()
    record(AccountReadmitted(account_id=account.pk), at=at, subject=("people.account", account.pk))
    return account


@transaction.atomic
def give_role(*, account: Account, role: Role, body: Body | None, since: date, at: datetime) -> Membership:
    """An account may act for a body in a role from a day on; only an administrator has no body."""
    if account.email is None:
        raise BadInput("only an account with a work e-mail acts for a body", field="account")
    if body is None and role != Role.ADMIN:
        raise BadInput(f"the role {role} needs a body", field="body")
    membership = Membership.objects.create(account=account, body=body, role=role, valid_from=since)
    event = RoleGiven(account_id=account.pk, body_id=body.pk if body else None, role=str(role))
    record(event, at=at, subject=("people.account", account.pk))
    return membership


@transaction.atomic
def end_role(*, membership: Membership, since: date, at: datetime) -> Membership:
    """The role ends; what was lent from it ends with it (a lent role holds only while its giver's does)."""
    if membership.valid_from >= since:
        raise BadInput("a role ends after the day it began", field="since")
    membership.valid_to = since
    membership.save(update_fields=["valid_to"])
    event = RoleEnded(account_id=membership.account_id, body_id=membership.body_id, role=membership.role)
    record(event, at=at, subject=("people.account", membership.account_id))
    return membership


@transaction.atomic
def lend_role(
    *, giver: Membership, taker: Account, since: date, until: date, basis: str, at: datetime
) -> Delegation:
    """Lend a role until a day (not included), by an order. A lent role is not lent on, nor to oneself."""
    if taker.pk == giver.account_id:
        raise BadInput("nobody lends a role to themselves", field="taker")
    if giver.role == Role.ADMIN:
        raise BadInput("the installation is not administered by proxy", field="giver")
    if not basis.strip():
        raise BadInput("needs the order's number and date", field="basis")
    if taker.email is None:
        raise BadInput("only an account with a work e-mail acts for a body", field="taker")
    if until <= since:
        raise BadInput("ends after it begins", field="until")
    delegation = Delegation.objects.create(
        giver=giver, taker=taker, valid_from=since, valid_to=until, basis=basis.strip()
    )
    event = RoleLent(
        delegation_id=delegation.pk, body_id=giver.body_id, role=giver.role, until=until.isoformat()
    )
    record(event, at=at, subject=("people.account", taker.pk))
    return delegation
