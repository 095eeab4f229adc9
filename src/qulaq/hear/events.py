"""What was heard."""

from __future__ import annotations

from dataclasses import dataclass

from qulaq.ledger.events import Event


@dataclass(frozen=True)
class VoiceTaken(Event):
    """A voice arrived. Its words and files are committed to."""

    number: str
    channel: str
    language: str
    purpose: str
    place: str
    case: int | None
    about: int | None
    resolved: str = ""
    mark: int | None = None


@dataclass(frozen=True)
class AuthorConfirmed(Event):
    """The author of a voice showed who they are, to the level that makes it a legal appeal."""

    terminal = True

    number: str
    level: int
    case: int


@dataclass(frozen=True)
class VoiceErased(Event):
    """A voice's words and author were erased; the number, the times and the counts stay."""

    number: str
    ground: str
