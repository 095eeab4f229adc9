"""The rules by their names in the commands."""

from __future__ import annotations

from collections.abc import Callable

from qulaq.kernel.errors import BadInput
from qulaq.methods.voting.approval import approval
from qulaq.methods.voting.ballots import Ballots
from qulaq.methods.voting.equal_shares import equal_shares
from qulaq.methods.voting.pairwise import ranked_pairs, schulze
from qulaq.methods.voting.phragmen import phragmen
from qulaq.methods.voting.tally import Tally
from qulaq.methods.voting.ties import TieBreak, by_published_order
from qulaq.methods.voting.transfer import transferable


def _block(ballots: Ballots, seats: int, ties: TieBreak) -> Tally:
    return approval(ballots, seats, ties, most_marks=seats)


RULES: dict[str, Callable[[Ballots, int, TieBreak], Tally]] = {
    "approval": approval,
    "block": _block,
    "schulze": schulze,
    "ranked-pairs": ranked_pairs,
    "irv": transferable,
    "stv": transferable,
    "phragmen": phragmen,
    "equal-shares-multiwinner": equal_shares,
}


def tally(ballots: Ballots, rule: str, seats: int, ties: TieBreak | None = None) -> Tally:
    """Count `ballots` by `rule` for `seats`; ties by `ties` (default: the order of the candidates in the file).

    Errors: `BadInput` for an unknown rule, seats below 1, or an order for ties that misses a candidate.
    """
    if rule not in RULES:
        raise BadInput(f"{rule!r} is none of {', '.join(RULES)}", field="rule")
    if seats < 1:
        raise BadInput("there must be at least one seat", field="seats")
    ties = ties or by_published_order(ballots.candidates)
    if missing := set(ballots.candidates) - set(ties.order):
        raise BadInput(f"the order for ties misses {sorted(missing)[0]!r}", field="ties")
    return RULES[rule](ballots, seats, ties)
