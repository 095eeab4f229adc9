"""From panels of kinds to panels of persons, so that people of one kind share their kind's chance equally.

Time runs over [0, 1): each panel of kinds holds for as long as its probability. Within a kind, the seats are
machines that are open for decreasing lengths of time and the members are jobs of equal length; the preemptive
schedule of "staircase" machines gives every member exactly the same time with at most one switch a member, so a pool
of N people needs at most (panels of kinds) + N panels of persons.
Source: Schmidt, "Scheduling on semi-identical processors", Z. Operations Research 28 (1984).
Members of shared households rotate instead: the seats of a household class move one household on in equal steps.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

from qulaq.methods.sortition.kinds import Floats, HouseholdClass, Ints, Kinds

SLIVER = 1e-12
ROUNDING = 1e-9  # pieces of time this short come from rounding and carry no chance worth keeping


@dataclass(frozen=True, slots=True)
class Stretch:
    """`person` sits on the panel of kinds number `panel` during [start, end) of that panel's time."""

    person: int
    panel: int
    start: float
    end: float


def panels_of_persons(kinds: Kinds, panels: Ints, weights: Floats) -> tuple[list[tuple[int, ...]], Floats]:
    """Panels (row numbers of the pool, ascending) and their probabilities, equal ones joined.

    `panels` (J, T) members of each kind, `weights` (J) with sum 1.
    """
    shared = {kind for group in kinds.classes for kind in group.kinds}
    stretches: list[Stretch] = []
    for kind in range(kinds.number):
        if kind not in shared:
            stretches += _staircase(kinds.members[kind], panels[:, kind], weights)
    for group in kinds.classes:
        stretches += _rotation(group, panels, weights)
    by_panel: dict[int, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        if stretch.end - stretch.start > SLIVER:
            by_panel[stretch.panel].append(stretch)
    joined: dict[tuple[int, ...], float] = defaultdict(float)
    for panel, weight in enumerate(weights):
        for seats, length in _pieces(by_panel[panel], float(weight)):
            if len(seats) == kinds.size:
                joined[seats] += length
            elif length > ROUNDING:
                raise ArithmeticError(f"a panel of {len(seats)} instead of {kinds.size} persons")
    probabilities = np.array(list(joined.values()))
    return list(joined), probabilities / probabilities.sum()


def _pieces(stretches: list[Stretch], weight: float) -> list[tuple[tuple[int, ...], float]]:
    marks = sorted({0.0, weight, *(s.start for s in stretches), *(min(s.end, weight) for s in stretches)})
    points = [marks[0]]
    for mark in marks[1:]:
        if mark - points[-1] > SLIVER:
            points.append(mark)
    pieces = []
    for start, end in pairwise([*points[:-1], weight] if len(points) > 1 else [0.0, weight]):
        middle = (start + end) / 2
        seats = tuple(sorted(s.person for s in stretches if s.start <= middle < s.end))
        pieces.append((seats, end - start))
    return pieces


def _staircase(members: tuple[int, ...], seats: Ints, weights: Floats) -> list[Stretch]:
    """Equal times for the members of one kind; `seats` (J) of the kind in each panel."""
    order = np.argsort(-seats, kind="stable")
    order = order[seats[order] > 0]
    ends = np.cumsum(weights[order])
    starts = ends - weights[order]
    open_ = [float(weights[order][seats[order] > row].sum()) for row in range(int(seats.max(initial=0)))]
    each = sum(open_) / len(members)
    stretches: list[Stretch] = []
    for person in members:
        # the shortest row still long enough for a whole job; the next shorter one is used up entirely
        row = max((index for index, length in enumerate(open_) if length >= each - SLIVER), default=None)
        if row is None:
            parts = [(0.0, open_.pop(0))] if open_ else []
        elif row + 1 < len(open_):
            shorter = open_.pop(row + 1)
            parts = [(0.0, shorter), (open_[row] - (each - shorter), open_[row])]
            open_[row] -= each - shorter
        else:
            parts = [(max(open_[row] - each, 0.0), open_[row])]
            open_[row] -= each
        for begin, end in parts:
            stretches += _cut(person, begin, end, order, starts, ends)
    return stretches


def _cut(person: int, begin: float, end: float, order: Ints, starts: Floats, ends: Floats) -> list[Stretch]:
    first = int(np.searchsorted(ends, begin + SLIVER))
    found = []
    for place in range(first, len(order)):
        if starts[place] >= end - SLIVER:
            break
        low, high = max(begin, float(starts[place])), min(end, float(ends[place]))
        found.append(
            Stretch(person, int(order[place]), low - float(starts[place]), high - float(starts[place]))
        )
    return found


def _rotation(group: HouseholdClass, panels: Ints, weights: Floats) -> list[Stretch]:
    """Each step of a panel's time moves its seats one household on; same-kind members of a home alternate."""
    stretches = []
    homes = group.households
    people = {kind: max(len(seats) for seats in group.seats[kind]) for kind in group.kinds}
    turns = int(np.lcm.reduce([1, *people.values()]))
    for panel, weight in enumerate(weights):
        slots = [kind for kind in group.kinds for _ in range(int(panels[panel, kind]))]
        steps = homes * turns
        for step in range(steps if slots else 0):
            for place, kind in enumerate(slots):
                home = group.seats[kind][(place + step) % homes]
                person = home[(step // homes) % len(home)]
                start = float(weight) * step / steps
                stretches.append(Stretch(person, panel, start, float(weight) * (step + 1) / steps))
    return stretches


def balanced_panels(kinds: Kinds, panels: Ints) -> list[tuple[int, ...]]:
    """One panel of persons for each row of `panels`, spreading the seats as evenly as whole panels allow."""
    used = np.zeros(sum(len(members) for members in kinds.members), dtype=np.int64)
    shared = {kind for group in kinds.classes for kind in group.kinds}
    chosen = []
    for panel in panels:
        people: list[int] = []
        for kind in np.flatnonzero(panel):
            if int(kind) not in shared:
                members = sorted(kinds.members[kind], key=lambda person: (used[person], person))
                people += members[: int(panel[kind])]
        for group in kinds.classes:
            people += _least_used(group, panel, used)
        used[people] += 1
        chosen.append(tuple(sorted(people)))
    return chosen


def _least_used(group: HouseholdClass, panel: Ints, used: Ints) -> list[int]:
    slots = [kind for kind in group.kinds for _ in range(int(panel[kind]))]
    if not slots:
        return []
    best = [
        [min(home, key=lambda person: (used[person], person)) for home in group.seats[kind]] for kind in slots
    ]
    cost = np.array([[used[person] for person in row] for row in best], dtype=float)
    rows, columns = linear_sum_assignment(cost)
    return [best[row][column] for row, column in zip(rows, columns, strict=True)]
