"""Every question "may they?", in one place. Deny is what is left when no predicate says yes.

A predicate takes an `Actor` and plain ids, since cases live on a floor above. Sources: АППК 64(2) (who
receives), 65 (redirect), 76(3) (the head, the deputy, the chief of staff extend), 88 (who terminates), 91.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol, cast

from rules import rulesets
from rules.predicates import Predicate

from qulaq.people.actors import APPLICANT, HIGHER_BODY, Actor
from qulaq.people.models import Role
from qulaq.people.queries import higher_bodies


class Rule(Protocol):
    """A predicate over (actor, id) that joins with others by `|`, `&`, `~`."""

    def __call__(self, actor: Actor, thing: int | None = None) -> bool: ...
    def __or__(self, other: Rule) -> Rule: ...
    def __and__(self, other: Rule) -> Rule: ...
    def __invert__(self) -> Rule: ...


def _rule(name: str, question: Callable[[Actor, int | None], bool]) -> Rule:
    """Make a predicate of the library and register it under its name."""
    predicate = Predicate(question, name=name)
    rulesets.default_rules[name] = predicate
    return cast(Rule, predicate)


def _named(name: str, joined: Rule) -> Rule:
    rulesets.default_rules[name] = joined
    return joined


def _holds(role: str) -> Callable[[Actor, int | None], bool]:
    def question(actor: Actor, body_id: int | None = None) -> bool:
        return actor.role == role and body_id is not None and actor.body_id == body_id

    return question


def _plays(role: str) -> Callable[[Actor, int | None], bool]:
    def question(actor: Actor, thing: int | None = None) -> bool:
        return actor.role == role

    return question


def _is_above(actor: Actor, body_id: int | None = None) -> bool:
    if (
        body_id is None
        or actor.body_id is None
        or actor.role not in _DECIDING | {Role.REGISTRAR, Role.CONTROLLER}
    ):
        return False
    return actor.body_id in higher_bodies(body_id)


def _is_nearest_above(actor: Actor, body_id: int | None = None) -> bool:
    if body_id is None or actor.body_id is None or actor.role not in _DECIDING | {Role.REGISTRAR}:
        return False
    return higher_bodies(body_id)[:1] == [actor.body_id]


def _is_person(actor: Actor, person_id: int | None = None) -> bool:
    return actor.role == APPLICANT and person_id is not None and actor.person_id == person_id


_DECIDING = frozenset({Role.OFFICER, Role.HEAD, Role.DEPUTY, Role.CHIEF_OF_STAFF})

is_applicant = _rule("is_applicant", _is_person)
is_registrar_of = _rule("is_registrar_of", _holds(Role.REGISTRAR))
is_officer_of = _rule("is_officer_of", _holds(Role.OFFICER))
is_head_of = _rule("is_head_of", _holds(Role.HEAD))
is_deputy_of = _rule("is_deputy_of", _holds(Role.DEPUTY))
is_chief_of_staff_of = _rule("is_chief_of_staff_of", _holds(Role.CHIEF_OF_STAFF))
is_controller_of = _rule("is_controller_of", _holds(Role.CONTROLLER))
is_admin = _rule("is_admin", _plays(Role.ADMIN))
is_system = _rule("is_system", _plays("system"))
stands_above = _rule("stands_above", _is_above)
is_higher_body_of = _rule("is_higher_body_of", _is_nearest_above)

leads = _named("leads", is_head_of | is_deputy_of)
may_register = _named("may_register", is_registrar_of | is_officer_of)
may_redirect = _named("may_redirect", may_register | leads)
may_return = _named("may_return", may_register | leads)
may_assign = _named("may_assign", is_registrar_of | leads | is_chief_of_staff_of)
may_answer = _named("may_answer", is_officer_of | leads)
may_extend = _named("may_extend", leads | is_chief_of_staff_of)
may_terminate = _named("may_terminate", leads)
may_publish = _named("may_publish", may_answer | is_chief_of_staff_of)
may_transfer_urgently = _named("may_transfer_urgently", may_register | leads | is_chief_of_staff_of)
works_in = _named("works_in", may_register | leads | is_chief_of_staff_of | is_controller_of)
may_control = _named("may_control", is_controller_of | stands_above)
may_run_installation = _named("may_run_installation", is_admin)


def can_see_case(actor: Actor, *, applicant_id: int | None, body_ids: Collection[int]) -> bool:
    """The applicant; whoever works in a body that owes or owed something in it; a body above one of them.

    An administrator of the installation is not an official of the case and sees none.
    """
    if is_applicant(actor, applicant_id):
        return True
    return any(works_in(actor, body_id) or stands_above(actor, body_id) for body_id in body_ids)


def can_read_person(actor: Actor, *, person_id: int, body_ids: Collection[int]) -> bool:
    """Unmasked personal fields: the person, and who must register or answer; looks are journalled."""
    if is_applicant(actor, person_id):
        return True
    return any(may_register(actor, body_id) or may_answer(actor, body_id) for body_id in body_ids)


def plays(actor: Actor, role: str, *, applicant_id: int | None = None, body_id: int | None = None) -> bool:
    """Does the actor play a role that a procedure declares, in a case of that applicant before that body?

    Roles: applicant, registrar, officer, head, higher_body, anyone, system, and the other roles of officials.
    `head` is also played by the deputy, as АППК 76(3) and 88 let them.
    """
    if role == "anyone":
        return True
    if role == HIGHER_BODY:
        return bool(is_higher_body_of(actor, body_id))
    players: dict[str, tuple[Rule, int | None]] = {
        APPLICANT: (is_applicant, applicant_id),
        "registrar": (may_register, body_id),
        "officer": (may_answer, body_id),
        "head": (leads, body_id),
        "deputy": (is_deputy_of, body_id),
        "chief_of_staff": (is_chief_of_staff_of, body_id),
        "controller": (may_control, body_id),
        "admin": (is_admin, None),
        "system": (is_system, None),
    }
    if role not in players:
        raise ValueError(f"no such role in a procedure: {role!r}")
    rule, thing = players[role]
    return bool(rule(actor, thing))
