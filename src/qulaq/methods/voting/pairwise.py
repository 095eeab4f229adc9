"""Rankings compared two by two: Schulze's strongest paths and Tideman's ranked pairs, on whole numbers.

A pair's strength is its winning votes. Candidates left off a ballot stand below all on it, equal to one another.
Sources: Schulze, Social Choice and Welfare 36 (2011); Tideman, Social Choice and Welfare 4 (1987).
"""

from __future__ import annotations

from itertools import combinations, permutations

from qulaq.methods.voting import sayings
from qulaq.methods.voting.ballots import Ballots
from qulaq.methods.voting.tally import Round, Tally
from qulaq.methods.voting.ties import Tie, TieBreak

Pairs = dict[tuple[str, str], int]


def pair_counts(ballots: Ballots) -> Pairs:
    """How many ballots put the first of each pair above the second."""
    counts = dict.fromkeys(permutations(ballots.candidates, 2), 0)
    for ballot in ballots.ballots:
        below = set(ballots.candidates)
        for place in ballot.places:
            below -= place
            for better in place:
                for worse in below:
                    counts[better, worse] += ballot.count
    return counts


def strongest_paths(counts: Pairs, candidates: tuple[str, ...]) -> Pairs:
    """Schulze: the strength of the strongest path between each two (widest path, Floyd-Warshall)."""
    paths = {pair: votes if votes > counts[pair[1], pair[0]] else 0 for pair, votes in counts.items()}
    for middle in candidates:
        for start, end in permutations(candidates, 2):
            if middle not in (start, end):
                through = min(paths[start, middle], paths[middle, end])
                paths[start, end] = max(paths[start, end], through)
    return paths


def schulze(ballots: Ballots, seats: int, ties: TieBreak) -> Tally:
    """Candidates in Schulze's order; the first `seats` are elected."""
    counts = pair_counts(ballots)
    paths = strongest_paths(counts, ballots.candidates)
    left = list(ballots.candidates)
    elected: list[str] = []
    rounds: list[Round] = []
    while left and len(elected) < seats:
        best = [a for a in left if all(paths[a, b] >= paths[b, a] for b in left if b != a)]
        chosen = ties.first(best) if len(best) > seats - len(elected) else min(best, key=ties.place)
        left.remove(chosen)
        elected.append(chosen)
        shown = {f"{chosen} > {other}": paths[chosen, other] for other in left}
        shown |= {f"{other} > {chosen}": paths[other, chosen] for other in left}
        rounds.append(Round(sayings.beats_all(chosen), shown))
    return Tally("schulze", seats, ballots.total, tuple(elected), tuple(rounds), tuple(ties.met))


def ranked_pairs(ballots: Ballots, seats: int, ties: TieBreak) -> Tally:
    """Pairs locked from the strongest unless they would close a circle; then the order they leave.

    Pairs of equal winning votes go by fewer votes against, then by the order for ties.
    """
    counts = pair_counts(ballots)
    wins = [pair for pair in counts if counts[pair] > counts[pair[1], pair[0]]]
    wins.sort(
        key=lambda pair: (-counts[pair], counts[pair[1], pair[0]], ties.place(pair[0]), ties.place(pair[1]))
    )
    above: dict[str, set[str]] = {name: set() for name in ballots.candidates}
    rounds = []
    for winner, loser in wins:
        shown = {f"{winner} > {loser}": counts[winner, loser], f"{loser} > {winner}": counts[loser, winner]}
        if loser in above[winner]:
            _told(winner, loser, wins, counts, ties)
            rounds.append(Round(sayings.skipped(winner, loser), shown))
            continue
        for name in ballots.candidates:
            if name == loser or loser in above[name]:
                above[name] |= {winner} | above[winner]
        rounds.append(
            Round(sayings.locked(winner, loser, counts[winner, loser], counts[loser, winner]), shown)
        )
    left = list(ballots.candidates)
    elected: list[str] = []
    while left and len(elected) < seats:
        best = [name for name in left if not above[name] & set(left)]
        chosen = ties.first(best) if len(best) > seats - len(elected) else min(best, key=ties.place)
        left.remove(chosen)
        elected.append(chosen)
        rounds.append(Round(sayings.beats_all(chosen), {}))
    return Tally("ranked-pairs", seats, ballots.total, tuple(elected), tuple(rounds), tuple(ties.met))


def _told(winner: str, loser: str, wins: list[tuple[str, str]], counts: Pairs, ties: TieBreak) -> None:
    """Record where a left-out pair was as strong as one before it: there the order for ties decided."""
    strength = counts[winner, loser], counts[loser, winner]
    equal = [(a, b) for a, b in wins if (counts[a, b], counts[b, a]) == strength]
    if equal[0] != (winner, loser):
        ties.met.append(Tie(tuple(f"{a} > {b}" for a, b in equal), f"{equal[0][0]} > {equal[0][1]}", ties.by))


def condorcet_winner(ballots: Ballots) -> str | None:
    """Whoever wins against every other one, if there is such a candidate."""
    counts = pair_counts(ballots)
    lost = {
        loser if counts[winner, loser] > counts[loser, winner] else winner
        for winner, loser in combinations(ballots.candidates, 2)
        if counts[winner, loser] != counts[loser, winner]
    }
    drawn = {
        name
        for a, b in combinations(ballots.candidates, 2)
        if counts[a, b] == counts[b, a]
        for name in (a, b)
    }
    winners = set(ballots.candidates) - lost - drawn
    return winners.pop() if len(winners) == 1 else None
