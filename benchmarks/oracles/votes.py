"""Runs votelib, abcvoting (both MIT) and pabutools as a program of its own: JSON in, JSON out.

Started by `deliberation_lotteries.py` with another interpreter; nothing of Qulaq is imported here and nothing of
this is imported by Qulaq.
"""

from __future__ import annotations

import json
import sys
import time

COMMITTEE_RULES = {"approval": "av", "phragmen": "seqphragmen", "equal-shares-multiwinner": "equal-shares"}


def rankings(cases: list[dict[str, object]]) -> list[dict[str, object]]:
    """`None` where votelib reports a tie."""
    import votelib.evaluate.condorcet as condorcet
    import votelib.evaluate.core as core
    import votelib.evaluate.sequential as sequential
    from votelib.convert import RankedToCondorcetVotes

    def elected(evaluator: object, votes: object, seats: int) -> list[str] | None:
        try:
            found = evaluator.evaluate(votes, seats)
        except (NotImplementedError, core.VotingSystemError):  # a tie in an elimination; or votelib gives up
            return None
        return None if any(isinstance(name, core.Tie) for name in found) else list(found)

    results = []
    for case in cases:
        votes: dict[tuple[str, ...], int] = {}
        for order, count in zip(case["ballots"], case["counts"], strict=True):
            votes[tuple(order)] = votes.get(tuple(order), 0) + count
        pairs = RankedToCondorcetVotes(unranked_at_bottom=True).convert(votes)
        stv = sequential.TransferableVoteSelector(quota_function="droop")
        results.append(
            {
                "schulze": elected(condorcet.Schulze(), pairs, 1),
                "ranked-pairs": elected(condorcet.RankedPairs(), pairs, 1),
                "irv": elected(sequential.TransferableVoteSelector(quota_function="droop"), votes, 1),
                "stv": elected(stv, votes, case["seats"]),
            }
        )
    return results


def committees(cases: list[dict[str, object]]) -> list[dict[str, object]]:
    """All committees that abcvoting reports as winning."""
    from abcvoting import abcrules
    from abcvoting.preferences import Profile

    results = []
    for case in cases:
        names = case["candidates"]
        profile = Profile(len(names))
        profile.add_voters([[names.index(name) for name in chosen] for chosen in case["ballots"]])
        found = {}
        for ours, theirs in COMMITTEE_RULES.items():
            tied = abcrules.compute(theirs, profile, committeesize=case["seats"], resolute=False)
            found[ours] = [sorted(names[index] for index in committee) for committee in tied]
        results.append(found)
    return results


def budgets(case: dict[str, str]) -> dict[str, object]:
    """Plain and completed Equal Shares, each the best of three; the quickest way of pabutools for each."""
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

    instance, profile = parse_pabulib(case["file"])
    multi = profile.as_multiprofile()
    answer: dict[str, object] = {}
    runs = {
        "plain": lambda: method_of_equal_shares(instance, profile, sat_class=Cost_Sat),
        "plain merged": lambda: method_of_equal_shares(instance, multi, sat_class=Cost_Sat),
        "add1 merged": lambda: method_of_equal_shares(
            instance, multi, sat_class=Cost_Sat, voter_budget_increment=1
        ),
        "greedy": lambda: greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat),
    }
    for name, run in runs.items():
        times = []
        for _ in range(int(case["repeat"])):
            start = time.process_time()
            outcome = run()
            times.append(time.process_time() - start)
        answer[name] = {"seconds": min(times), "selected": sorted(str(project) for project in outcome)}
    return answer


def random_budgets(cases: list[dict[str, object]]) -> list[dict[str, object]]:
    """Equal Shares of small approval elections, all outcomes."""
    from pabutools.election import (
        ApprovalBallot,
        ApprovalProfile,
        Cardinality_Sat,
        Cost_Sat,
        Instance,
        Project,
    )
    from pabutools.rules import method_of_equal_shares

    results = []
    for case in cases:
        projects = {name: Project(name, cost) for name, cost in case["costs"].items()}
        instance = Instance(list(projects.values()), budget_limit=case["budget"])
        profile = ApprovalProfile(
            [ApprovalBallot([projects[name] for name in chosen]) for chosen in case["ballots"]]
        )
        found = {}
        for ours, satisfaction in (("cost", Cost_Sat), ("cardinality", Cardinality_Sat)):
            tied = method_of_equal_shares(instance, profile, sat_class=satisfaction, resoluteness=False)
            found[ours] = [sorted(str(project) for project in outcome) for outcome in tied]
        results.append(found)
    return results


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump({name: globals()[name](value) for name, value in asked.items()}, sys.stdout)
