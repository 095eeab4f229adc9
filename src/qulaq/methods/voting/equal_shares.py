"""The Method of Equal Shares for committees: every voter holds the same part of the seats and spends it on favourites.

A seat costs 1 and each of n voters holds seats/n. The candidate whose supporters can pay with the smallest largest
payment is bought. When nobody can be bought, money goes on being earned at an equal rate until the next one can
(Phragmén's completion), so that every seat is filled.
Sources: Peters & Skowron, EC 2020; Lackner & Skowron, "Multi-Winner Voting with Approval Preferences" (2023).
"""

from __future__ import annotations

from fractions import Fraction

from qulaq.methods.voting import sayings
from qulaq.methods.voting.ballots import Ballots
from qulaq.methods.voting.tally import Round, Tally, written
from qulaq.methods.voting.ties import TieBreak


def equal_shares(ballots: Ballots, seats: int, ties: TieBreak) -> Tally:
    """Elect `seats` candidates from approval ballots."""
    weight = [ballot.count for ballot in ballots.ballots]
    money = [Fraction(seats, max(ballots.total, 1)) for _ in ballots.ballots]
    backers = {
        name: [index for index, ballot in enumerate(ballots.ballots) if name in ballot.approved]
        for name in ballots.candidates
    }
    elected: list[str] = []
    rounds: list[Round] = []
    while len(elected) < min(seats, len(backers)):
        left = [name for name in ballots.candidates if name not in elected]
        prices = {
            name: price
            for name in left
            if (price := largest_payment([(money[i], weight[i]) for i in backers[name]], Fraction(1)))
            is not None
        }
        if prices:
            least = min(prices.values())
            chosen = ties.first([name for name, price in prices.items() if price == least])
            for index in backers[chosen]:
                money[index] -= min(money[index], least)
            rounds.append(Round(sayings.bought(chosen, str(written(least))), prices))
            elected.append(chosen)
        else:
            _complete(left, seats, elected, rounds, ties, money, weight, backers)
            break
    return Tally(
        "equal-shares-multiwinner", seats, ballots.total, tuple(elected), tuple(rounds), tuple(ties.met)
    )


def largest_payment(purses: list[tuple[Fraction, int]], cost: Fraction) -> Fraction | None:
    """The smallest q such that payments min(money, q) reach `cost`; None where all the money is not enough.

    `purses`: (money of each, how many such voters).
    """
    missing, payers = cost, sum(number for _, number in purses)
    for money, number in sorted(purses):
        if money * payers >= missing:
            return missing / payers
        missing -= money * number
        payers -= number
    return None


def _complete(
    left: list[str],
    seats: int,
    elected: list[str],
    rounds: list[Round],
    ties: TieBreak,
    money: list[Fraction],
    weight: list[int],
    backers: dict[str, list[int]],
) -> None:
    """Everybody earns at the same rate; a candidate is elected when its supporters together hold 1."""
    clock = Fraction()
    spent = [clock - purse for purse in money]  # money of a voter at time t: t - spent
    while left and len(elected) < seats:
        when = {
            name: (1 + sum((spent[i] * weight[i] for i in backers[name]), Fraction()))
            / sum(weight[i] for i in backers[name])
            for name in left
            if backers[name]
        }
        if when:
            least = min(when.values())
            chosen = ties.first([name for name, moment in when.items() if moment == least])
            for index in backers[chosen]:
                spent[index] = least
            rounds.append(Round(sayings.load_shared(chosen, str(written(least))), when))
        else:
            chosen = ties.first(left)
            rounds.append(Round(sayings.left_over(chosen), {}))
        left.remove(chosen)
        elected.append(chosen)
