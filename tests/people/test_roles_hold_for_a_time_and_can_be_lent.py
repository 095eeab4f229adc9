"""Who may act for a body: by a role of their own, or by one lent on a written basis, on the days it holds."""

from __future__ import annotations

from datetime import date

import pytest

from people.builders import NOW, SINCE, body, citizen, staff
from qulaq.kernel.errors import BadInput
from qulaq.people.actors import ANYONE, SYSTEM, Actor, applicant, offices, official
from qulaq.people.acts import end_role, give_role, invite_official, lend_role
from qulaq.people.models import Body, Membership, Role

pytestmark = pytest.mark.django_db
TODAY, SOON, LATER = date(2026, 3, 6), date(2026, 3, 10), date(2026, 3, 20)


@pytest.fixture
def city() -> Body:
    return body("city")


def lend(giver: Membership, taker: str, **other: object) -> None:
    account = invite_official(email=f"{taker}@akimat.example", name=taker, at=NOW)
    terms = {"since": SOON, "until": LATER, "basis": "order 15, 5 March 2026"} | other
    lend_role(giver=giver, taker=account, at=NOW, **terms)  # type: ignore[arg-type]


def of(name: str, day: date) -> list[str]:
    account = Membership._meta.get_field("account").related_model.objects.get(name=name)
    return [actor.role for actor in offices(account, day)]


def test_a_lent_role_holds_between_its_days_only(city: Body) -> None:
    staff("Nurlan", Role.HEAD, city)
    lend(Membership.objects.get(), "Madina")
    assert of("Madina", TODAY) == [] and of("Madina", LATER) == []
    assert of("Madina", SOON) == ["head"] and of("Nurlan", SOON) == ["head"]


def test_a_lent_role_ends_with_the_role_it_was_lent_from(city: Body) -> None:
    staff("Nurlan", Role.HEAD, city)
    giver = Membership.objects.get()
    lend(giver, "Madina")
    end_role(membership=giver, since=date(2026, 3, 15), at=NOW)
    assert of("Madina", date(2026, 3, 14)) == ["head"] and of("Madina", date(2026, 3, 15)) == []


def test_a_lent_role_ends_when_its_giver_is_shut_out(city: Body) -> None:
    giver = staff("Nurlan", Role.HEAD, city)
    lend(Membership.objects.get(), "Madina")
    giver.is_active = False
    giver.save()
    assert of("Madina", SOON) == []


@pytest.mark.parametrize("wrong", [{"basis": " "}, {"until": SOON}])
def test_a_role_is_not_lent_without_a_basis_or_an_end(city: Body, wrong: dict[str, object]) -> None:
    staff("Nurlan", Role.HEAD, city)
    with pytest.raises(BadInput):
        lend(Membership.objects.get(), "Madina", **wrong)


def test_the_installation_is_not_administered_by_proxy() -> None:
    staff("Root", Role.ADMIN, None)
    with pytest.raises(BadInput, match="proxy"):
        lend(Membership.objects.get(), "Madina")


def test_a_person_cannot_be_given_a_role(city: Body) -> None:
    with pytest.raises(BadInput, match="work e-mail"):
        give_role(account=citizen().account, role=Role.OFFICER, body=city, since=SINCE, at=NOW)  # type: ignore[arg-type]


def test_only_an_administrator_has_no_body() -> None:
    account = invite_official(email="a@akimat.example", name="A", at=NOW)
    with pytest.raises(BadInput, match="needs a body"):
        give_role(account=account, role=Role.OFFICER, body=None, since=SINCE, at=NOW)


def test_a_work_e_mail_is_invited_once_in_any_case(city: Body) -> None:
    staff("Nurlan", Role.HEAD, city)
    with pytest.raises(BadInput, match="already"):
        invite_official(email="NURLAN@akimat.example", name="N", at=NOW)


def test_an_invited_official_has_no_password_that_works(city: Body) -> None:
    account = staff("Nurlan", Role.HEAD, city)
    assert not account.has_usable_password()


def test_an_actor_is_a_small_value(city: Body) -> None:
    account, person = staff("Nurlan", Role.HEAD, city), citizen()
    assert official(account, city, Role.HEAD) == Actor("head", account.pk, None, city.pk, "Nurlan")
    assert applicant(person) == Actor("applicant", person.account_id, person.pk)
    assert (SYSTEM.role, ANYONE.role) == ("system", "anyone")
    with pytest.raises(ValueError, match="emperor"):
        official(account, city, "emperor")
