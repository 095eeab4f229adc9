"""What bodies did."""

from __future__ import annotations

from dataclasses import dataclass

from qulaq.ledger.events import Event


@dataclass(frozen=True)
class CaseAssigned(Event):
    terminal = True

    case: int
    officer: int


@dataclass(frozen=True)
class AnswerSent(Event):
    """The letter went to the person; its words are committed to."""

    terminal = True

    case: int
    number: str
    language: str
    result: str
