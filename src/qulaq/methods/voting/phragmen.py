"""Sequential Phragmén: every elected candidate is one unit of load, shared so that the largest load stays small.

Proportional without parties: a group that is a k-th of the voters and agrees gets a k-th of the seats.
Source: Phragmén (1894); Brill, Freeman, Janson, Lackner, Mathematical Programming 203 (2024).
"""

from __future__ import annotations

from fractions import Fraction

from qulaq.methods.voting import sayings
from qulaq.methods.voting.ballots import Ballots
from qulaq.methods.voting.tally import Round, Tally, written
from qulaq.methods.voting.ties import TieBreak


def phragmen(ballots: Ballots, seats: int, ties: TieBreak) -> Tally:
    """Elect `seats` candidates from approval ballots; candidates without any supporter come last."""
    loads = [Fraction() for _ in ballots.ballots]
    backers = {
        name: [index for index, ballot in enumerate(ballots.ballots) if name in ballot.approved]
        for name in ballots.candidates
    }
    weight = [ballot.count for ballot in ballots.ballots]
    elected: list[str] = []
    rounds: list[Round] = []
    while len(elected) < min(seats, len(backers)):
        left = [name for name in ballots.candidates if name not in elected]
        after = {
            name: (1 + sum((loads[i] * weight[i] for i in backers[name]), Fraction()))
            / sum(weight[i] for i in backers[name])
            for name in left
            if backers[name]
        }
        if not after:
            chosen = ties.first(left)
            rounds.append(Round(sayings.left_over(chosen), {}))
        else:
            least = min(after.values())
            chosen = ties.first([name for name, load in after.items() if load == least])
            for index in backers[chosen]:
                loads[index] = least
            rounds.append(Round(sayings.load_shared(chosen, str(written(least))), after))
        elected.append(chosen)
    return Tally("phragmen", seats, ballots.total, tuple(elected), tuple(rounds), tuple(ties.met))
