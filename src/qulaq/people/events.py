"""What happened to persons, bodies and roles. Events name nobody: only ids and codes."""

from __future__ import annotations

from dataclasses import dataclass

from qulaq.ledger.events import Event


@dataclass(frozen=True)
class ContactConfirmed(Event):
    """A person read back the code sent to their phone or e-mail."""

    terminal = True
    person_id: int
    kind: str
    level: int


@dataclass(frozen=True)
class SignatureConfirmed(Event):
    """A verified e-signature named the person."""

    terminal = True
    person_id: int
    level: int


@dataclass(frozen=True)
class PersonErased(Event):
    """Every personal field of a person was erased; the row stays as a tombstone."""

    terminal = True
    person_id: int
    reason: str
    by_role: str


@dataclass(frozen=True)
class BodyOpened(Event):
    """A state body entered the register."""

    terminal = True
    body_id: int
    code: str
    parent_id: int | None


@dataclass(frozen=True)
class BodyMoved(Event):
    """A body stands under another one: who examines complaints about it has changed."""

    terminal = True
    body_id: int
    parent_id: int | None


@dataclass(frozen=True)
class BodyRenamed(Event):
    """A body is called otherwise from a day on."""

    terminal = True
    body_id: int
    since: str


@dataclass(frozen=True)
class BodyAmended(Event):
    """The register says something else of a body: which columns changed."""

    terminal = True
    body_id: int
    changed: tuple[str, ...]


@dataclass(frozen=True)
class BodyClosed(Event):
    """A body no longer stands; its past keeps its name."""

    terminal = True
    body_id: int
    since: str


@dataclass(frozen=True)
class PostFilled(Event):
    """Somebody took a post of a body."""

    terminal = True
    body_id: int
    post_id: int
    kind: str


@dataclass(frozen=True)
class AccountClosed(Event):
    """An account opens nothing any more."""

    terminal = True
    account_id: int


@dataclass(frozen=True)
class AccountReadmitted(Event):
    """A closed account may be opened anew: with a new password and a new second factor."""

    terminal = True
    account_id: int


@dataclass(frozen=True)
class SessionsEnded(Event):
    """Every session of an account was ended at once."""

    terminal = True
    account_id: int


@dataclass(frozen=True)
class RoleGiven(Event):
    """An account may act for a body."""

    terminal = True
    account_id: int
    body_id: int | None
    role: str


@dataclass(frozen=True)
class RoleEnded(Event):
    """An account may no longer act for a body in that role."""

    terminal = True
    account_id: int
    body_id: int | None
    role: str


@dataclass(frozen=True)
class RoleLent(Event):
    """A member lent their role to a colleague for a time."""

    terminal = True
    delegation_id: int
    body_id: int | None
    role: str
    until: str
