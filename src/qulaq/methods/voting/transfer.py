"""Instant-runoff (one seat) and the single transferable vote (several), with exact fractions.

Droop quota; everybody who reaches it is elected at once, and the surpluses leave by the weighted inclusive Gregory
method (every ballot of the elected candidate goes on at the same fraction); one candidate is eliminated at a time.
Equal places on a ballot share it equally.
Source: Tideman, "The Single Transferable Vote", J. Economic Perspectives 9 (1995).
"""

from __future__ import annotations

from fractions import Fraction

from qulaq.methods.voting import sayings
from qulaq.methods.voting.ballots import Ballots
from qulaq.methods.voting.tally import Round, Tally, written
from qulaq.methods.voting.ties import TieBreak

Papers = list[tuple[tuple[frozenset[str], ...], Fraction]]


def transferable(ballots: Ballots, seats: int, ties: TieBreak) -> Tally:
    """IRV for one seat (more than half of the ballots still in play elects), STV for more."""
    papers: Papers = [(ballot.places, Fraction(ballot.count)) for ballot in ballots.ballots]
    hopeful = list(ballots.candidates)
    elected: list[str] = []
    rounds: list[Round] = []
    quota = Fraction(ballots.total // (seats + 1) + 1)
    while hopeful and len(elected) < seats:
        votes = _first_places(papers, hopeful)
        if len(hopeful) <= seats - len(elected):
            chosen = max(hopeful, key=lambda name: (votes[name], -ties.place(name)))
            rounds.append(Round(sayings.left_over(chosen), votes))
            elected.append(chosen)
            hopeful.remove(chosen)
            continue
        needed = quota if seats > 1 else Fraction(int(sum(votes.values(), Fraction())) // 2 + 1)
        over = [name for name in hopeful if votes[name] >= needed]
        if over:
            over.sort(key=lambda name: (-votes[name], ties.place(name)))
            for name in over:
                says = sayings.quota_reached(name, str(written(votes[name])), str(written(needed)))
                rounds.append(Round(says, votes))
            papers = _transferred(
                papers, {name: (votes[name] - needed) / votes[name] for name in over}, hopeful
            )
            elected += over
            hopeful = [name for name in hopeful if name not in over]
            continue
        least = min(votes.values())
        chosen = ties.last([name for name in hopeful if votes[name] == least])
        rounds.append(Round(sayings.eliminated(chosen, str(written(least))), votes))
        hopeful.remove(chosen)
    return Tally(
        "irv" if seats == 1 else "stv", seats, ballots.total, tuple(elected), tuple(rounds), tuple(ties.met)
    )


def _top(places: tuple[frozenset[str], ...], hopeful: set[str]) -> frozenset[str]:
    return next((place & hopeful for place in places if place & hopeful), frozenset())


def _first_places(papers: Papers, hopeful: list[str]) -> dict[str, Fraction]:
    votes = dict.fromkeys(hopeful, Fraction())
    running = set(hopeful)
    for places, weight in papers:
        top = _top(places, running)
        for name in top:
            votes[name] += weight / len(top)
    return votes


def _transferred(papers: Papers, shares: dict[str, Fraction], hopeful: list[str]) -> Papers:
    """What the newly elected held goes on, each at its share of the weight; the rest of a shared ballot stays."""
    running, moved = set(hopeful), Papers()
    for places, weight in papers:
        top = _top(places, running)
        gone = top & shares.keys()
        if not gone:
            moved.append((places, weight))
            continue
        held = weight / len(top)
        start = next(index for index, place in enumerate(places) if place & running)
        below = places[start + 1 :]
        moved.append(((top - gone, *below), weight - held * len(gone)))
        moved += [(below, held * shares[name]) for name in gone]
    return [(places, weight) for places, weight in moved if weight]
