"""`qulaq staff`: the first administrator, officials with a link or a letter, roles that end, a lost telephone."""

from __future__ import annotations

import json
from smtplib import SMTPServerDisconnected
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from people.builders import body
from qulaq.cli.door import main
from qulaq.ledger.models import Entry
from qulaq.people.models import Account, Membership

pytestmark = pytest.mark.django_db
AIGUL = ("aigul@akimat.example", "Серікова Айгүл")
PASSWORD = "ala tau qyrandary 7 ret"


def staff(capsys: Any, *words: str) -> tuple[int, Any, str]:
    """(exit code, JSON of each line, what was said to the person)."""
    code = main(["staff", *words])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def set_password(link: str) -> int:
    """Follow a link as a person does and set a password; the status of the page with the form."""
    client = Client()
    form = client.get(urlsplit(link).path, follow=True)
    if form.status_code != 200 or not form.redirect_chain:
        return 404
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    return form.status_code


def test_the_first_administrator_gets_a_link_that_works_once(capsys: Any) -> None:
    code, [told], err = staff(capsys, "invite", "Admin@Akimat.example", "Әділ", "--role", "admin")
    assert code == 0
    assert (told["email"], told["role"], told["body"], told["told"]) == (
        "admin@akimat.example",
        "admin",
        None,
        "link",
    )
    assert "hand the link over" in err
    assert set_password(told["link"]) == 200
    assert Account.objects.get().check_password(PASSWORD)
    over = Client().get(urlsplit(told["link"]).path, follow=True)
    assert over.redirect_chain == []
    assert b'name="password1"' not in over.content


def test_a_letter_goes_to_the_work_address_where_letters_can_be_sent(capsys: Any, settings: Any) -> None:
    body("baizak")
    settings.EMAIL_HOST = "mail.example"
    code, [told], err = staff(capsys, "invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    assert code == 0
    assert (told["told"], told["link"]) == ("letter", None)
    assert "a letter with the link was sent to aigul@akimat.example" in err
    [letter] = mail.outbox
    assert letter.to == ["aigul@akimat.example"]
    text = str(letter.body)
    assert "құпиясөз" in text and "пароль" in text
    assert text.count("/staff/password/") == 2


def test_where_the_mail_server_fails_the_link_is_printed(
    capsys: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: EmailMessage, fail_silently: bool = False) -> int:
        raise SMTPServerDisconnected("gone")

    body("baizak")
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(EmailMessage, "send", gone)
    code, [told], _ = staff(capsys, "invite", *AIGUL, "--role", "officer", "--body", "baizak")
    assert (code, told["told"]) == (0, "link")
    assert told["link"].startswith("http")


def test_inviting_again_gives_no_second_role_and_nothing_once_a_password_stands(capsys: Any) -> None:
    body("baizak")
    words = ("invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    staff(capsys, *words)
    assert staff(capsys, *words)[1][0]["told"] == "link"
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    assert staff(capsys, *words)[1][0]["told"] == "nothing"
    assert Membership.objects.count() == 1


def test_the_list_says_who_can_come_in(capsys: Any) -> None:
    body("baizak")
    staff(capsys, "invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    staff(capsys, "invite", *AIGUL, "--role", "officer", "--body", "baizak")
    code, [row], _ = staff(capsys, "list")
    assert code == 0
    assert (row["active"], row["password"], row["second_factor"]) == (True, False, False)
    assert [(role["role"], role["body"]) for role in row["roles"]] == [
        ("registrar", "baizak"),
        ("officer", "baizak"),
    ]


def test_one_role_ends_and_the_account_stays(capsys: Any) -> None:
    body("baizak")
    staff(capsys, "invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    staff(capsys, "invite", *AIGUL, "--role", "officer", "--body", "baizak")
    Membership.objects.update(valid_from="2026-01-01")
    code, [told], _ = staff(capsys, "end", AIGUL[0], "--role", "officer", "--body", "baizak")
    assert (code, told["active"], len(told["ended"])) == (0, True, 1)
    [row] = staff(capsys, "list")[1]
    assert [role["role"] for role in row["roles"]] == ["registrar"]


def test_who_leaves_opens_nothing_from_that_moment(capsys: Any) -> None:
    body("baizak")
    staff(capsys, "invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    code, [told], _ = staff(capsys, "end", AIGUL[0])
    assert (code, told["active"]) == (0, False)
    assert not Account.objects.get().is_active
    assert Membership.objects.get().valid_to is not None
    assert Entry.objects.filter(name="people.AccountClosed").count() == 1
    assert staff(capsys, "end", AIGUL[0])[1][0]["ended"] == []


def test_whoever_lost_their_telephone_begins_anew(capsys: Any) -> None:
    body("baizak")
    words = ("invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    staff(capsys, *words)
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "sealed"})
    staff(capsys, "end", AIGUL[0])
    code, [told], _ = staff(capsys, *words)
    assert (code, told["told"]) == (0, "link")
    [row] = staff(capsys, "list")[1]
    assert (row["active"], row["password"], row["second_factor"]) == (True, False, False)
    assert [role["role"] for role in row["roles"]] == ["registrar"]
    assert Entry.objects.filter(name="people.AccountReadmitted").count() == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("invite", "no address", "A", "--role", "admin"), "EMAIL: 'no address' is not an e-mail"),
        (("invite", AIGUL[0], " ", "--role", "admin"), "name: names nobody"),
        (("invite", *AIGUL, "--role", "officer"), "--body: the role officer needs a body"),
        (("invite", *AIGUL, "--role", "officer", "--body", "nowhere"), "--body: no body 'nowhere'"),
        (("invite", *AIGUL, "--role", "admin", "--body", "baizak"), "--body: an administrator serves"),
        (("invite", *AIGUL, "--role", "king"), "invalid choice"),
        (("end", "nobody@akimat.example"), "EMAIL: nobody here has the address"),
        (("end", "none"), "EMAIL: 'none' is not an e-mail"),
    ],
)
def test_what_cannot_be_is_named_in_one_line_and_nothing_is_left(
    capsys: Any, words: tuple[str, ...], says: str
) -> None:
    body("baizak")
    code, rows, err = staff(capsys, *words)
    assert (code, rows) == (2, [])
    assert says in err and len(err.splitlines()) == 1
    assert not Account.objects.exists()


def test_a_role_that_is_not_held_cannot_end(capsys: Any) -> None:
    body("baizak")
    staff(capsys, "invite", *AIGUL, "--role", "registrar", "--body", "baizak")
    assert staff(capsys, "end", AIGUL[0], "--role", "head")[0] == 2
    assert staff(capsys, "end", AIGUL[0], "--body", "baizak")[0] == 2
    assert Membership.objects.get().valid_to is None


def test_the_roles_of_the_command_are_the_roles_of_the_register() -> None:
    from qulaq.cli.commands.staff import ROLES
    from qulaq.people.models import Role

    assert set(ROLES) == set(Role.values)
