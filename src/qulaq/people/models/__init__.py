"""Tables of the floor `people`: accounts, persons, bodies, roles, places, contacts, the access journal."""

from __future__ import annotations

from qulaq.people.models.account import Account
from qulaq.people.models.body import (
    Body,
    BodyLevel,
    BodyName,
    Competence,
    Delegation,
    Membership,
    Post,
    PostKind,
    Role,
)
from qulaq.people.models.contact import ContactClaim, ContactKind
from qulaq.people.models.dated import holding
from qulaq.people.models.journal import AccessNote
from qulaq.people.models.person import Level, Person
from qulaq.people.models.place import Place

__all__ = [
    "AccessNote",
    "Account",
    "Body",
    "BodyLevel",
    "BodyName",
    "Competence",
    "ContactClaim",
    "ContactKind",
    "Delegation",
    "Level",
    "Membership",
    "Person",
    "Place",
    "Post",
    "PostKind",
    "Role",
    "holding",
]
