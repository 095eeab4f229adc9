"""What was shown and hidden."""

from __future__ import annotations

from dataclasses import dataclass

from qulaq.ledger.events import Event


@dataclass(frozen=True)
class AnswerPublished(Event):
    """An answer was published with the person's consent; the published words are committed to."""

    terminal = True

    case: int
    number: str


@dataclass(frozen=True)
class AnswerHidden(Event):
    """A published answer was hidden; the reason is committed to and shown in the public count."""

    terminal = True

    case: int
    number: str
