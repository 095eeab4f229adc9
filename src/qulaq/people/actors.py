"""Who acts: one small value that every act and predicate takes: a person, an official, the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from qulaq.people.models import Account, Body, Delegation, Membership, Person, Role, holding

APPLICANT: Final = "applicant"
HIGHER_BODY: Final = "higher_body"
OFFICIAL_ROLES: Final = frozenset(str(role) for role in Role)


@dataclass(frozen=True, slots=True)
class Actor:
    """A role with the ids behind it. `name` is for letters and journals, never for a list of persons."""

    role: str
    account_id: int | None = None
    person_id: int | None = None
    body_id: int | None = None
    name: str = ""

    @property
    def is_official(self) -> bool:
        return self.role in OFFICIAL_ROLES


SYSTEM: Final = Actor(role="system", name="Qulaq")
ANYONE: Final = Actor(role="anyone")


def applicant(person: Person) -> Actor:
    """The person who wrote, signed in or not."""
    return Actor(role=APPLICANT, account_id=person.account_id, person_id=person.pk)


def official(account: Account, body: Body | None, role: str) -> Actor:
    """Somebody acting for `body`. Doors take it from `offices`, never from a request."""
    if role not in OFFICIAL_ROLES:
        raise ValueError(f"{role!r} is not a role of an official")
    return Actor(role=str(role), account_id=account.pk, body_id=body.pk if body else None, name=account.name)


def offices(account: Account, on: date) -> list[Actor]:
    """Every role that the account holds on a day, its own first, then lent ones; one Actor a (role, body)."""
    held = Membership.objects.filter(holding(on), account=account).select_related("body").order_by("pk")
    lent = (
        Delegation.objects.filter(
            holding(on) & holding(on, "giver__"), taker=account, giver__account__is_active=True
        )
        .select_related("giver__body")
        .order_by("pk")
    )
    pairs = [(row.body, row.role) for row in held] + [(row.giver.body, row.giver.role) for row in lent]
    return list(dict.fromkeys(official(account, body, role) for body, role in pairs))
