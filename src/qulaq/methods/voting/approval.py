"""Approval and block voting: the most voted are elected, as the jury's election of ten and most statutes have it."""

from __future__ import annotations

from qulaq.methods.voting import sayings
from qulaq.methods.voting.ballots import Ballots
from qulaq.methods.voting.tally import Round, Tally
from qulaq.methods.voting.ties import TieBreak


def approval(ballots: Ballots, seats: int, ties: TieBreak, *, most_marks: int | None = None) -> Tally:
    """The `seats` candidates with most marks. With `most_marks` (block voting; 1 is the single vote), a ballot that
    marks more names is not counted and the number of such ballots is told.
    """
    votes = dict.fromkeys(ballots.candidates, 0)
    over = 0
    for ballot in ballots.ballots:
        if most_marks is not None and len(ballot.approved) > most_marks:
            over += ballot.count
            continue
        for name in ballot.approved:
            votes[name] += ballot.count
    rounds = [Round(sayings.spoilt(over, most_marks or 0), {"ballots": over})] if over else []
    elected: list[str] = []
    while len(elected) < min(seats, len(votes)):
        left = {name: number for name, number in votes.items() if name not in elected}
        best = max(left.values())
        tied = [name for name, number in left.items() if number == best]
        # a tie matters only where fewer seats are left than tied names; order within the elected is not a decision
        free = seats - len(elected)
        chosen = ties.first(tied) if len(tied) > free else min(tied, key=ties.place)
        elected.append(chosen)
        rounds.append(Round(sayings.most_votes(chosen, str(best)), left))
    rule = "approval" if most_marks is None else "block"
    return Tally(rule, seats, ballots.total, tuple(elected), tuple(rounds), tuple(ties.met))
