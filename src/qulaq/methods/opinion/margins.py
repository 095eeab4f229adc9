"""Those who voted against those who live here: how far apart, and what weighing could mend.

An open vote chooses its own voters. Where people said their district, age or sex, their shares are compared
with the census; a gap beyond chance and of some size is a warning that stands beside the results. Raking
(Deming and Stephan, 1940) gives weights that make the margins fit, and Kish's design effect tells what they
cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.methods.opinion.votes import Floats, Votes

GAP_FROM: Final = 0.05
SURE_FROM: Final = 2.576  # 99 %, two-sided
ROUNDS: Final = 200
CLOSE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Gap:
    """The share of one value of a feature among voters (`here`) and in the census (`there`), and its z."""

    feature: str
    value: str
    here: float
    there: float
    z: float

    @property
    def warns(self) -> bool:
        """At least 5 points apart and beyond chance."""
        return abs(self.here - self.there) >= GAP_FROM and abs(self.z) >= SURE_FROM

    def warning(self) -> Words:
        here, there = round(100 * self.here), round(100 * self.there)
        return Words(
            kk=f"Дауыс бергендердің {here}\u00a0%-ы — «{self.value}», ал тұрғындардың {there}\u00a0%-ы.",
            ru=f"Среди голосовавших «{self.value}» — {here}\u00a0%, среди жителей — {there}\u00a0%.",
            en=f"“{self.value}” makes up {here}% of those who voted and {there}% of those who live here.",
        )


def gaps(voters: Mapping[str, Mapping[str, int]], census: Mapping[str, Mapping[str, float]]) -> list[Gap]:
    """Compare counts of voters with the census (counts or shares), feature by feature, widest gap first.

    Raises BadInput for a value that the census does not know.
    """
    found = []
    for feature, counts in voters.items():
        known = census.get(feature)
        if known is None or sum(known.values()) <= 0:
            raise BadInput("the census says nothing of it", field=feature)
        unknown = sorted(set(counts) - set(known))
        if unknown:
            raise BadInput(f"the census does not know {unknown[0]!r}", field=feature)
        total, people = sum(counts.values()), sum(known.values())
        for value, size in known.items():
            here, there = counts.get(value, 0) / max(total, 1), size / people
            error = np.sqrt(max(there * (1 - there), 1e-12) / max(total, 1))
            found.append(Gap(feature, value, here, there, float((here - there) / error)))
    return sorted(found, key=lambda gap: (-abs(gap.here - gap.there), gap.feature, gap.value))


def rake(people: Sequence[Mapping[str, str]], census: Mapping[str, Mapping[str, float]]) -> Floats:
    """Weights (n, mean 1) under which the people's margins are those of the census.

    Values nobody has cannot be mended and are left out of the target. Raises BadInput for a person without a
    feature or where the margins do not come together.
    """
    n = len(people)
    weights = np.ones(n)
    sides = [_side(people, feature, known) for feature, known in census.items()]
    for _ in range(ROUNDS):
        worst = 0.0
        for codes, target in sides:
            held = np.bincount(codes, weights, len(target))
            factors = target * n / held
            worst = max(worst, float(np.abs(factors - 1.0).max()))
            weights = weights * factors[codes]
        if worst < CLOSE:
            return weights
    raise BadInput("no weights fit all these margins at once")


def _side(
    people: Sequence[Mapping[str, str]], feature: str, known: Mapping[str, float]
) -> tuple[np.ndarray, Floats]:
    for place, person in enumerate(people):
        if person.get(feature) not in known:
            raise BadInput(f"person {place + 1} has no known value", field=feature)
    held = sorted({person[feature] for person in people})
    code = {value: at for at, value in enumerate(held)}
    target = np.array([known[value] for value in held], dtype=np.float64)
    if (target <= 0).any():
        raise BadInput(f"the census has nobody of {held[int(np.argmin(target))]!r}", field=feature)
    return np.array([code[person[feature]] for person in people]), target / target.sum()


def design_effect(weights: Floats) -> float:
    """How many times more people weighing costs: mean square over squared mean of the weights (Kish, 1965); 1
    or more.
    """
    return float(np.mean(weights**2) / np.mean(weights) ** 2)


def weighed_shares(votes: Votes, weights: Floats) -> Floats:
    """Share of agreement (m) among all answers with each person (n) counted by weight; NaN where nobody
    answered.
    """
    heavy = weights[votes.rows()]
    m = votes.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Floats = np.bincount(votes.columns, heavy * (votes.values == 1), m) / np.bincount(
            votes.columns, heavy, m
        )
    return result
