"""The people in whose names the tests speak, and the village they live in; all made by acts, as in life.

Dana writes. Beibit is her neighbour. Aigul registers, Serik answers, Marat heads the body. Asel may be drawn
for the jury. A stranger knows nothing; a journalist reads what is public.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password
from django.test import Client

from people.builders import body, citizen, signed_in, staff
from qulaq.people.models import Account, Body, BodyLevel, Person, Role
from qulaq.people.urls_audience import Audience

REGION, DISTRICT, VILLAGE = "310000000", "314000000", "314039100"


@dataclass(frozen=True, slots=True)
class Story:
    """Who there is, and a value for each parameter that an address of the site may have."""

    region: Body
    district: Body
    dana: Person
    beibit: Person
    asel: Person
    aigul: Account
    serik: Account
    marat: Account
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    talons: dict[str, str] = field(default_factory=dict)
    """Number → code of the letters that pages show."""

    def visitor(self, audience: Audience | None) -> Client:
        """A browser of somebody for whom an address of this audience is meant; the journalist's, if all."""
        if audience is None or audience.kind in {"public", "demo"}:
            return Client()
        if audience.kind == "staff":
            return signed_in(self.official(audience.roles))
        assert self.dana.account
        return signed_in(self.dana.account)

    def official(self, roles: frozenset[str]) -> Account:
        """The first official of the district who holds one of these roles (any role when none is named)."""
        held = {Role.REGISTRAR: self.aigul, Role.OFFICER: self.serik, Role.HEAD: self.marat}
        for role, account in held.items():
            if not roles or role in roles:
                return account
        raise LookupError(f"nobody in the story is {', '.join(sorted(roles))}: add them")


@cache
def password() -> str:
    """One good password for every official, stretched once."""
    return make_password("a long password that only tests know")


def told() -> Story:
    """The people, before anything has happened."""
    region = body("jambyl", level=BodyLevel.REGION, place=REGION)
    district = body("qordai", parent=region, place=DISTRICT, competences=("roads", "utilities"))
    officials = {
        name: staff(name, role, district)
        for name, role in (("Aigul", Role.REGISTRAR), ("Serik", Role.OFFICER), ("Marat", Role.HEAD))
    }
    Account.objects.filter(pk__in=[account.pk for account in officials.values()]).update(password=password())
    for account in officials.values():
        account.refresh_from_db()
    return Story(
        region=region,
        district=district,
        dana=citizen("+7 701 000 00 01"),
        beibit=citizen("+7 701 000 00 02"),
        asel=citizen("+7 701 000 00 03"),
        aigul=officials["Aigul"],
        serik=officials["Serik"],
        marat=officials["Marat"],
        samples={
            "lang/code": ("ru",),
            "bodies/code": (district.code,),
            "uidb36": ("1",),
            "key": ("1-spent",),
        },
    )
