"""Every predicate against every role: the table says who may, and everybody else may not."""

from __future__ import annotations

import pytest

from people.builders import body, citizen, staff
from qulaq.people import rules
from qulaq.people.actors import ANYONE, SYSTEM, Actor, applicant, official
from qulaq.people.models import Body, BodyLevel, Role

pytestmark = pytest.mark.django_db

MAY = {
    "may_register": {"registrar", "officer"},
    "may_redirect": {"registrar", "officer", "head", "deputy"},
    "may_return": {"registrar", "officer", "head", "deputy"},
    "may_assign": {"registrar", "head", "deputy", "chief_of_staff"},
    "may_answer": {"officer", "head", "deputy"},
    "may_extend": {"head", "deputy", "chief_of_staff"},
    "may_terminate": {"head", "deputy"},
    "may_publish": {"officer", "head", "deputy", "chief_of_staff"},
    "may_transfer_urgently": {"registrar", "officer", "head", "deputy", "chief_of_staff"},
    "works_in": {"registrar", "officer", "head", "deputy", "chief_of_staff", "controller"},
    "may_run_installation": {"admin"},
}


@pytest.fixture
def bodies() -> dict[str, Body]:
    region = body("region", level=BodyLevel.REGION)
    city = body("city", parent=region)
    return {"region": region, "city": city, "okrug": body("okrug", parent=city), "foreign": body("foreign")}


def everybody(at_body: Body, prefix: str = "x") -> dict[str, Actor]:
    return {str(role): official(staff(f"{prefix}-{role}", role, at_body), at_body, role) for role in Role}


@pytest.mark.parametrize("rule", sorted(MAY))
def test_a_rule_lets_in_its_roles_of_its_own_body_only(rule: str, bodies: dict[str, Body]) -> None:
    city, foreign = bodies["city"], bodies["foreign"]
    question = getattr(rules, rule)
    for role, actor in everybody(city).items():
        assert question(actor, city.pk) == (role in MAY[rule]), role
        if rule != "may_run_installation":
            assert not question(actor, foreign.pk) and not question(actor, None), role
    for actor in [SYSTEM, ANYONE, applicant(citizen())]:
        assert not question(actor, city.pk)


def test_the_nearest_body_above_decides_on_complaints_and_all_above_may_control(
    bodies: dict[str, Body],
) -> None:
    def head(name: str) -> Actor:
        return official(staff(name, Role.HEAD, bodies[name]), bodies[name], Role.HEAD)

    okrug = bodies["okrug"].pk
    city, region, foreign = head("city"), head("region"), head("foreign")
    assert rules.is_higher_body_of(city, okrug) and not rules.is_higher_body_of(region, okrug)
    assert rules.stands_above(city, okrug) and rules.may_control(region, okrug)
    assert not rules.stands_above(foreign, okrug) and not rules.stands_above(city, bodies["city"].pk)
    assert not rules.stands_above(city, bodies["region"].pk)


def test_a_case_is_seen_by_its_applicant_its_bodies_and_those_above(bodies: dict[str, Body]) -> None:
    dana, stranger = citizen(), citizen("stranger@example.kz")
    city = bodies["city"]
    ours, foreign = everybody(city), everybody(bodies["foreign"], "f")
    region = official(staff("r", Role.HEAD, bodies["region"]), bodies["region"], Role.HEAD)

    def sees(actor: Actor) -> bool:
        return rules.can_see_case(actor, applicant_id=dana.pk, body_ids=[city.pk])

    assert sees(applicant(dana)) and sees(region)
    assert {role for role, actor in ours.items() if sees(actor)} == MAY["works_in"]
    assert not any(sees(actor) for actor in foreign.values())
    assert not any(sees(actor) for actor in [applicant(stranger), ANYONE, ours["admin"]])
    assert not rules.can_see_case(ANYONE, applicant_id=None, body_ids=[])


def test_personal_fields_are_read_by_who_must_register_or_answer(bodies: dict[str, Body]) -> None:
    dana, city = citizen(), bodies["city"]
    readers = {
        role
        for role, actor in everybody(city).items()
        if rules.can_read_person(actor, person_id=dana.pk, body_ids=[city.pk])
    }
    assert readers == {"registrar", "officer", "head", "deputy"}
    assert rules.can_read_person(applicant(dana), person_id=dana.pk, body_ids=[])


@pytest.mark.parametrize(
    ("role", "players"),
    [
        ("registrar", {"registrar", "officer"}),
        ("officer", {"officer", "head", "deputy"}),
        ("head", {"head", "deputy"}),
        ("chief_of_staff", {"chief_of_staff"}),
        ("controller", {"controller"}),
        ("admin", {"admin"}),
        ("system", set()),
        ("applicant", set()),
        ("higher_body", set()),
        ("anyone", set(map(str, Role))),
    ],
)
def test_a_declared_role_is_played_by_those_whom_the_law_names(
    role: str, players: set[str], bodies: dict[str, Body]
) -> None:
    city, dana = bodies["city"], citizen()
    found = {
        name
        for name, actor in everybody(city).items()
        if rules.plays(actor, role, applicant_id=dana.pk, body_id=city.pk)
    }
    assert found == players
    assert rules.plays(applicant(dana), role, applicant_id=dana.pk, body_id=city.pk) == (
        role in {"applicant", "anyone"}
    )
    assert rules.plays(SYSTEM, role, applicant_id=dana.pk, body_id=city.pk) == (role in {"system", "anyone"})


def test_an_undeclared_role_is_an_error() -> None:
    with pytest.raises(ValueError, match="emperor"):
        rules.plays(ANYONE, "emperor")


def test_nobody_is_the_applicant_of_a_case_without_one() -> None:
    assert not rules.is_applicant(ANYONE, None) and not rules.is_applicant(Actor("applicant"), None)
