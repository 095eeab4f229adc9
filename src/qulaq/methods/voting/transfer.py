"""Instant-runoff (one seat) and the single transferable vote (several), with exact fractions.

Droop quota; surpluses leave by the weighted inclusive Gregory method (every ballot of the elected candidate goes on
at the same fraction); one candidate is eliminated at a time. Equal places on a ballot share it equally.
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
        best = max(votes.values())
        if best >= needed:
            chosen = ties.first([name for name in hopeful if votes[name] == best])
            says = sayings.quota_reached(chosen, str(written(best)), str(written(needed)))
            rounds.append(Round(says, votes))
            elected.append(chosen)
            papers = _transferred(papers, chosen, hopeful, (best - needed) / best)
        else:
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


def _transferred(papers: Papers, elected: str, hopeful: list[str], share: Fraction) -> Papers:
    """What the elected candidate held goes on at `share` of its weight; the rest of a shared ballot stays."""
    running, moved = set(hopeful), Papers()
    for places, weight in papers:
        top = _top(places, running)
        if elected not in top:
            moved.append((places, weight))
        elif len(top) == 1:
            moved.append((places, weight * share))
        else:
            held = weight / len(top)
            start = next(index for index, place in enumerate(places) if place & running)
            moved.append(((frozenset(top - {elected}), *places[start + 1 :]), weight - held))
            moved.append((places[start + 1 :], held * share))
    return [(places, weight) for places, weight in moved if weight]
