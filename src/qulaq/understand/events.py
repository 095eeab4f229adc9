"""What was understood, and corrected."""

from __future__ import annotations

from dataclasses import dataclass

from qulaq.ledger.events import Event


@dataclass(frozen=True)
class ReadingCorrected(Event):
    """An official corrected what the engine suggested."""

    terminal = True

    number: str
    what: str
    suggested: str
    chosen: str
