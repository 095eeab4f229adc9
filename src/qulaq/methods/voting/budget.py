"""Participatory budgets: the Method of Equal Shares with its completion, and the greedy rule it improves on.

Every voter holds an equal share of the budget. A project is bought when its supporters can pay for it, each at most
q; the project with the smallest payment for its utility is bought first. Under cost utility a project is worth its
cost (so q/cost counts), under cardinality every project is worth 1 (so q counts). What stays unspent is used by the
completion `add1`: everybody's share grows by one unit of money until the outcome would cost more than the budget.
Sources: Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021;
Faliszewski et al., IJCAI 2023 (completion); equalshares.net for the practice of towns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.voting import sayings
from qulaq.methods.voting.pabulib import Election
from qulaq.methods.voting.purses import CLOSE, Purses, Voters, estimate
from qulaq.methods.voting.tally import Number, Round, written
from qulaq.methods.voting.ties import Tie

Utility = Literal["cost", "cardinality"]
Completion = Literal["none", "add1", "greedy"]
BY = "more supporters, then lower cost, then the order of the file"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`selected` in the order of purchase; `share`: what each voter held in the end; `raises`: completion steps."""

    rule: str
    selected: tuple[str, ...]
    cost: Fraction
    budget: Fraction
    share: Fraction | None
    raises: int
    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "selected": list(self.selected),
            "cost": written(self.cost),
            "budget": written(self.budget),
            "share": written(self.share) if self.share is not None else None,
            "raises": self.raises,
            "rounds": [step.as_dict() for step in self.rounds],
            "ties": [tie.as_dict() for tie in self.ties],
        }


class _Count:
    """An election in whole units of money, with the supporters of every project as arrays."""

    def __init__(self, election: Election, utility: Utility) -> None:
        if not election.votes:
            raise BadInput("nobody has voted", field="VOTES")
        self.election = election
        self.unit = lcm(
            election.budget.denominator, *(project.cost.denominator for project in election.projects)
        )
        self.cost = [int(project.cost * self.unit) for project in election.projects]
        self.budget = int(election.budget * self.unit)
        self.worth = self.cost if utility == "cost" else [1] * len(self.cost)
        backers: list[list[int]] = [[] for _ in self.cost]
        for voter, projects in enumerate(election.votes):
            for project in projects:
                backers[project].append(voter)
        self.backers: list[Voters] = [np.array(voters, dtype=np.int64) for voters in backers]
        self.voters = len(election.votes)

    def first_bounds(self) -> dict[int, float]:
        """The price of each project while everybody still holds a full share: no later price is lower."""
        return {
            project: self.cost[project] / (len(voters) * self.worth[project])
            for project, voters in enumerate(self.backers)
            if len(voters)
        }

    def preference(self, project: int) -> tuple[int, int, int]:
        return -len(self.backers[project]), self.cost[project], project

    def spent(self, projects: Sequence[int]) -> int:
        return sum(self.cost[project] for project in projects)


def equal_shares_budget(
    election: Election,
    *,
    utility: Utility = "cost",
    completion: Completion = "none",
    explained: bool = True,
) -> Outcome:
    """The Method of Equal Shares on the supporter sets of `election`.

    `completion`: `add1` raises everybody's share unit by unit, `greedy` adds the most supported projects that still
    fit. `explained` False leaves out rounds and ties (the outcome is the same). Errors: `BadInput` where nobody has
    voted.
    """
    count = _Count(election, utility)
    share = Fraction(count.budget, count.voters)
    raises = 0
    rounds, ties = list[Round](), list[Tie]()
    if completion == "add1":
        bought = _surely(count, share)
        while share <= count.budget and not _exhausted(count, bought):
            trial = _surely(count, share + count.unit)
            if count.spent(trial) > count.budget:
                break
            bought, share, raises = trial, share + count.unit, raises + 1
    if explained:
        bought, rounds, ties = _buy(count, share, explained=True)
    elif completion != "add1":
        bought = _surely(count, share)
    if explained and raises:
        final = Fraction(share, count.unit)
        rounds.insert(0, Round(sayings.raised(str(written(final)), raises), {"share": final}))
    if completion == "greedy":
        more, steps, equal = _fill(count, bought)
        bought, rounds, ties = bought + more, rounds + steps, ties + equal
    return _outcome(
        f"equal-shares/{completion}", count, bought, Fraction(share, count.unit), raises, rounds, ties
    )


def greedy_budget(election: Election) -> Outcome:
    """Projects by votes (points where the file gives points) as long as they fit."""
    count = _Count(election, "cost")
    bought, rounds, ties = _fill(count, [])
    return _outcome("greedy", count, bought, None, 0, rounds, ties)


def _outcome(
    rule: str,
    count: _Count,
    bought: list[int],
    share: Fraction | None,
    raises: int,
    rounds: list[Round],
    ties: list[Tie],
) -> Outcome:
    projects = count.election.projects
    return Outcome(
        rule,
        tuple(projects[project].id for project in bought),
        sum((projects[project].cost for project in bought), Fraction()),
        count.election.budget,
        share,
        raises,
        tuple(rounds),
        tuple(ties),
    )


def _exhausted(count: _Count, bought: list[int]) -> bool:
    """No project that anybody supports still fits into what is left."""
    left = count.budget - count.spent(bought)
    taken = set(bought)
    return all(
        cost > left
        for project, cost in enumerate(count.cost)
        if project not in taken and len(count.backers[project])
    )


def _buy(
    count: _Count, share: Fraction, *, explained: bool = False
) -> tuple[list[int], list[Round], list[Tie]]:
    """Purchases at one share. Money only leaves purses, so an old price is a lower bound of the new one: projects
    are looked at from the lowest bound and no further than the best price found."""
    purses = Purses(count.voters, share)
    bounds = count.first_bounds()
    bought: list[int] = []
    rounds: list[Round] = []
    ties: list[Tie] = []
    while bounds:
        best = float("inf")
        for project in sorted(bounds, key=bounds.__getitem__):
            if bounds[project] > best * (1 + CLOSE):
                break
            price = purses.estimate(count.backers[project], count.cost[project]) / count.worth[project]
            if price == float("inf"):
                del bounds[project]
            else:
                bounds[project] = price
                best = min(best, price)
        near = [project for project, price in bounds.items() if price <= best * (1 + 2 * CLOSE)]
        chosen, payment, tied = _exactly_best(count, purses, near, bounds)
        if chosen is None or payment is None:
            if not near:
                break
            continue
        if explained:
            projects = count.election.projects
            paid = payment / count.unit
            says = sayings.bought(projects[chosen].name or projects[chosen].id, _money(paid))
            numbers: dict[str, Number] = {
                "payment": paid,
                "cost": projects[chosen].cost,
                "supporters": len(count.backers[chosen]),
            }
            rounds.append(Round(says, numbers))
            if len(tied) > 1:
                names = tuple(projects[project].id for project in sorted(tied, key=count.preference))
                ties.append(Tie(names, projects[chosen].id, BY))
        purses.pay(count.backers[chosen], payment)
        bought.append(chosen)
        del bounds[chosen]
    return bought, rounds, ties


def _surely(count: _Count, share: Fraction) -> list[int]:
    """Purchases at one share, by floats where every decision is clear of rounding, else exactly."""
    money = np.full(count.voters, float(share))
    bounds = count.first_bounds()
    bought: list[int] = []
    while bounds:
        best, second, chosen = float("inf"), float("inf"), -1
        for project in sorted(bounds, key=bounds.__getitem__):
            if bounds[project] > best * (1 + CLOSE):
                second = min(second, bounds[project])
                break
            payment, clear = estimate(money[count.backers[project]], count.cost[project])
            if not clear:
                return _buy(count, share)[0]
            price = payment / count.worth[project]
            bounds[project] = price
            if price < best:
                best, second, chosen = price, best, project
            else:
                second = min(second, price)
        if best == float("inf"):
            break
        if second <= best * (1 + 2 * CLOSE):
            return _buy(count, share)[0]
        backers = count.backers[chosen]
        held = money[backers]
        money[backers] = held - np.minimum(held, best * count.worth[chosen])
        bought.append(chosen)
        bounds = {
            project: price for project, price in bounds.items() if project != chosen and price < float("inf")
        }
    return bought


def _exactly_best(
    count: _Count, purses: Purses, near: list[int], bounds: dict[int, float]
) -> tuple[int | None, Fraction | None, list[int]]:
    """Of projects whose prices floats cannot tell apart, the exactly cheapest; equal ones by the published rule."""
    prices: dict[int, tuple[Fraction, Fraction]] = {}
    for project in near:
        payment = purses.payment(count.backers[project], count.cost[project])
        if payment is None:
            del bounds[project]
        else:
            prices[project] = payment / count.worth[project], payment
    if not prices:
        return None, None, []
    least = min(price for price, _ in prices.values())
    tied = [project for project, (price, _) in prices.items() if price == least]
    chosen = min(tied, key=count.preference)
    return chosen, prices[chosen][1], tied


def _fill(count: _Count, bought: list[int]) -> tuple[list[int], list[Round], list[Tie]]:
    """The most voted projects that fit into what is left."""
    votes = _points(count)
    left = count.budget - count.spent(bought)
    rest = [project for project in range(len(count.cost)) if project not in set(bought)]
    rest.sort(key=lambda project: (-votes[project], count.cost[project], project))
    chosen, rounds, ties = list[int](), list[Round](), list[Tie]()
    projects = count.election.projects
    for position, project in enumerate(rest):
        name = projects[project].name or projects[project].id
        cost = _money(projects[project].cost)
        numbers = {"votes": votes[project], "cost": projects[project].cost}
        if count.cost[project] > left:
            rounds.append(Round(sayings.too_dear(name, cost), numbers))
            continue
        equal = [other for other in rest[position:] if votes[other] == votes[project]]
        if len(equal) > 1 and count.spent(equal) > left:
            ties.append(Tie(tuple(projects[other].id for other in equal), projects[project].id, BY))
        left -= count.cost[project]
        chosen.append(project)
        rounds.append(Round(sayings.fits(name, int(votes[project]), cost), numbers))
    return chosen, rounds, ties


def _points(count: _Count) -> list[Fraction]:
    election = count.election
    totals = [Fraction(len(voters)) for voters in count.backers]
    if election.points is not None and election.vote_type in {"cumulative", "scoring"}:
        totals = [Fraction() for _ in count.cost]
        for projects, points in zip(election.votes, election.points, strict=True):
            for project, given in zip(projects, points, strict=True):
                totals[project] += given
    return totals


def _money(amount: Fraction) -> str:
    return f"{float(amount):,.2f}".replace(",", "\u00a0").removesuffix(".00")
