"""What happened to cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qulaq.ledger.events import Event


@dataclass(frozen=True)
class CaseOpened(Event):
    terminal = True

    number: str
    procedure: str
    kind: str
    body_code: str
    registered_on: date
    parent: int | None = None


@dataclass(frozen=True)
class CaseStepped(Event):
    """An act was done. The facts given with it are committed to, not told."""

    terminal = True

    case: int
    number: str
    act: str
    role: str
    led_to: str
    outcome: str = ""


@dataclass(frozen=True)
class NoticesOwed(Event):
    """Notices of a case wait to be delivered."""

    case: int


@dataclass(frozen=True)
class DueDayMoved(Event):
    """A changed calendar moved the last day of an open duty: both days, for all to see."""

    terminal = True

    case: int
    duty: str
    was: date
    now: date
    calendar: str


@dataclass(frozen=True)
class ArchiveImported(Event):
    """A batch of ended cases of older times came in: counted, with no duties of today."""

    terminal = True

    procedure: str
    cases: int
    batch: str
