"""Votes and budgets counted exactly, each count with its explanation round by round.

from qulaq.methods.voting import approvals, tally
tally(approvals([{"a", "b"}, {"a"}]), "phragmen", seats=1).elected
"""

from qulaq.methods.voting.ballots import Ballot, Ballots, approvals, rankings, read_ballots
from qulaq.methods.voting.budget import Outcome, equal_shares_budget, greedy_budget
from qulaq.methods.voting.jury import JuryDecision, JuryRule, Roll, decide, roll_of
from qulaq.methods.voting.pabulib import Election, Project, parse_election, read_election
from qulaq.methods.voting.rules import RULES, tally
from qulaq.methods.voting.tally import Round, Tally
from qulaq.methods.voting.ties import Tie, TieBreak, by_lot, by_published_order

__all__ = [
    "RULES",
    "Ballot",
    "Ballots",
    "Election",
    "JuryDecision",
    "JuryRule",
    "Outcome",
    "Project",
    "Roll",
    "Round",
    "Tally",
    "Tie",
    "TieBreak",
    "approvals",
    "by_lot",
    "by_published_order",
    "decide",
    "equal_shares_budget",
    "greedy_budget",
    "parse_election",
    "rankings",
    "read_ballots",
    "read_election",
    "roll_of",
    "tally",
]
