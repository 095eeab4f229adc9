"""Money in voters' hands, exact and quick: voters with equal money share one purse.

Amounts are whole numbers over one growing common denominator, so that no rounding ever decides a purchase; floats of
the same amounts only sort out which exact comparisons are needed.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

CLOSE = 1e-9
Voters = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def estimate(money: Floats, cost: float) -> tuple[float, bool]:
    """(nearly the largest payment with which these voters reach `cost`, whether rounding could not matter).

    Infinite where their money is clearly too little. `money`: one amount a voter.
    """
    purses = np.sort(money)
    total = float(purses.sum())
    if abs(total - cost) <= CLOSE * cost:
        return float("inf"), False
    if total < cost:
        return float("inf"), True
    number = len(purses)
    # with everybody below place k paying all: the rest pay (cost - paid) / (number - k) each
    paid = np.concatenate(([0.0], np.cumsum(purses[:-1])))
    payments = (cost - paid) / np.arange(number, 0, -1)
    first = int(np.argmax(payments <= purses * (1 + CLOSE)))
    return float(payments[first]), True


class Purses:
    """`share` for each of `voters`. `of[voter]` is the number of the voter's purse."""

    def __init__(self, voters: int, share: Fraction) -> None:
        self.of: Voters = np.zeros(voters, dtype=np.int64)
        self._unit = share.denominator
        self._amount = [share.numerator]
        self._sort()

    def _sort(self) -> None:
        unit = self._unit
        self._float = np.array([amount / unit for amount in self._amount])
        self._order = np.argsort(self._float, kind="stable")
        self._sorted = self._float[self._order]

    def estimate(self, backers: Voters, cost: float) -> float:
        """Nearly the largest payment q with which `backers` reach `cost`; infinite where their money is too little."""
        number = np.bincount(self.of[backers], minlength=len(self._amount))[self._order]
        money = np.cumsum(number * self._sorted)
        if not len(backers) or money[-1] < cost * (1 - CLOSE):
            return float("inf")
        before = np.cumsum(number)
        payers = len(backers) - before + number
        reach = money - number * self._sorted + payers * self._sorted
        first = int(np.searchsorted(reach, cost * (1 - CLOSE)))
        paid = float(money[first] - number[first] * self._sorted[first])
        return float((cost - paid) / payers[first])

    def payment(self, backers: Voters, cost: int) -> Fraction | None:
        """The largest payment exactly; None where the money is too little."""
        number = np.bincount(self.of[backers], minlength=len(self._amount))
        held = sorted((self._amount[purse], int(number[purse])) for purse in np.flatnonzero(number))
        missing, payers = cost * self._unit, len(backers)
        for amount, people in held:
            if amount * payers >= missing:
                return Fraction(missing, payers * self._unit)
            missing -= amount * people
            payers -= people
        return None

    def pay(self, backers: Voters, payment: Fraction) -> None:
        """Every backer pays `payment`, or all of the purse where it holds less."""
        purses = self.of[backers]
        factor = payment.denominator
        price = payment.numerator * self._unit
        self._unit *= factor
        self._amount = [amount * factor for amount in self._amount]
        place = {amount: purse for purse, amount in enumerate(self._amount)}
        moved = np.arange(len(self._amount))
        for purse in np.flatnonzero(np.bincount(purses)).tolist():
            left = max(0, self._amount[purse] - price)
            if left not in place:
                place[left] = len(self._amount)
                self._amount.append(left)
            moved[purse] = place[left]
        self.of[backers] = moved[purses]
        self._drop_empty()

    def _drop_empty(self) -> None:
        used = np.flatnonzero(np.bincount(self.of, minlength=len(self._amount)))
        if len(used) < len(self._amount):
            renumbered = np.zeros(len(self._amount), dtype=np.int64)
            renumbered[used] = np.arange(len(used))
            self.of = renumbered[self.of]
            self._amount = [self._amount[purse] for purse in used.tolist()]
        self._sort()
