"""`qulaq staff`: officials invited, listed, sent away. The way in is a link that works once, for three days.

Where letters can be sent, the link goes to the work address, which proves that the mailbox is theirs; otherwise the
administrator hands it over in person.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any, Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from qulaq.kernel.clock import local
from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.people.acts import close_account, end_role, give_role, invite_official, readmit_official
from qulaq.people.models import Account, Body, Membership, Role, holding
from qulaq.people.queries import body_called

SUBJECT: Final = Words(
    kk="Qulaq: жұмыс орныңызға кіру", ru="Qulaq: вход на рабочее место", en="Qulaq: the way to your desk"
)
LETTER: Final = Words(
    kk="Сізге Qulaq жүйесінде жұмыс орны ашылды. Осы сілтеме арқылы құпиясөз қойыңыз; сілтеме бір рет, үш күн "
    "ішінде жұмыс істейді. Содан кейін бірінші кіргенде телефондағы кодтар қолданбасын қосыңыз:",
    ru="Вам открыто рабочее место в Qulaq. Задайте пароль по этой ссылке; она действует один раз, в течение трёх "
    "дней. При первом входе подключите приложение с кодами на телефоне:",
    en="A desk was opened for you in Qulaq. Set a password by this link; it works once, within three days. At your "
    "first sign-in join an app with codes on your phone:",
)


@dataclass(frozen=True, slots=True)
class Invited:
    """How the official learns of it: a letter was sent, a link must be handed over, or the password stands already."""

    email: str
    name: str
    role: str
    body: str | None
    told: str
    link: str | None = None
    link_until: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def invite(
    *, email: str, name: str, role: str, body: str | None, at: datetime, by_letter: bool = True
) -> Invited:
    """Give somebody a role at a body, with an account if they have none; a closed account is opened anew.

    Saying it again gives no second role, only a new link while no password is set.
    """
    address, day = _address(email), local(at).date()
    office = _office(role, body, day)
    with transaction.atomic():
        account = Account.objects.filter(email__iexact=address).first()
        if account is None:
            account = invite_official(email=address, name=name, at=at)
        elif not account.is_active:
            account = readmit_official(account=account, at=at)
        if not Membership.objects.filter(holding(day), account=account, role=role, body=office).exists():
            give_role(account=account, role=Role(role), body=office, since=day, at=at)
    told, link = _tell(account, by_letter=by_letter)
    until = at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return Invited(
        email=account.email or address,
        name=account.name,
        role=role,
        body=body,
        told=told,
        link=link,
        link_until=local(until).isoformat(timespec="minutes") if link else None,
    )


def _address(email: str) -> str:
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise BadInput(f"{email!r} is not an e-mail address", field="EMAIL") from error
    return email.strip().lower()


def _office(role: str, code: str | None, day: date) -> Body | None:
    if role == Role.ADMIN:
        if code:
            raise BadInput(
                "an administrator serves the installation, no body: leave --body out", field="--body"
            )
        return None
    if not code:
        raise BadInput(f"the role {role} needs a body (`qulaq bodies list`)", field="--body")
    found = body_called(code, at=day)
    if found is None:
        raise BadInput(f"no body {code!r} stands in the register (`qulaq bodies list`)", field="--body")
    return found


def _tell(account: Account, *, by_letter: bool) -> tuple[str, str | None]:
    if account.has_usable_password():
        return "nothing", None
    link = password_link(account)
    if by_letter and settings.EMAIL_HOST and _sent(account, link):
        return "letter", None
    return "link", link


def password_link(account: Account) -> str:
    """The address at which the official sets a password; it ends with its first use, or after three days."""
    key = default_token_generator.make_token(account)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])
    return f"{settings.SITE_URL}{path}"


def _sent(account: Account, link: str) -> bool:
    """Whether the mail server took the letter."""
    text = "\n\n".join(f"{LETTER.said(language)}\n{link}" for language in ("kk", "ru"))
    subject = f"{SUBJECT.kk} / {SUBJECT.ru.removeprefix('Qulaq: ')}"
    try:
        return EmailMessage(subject, text, to=[account.email or ""]).send() == 1
    except (SMTPException, OSError):
        return False


def end(*, email: str, role: str | None, body: str | None, at: datetime) -> dict[str, Any]:
    """End one role of somebody, or, where none is named, all of them and the account itself, at once.

    A role begun today ends tomorrow, since a role holds for days; a closed account opens nothing in between.
    """
    account = Account.objects.filter(email__iexact=_address(email)).first()
    if account is None:
        raise BadInput(f"nobody here has the address {email}", field="EMAIL")
    if body and not role:
        raise BadInput(
            "names a body but no role: say --role too, or neither to close the account", field="--role"
        )
    held = Membership.objects.filter(valid_to=None, account=account).select_related("body").order_by("pk")
    if role:
        held = held.filter(role=role, body__code=body) if body else held.filter(role=role)
    if role and not held:
        where = f" at {body}" if body else ""
        raise BadInput(f"{email} is no {role}{where}", field="--role")
    with transaction.atomic():
        ended = [_ended(membership, at=at) for membership in held]
        if not role and account.is_active:
            close_account(account=account, at=at)
    return {"email": account.email, "name": account.name, "active": account.is_active, "ended": ended}


def _ended(membership: Membership, *, at: datetime) -> dict[str, Any]:
    since = max(local(at).date(), membership.valid_from + timedelta(days=1))
    row = end_role(membership=membership, since=since, at=at)
    return {"role": row.role, "body": row.body.code if row.body else None, "since": since.isoformat()}


def everybody(*, on: date) -> list[dict[str, Any]]:
    """Every official with an account: whether they can come in, and their own roles that hold on the day."""
    ready = set(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))
    roles: dict[int, list[dict[str, Any]]] = {}
    for row in Membership.objects.filter(holding(on)).select_related("body").order_by("pk"):
        said = {"role": row.role, "body": row.body.code if row.body else None, "since": str(row.valid_from)}
        roles.setdefault(row.account_id, []).append(said)
    return [
        {
            "email": account.email,
            "name": account.name,
            "active": account.is_active,
            "password": account.has_usable_password(),
            "second_factor": account.pk in ready,
            "roles": roles.get(account.pk, []),
        }
        for account in Account.objects.exclude(email=None).order_by("email")
    ]
