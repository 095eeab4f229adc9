"""The result of a count and its explanation, round by round, in the words of the public page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qulaq.kernel.words import Words
from qulaq.methods.voting.ties import Tie

Number = int | Fraction


def written(value: Number) -> int | str:
    """A whole number as it is, a fraction exactly, as `7/3`."""
    return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


@dataclass(frozen=True, slots=True)
class Round:
    """One step: what happened in three languages, and the exact numbers it rests on."""

    says: Words
    counts: Mapping[str, Number]

    def as_dict(self) -> dict[str, object]:
        return {
            "says": self.says.as_dict(),
            "counts": {name: written(value) for name, value in self.counts.items()},
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """`elected` in the order of election; `ties` names every tie that a rule or lot decided."""

    rule: str
    seats: int
    ballots: int
    elected: tuple[str, ...]
    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "seats": self.seats,
            "ballots": self.ballots,
            "elected": list(self.elected),
            "rounds": [step.as_dict() for step in self.rounds],
            "ties": [tie.as_dict() for tie in self.ties],
        }
