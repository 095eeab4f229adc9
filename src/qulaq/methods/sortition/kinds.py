"""People who are interchangeable in the lottery, counted together.

The leximin optimum is unique as a vector of person probabilities and does not change when two people with equal
quota values (and households that look alike) are swapped. So one whole-number variable a *kind* of person is
exact, and a pool of thousands becomes a programme of hundreds of variables.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.pool import Pool

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class HouseholdClass:
    """Households with the same composition: at most one person of each may sit on the panel.

    `kinds`: the kinds that live in such households; `seats[kind]`: the people of that kind, one tuple a household.
    """

    kinds: tuple[int, ...]
    households: int
    seats: dict[int, tuple[tuple[int, ...], ...]]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The pool as a whole-number programme.

    `cells` (T, F): the quota row of every kind in every feature; `count` (T): people of the kind; `least`, `most`
    (Q): persons; `members[t]`: row numbers of the pool; `classes`: shared households.
    """

    size: int
    cells: Ints
    count: Ints
    least: Ints
    most: Ints
    members: tuple[tuple[int, ...], ...]
    classes: tuple[HouseholdClass, ...]

    @property
    def number(self) -> int:
        return len(self.count)

    def quota_matrix(self) -> Floats:
        """(Q, T): 1 where a person of the kind counts for the quota cell."""
        matrix = np.zeros((len(self.least), self.number))
        matrix[self.cells.ravel(), np.repeat(np.arange(self.number), self.cells.shape[1])] = 1.0
        return matrix

    def rows(self) -> tuple[Floats, Floats, Floats]:
        """All linear rows (matrix, lower, upper): quotas, the size of the panel, one person a household."""
        matrix = [self.quota_matrix(), np.ones((1, self.number))]
        for group in self.classes:
            row = np.zeros((1, self.number))
            row[0, list(group.kinds)] = 1.0
            matrix.append(row)
        households = [group.households for group in self.classes]
        lower = np.concatenate([self.least, [self.size], np.full(len(households), -np.inf)])
        upper = np.concatenate([self.most, [self.size], households])
        return np.vstack(matrix), lower.astype(float), upper.astype(float)


def kinds_of(pool: Pool, size: int) -> Kinds:
    """Aggregate `pool` for a panel of `size` persons. Errors: `BadInput` where the panel cannot be drawn at all."""
    if not 0 < size <= len(pool.people):
        raise BadInput(f"a panel of {size} cannot be drawn from {len(pool.people)} people", field="size")
    row_of = {(quota.feature, quota.value): row for row, quota in enumerate(pool.quotas)}
    cells = [
        tuple(row_of[feature, value] for feature, value in zip(pool.features, person.values, strict=True))
        for person in pool.people
    ]
    homes: dict[str, list[int]] = defaultdict(list)
    for index, person in enumerate(pool.people):
        if person.household is not None:
            homes[person.household].append(index)
    composition: dict[int, tuple[tuple[int, ...], ...]] = {}
    for people in homes.values():
        if len(people) > 1:
            shape = tuple(sorted(cells[index] for index in people))
            composition.update(dict.fromkeys(people, shape))
    members: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in range(len(pool.people)):
        members[cells[index], composition.get(index)].append(index)
    keys = list(members)
    kind_of = {index: kind for kind, key in enumerate(keys) for index in members[key]}
    return Kinds(
        size=size,
        cells=np.array([cells[members[key][0]] for key in keys], dtype=np.int64),
        count=np.array([len(members[key]) for key in keys], dtype=np.int64),
        least=np.array([quota.least for quota in pool.quotas], dtype=np.int64),
        most=np.array([quota.most for quota in pool.quotas], dtype=np.int64),
        members=tuple(tuple(members[key]) for key in keys),
        classes=_classes(homes, composition, kind_of),
    )


def _classes(
    homes: dict[str, list[int]],
    composition: dict[int, tuple[tuple[int, ...], ...]],
    kind_of: dict[int, int],
) -> tuple[HouseholdClass, ...]:
    alike: dict[tuple[tuple[int, ...], ...], list[list[int]]] = defaultdict(list)
    for people in homes.values():
        if len(people) > 1:
            alike[composition[people[0]]].append(people)
    classes = []
    for households in alike.values():
        kinds = tuple(sorted({kind_of[index] for index in households[0]}))
        seats = {
            kind: tuple(tuple(index for index in people if kind_of[index] == kind) for people in households)
            for kind in kinds
        }
        classes.append(HouseholdClass(kinds, len(households), seats))
    return tuple(classes)
