"""Alternates chosen before anybody drops out, so that the panel's quotas suffer least when people do.

Dropouts are simulated from published rates; one linear whole-number programme chooses the alternates that minimise
the mean quota loss over the simulated panels, each repaired as well as the alternates allow (seats filled first).
The loss of a repaired panel is the number of seats by which it misses its quotas, plus the seats left empty.
Source: "Alternates, Assemble! Selecting Optimal Alternates for Citizens' Assemblies", EC 2025, arXiv 2506.15716
(empirical risk minimisation over estimated dropout probabilities).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.kinds import Ints, Kinds, kinds_of
from qulaq.methods.sortition.pool import Pool
from qulaq.methods.sortition.programme import Programme

Rates = Mapping[tuple[str, str], float]
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Alternates:
    """`people` to invite; mean quota loss (seats) over the scenarios without and with them."""

    people: tuple[str, ...]
    loss_without: float
    loss_with: float
    scenarios: int
    seed: str

    def as_dict(self) -> dict[str, object]:
        return {
            "alternates": list(self.people),
            "expected_loss_without": round(self.loss_without, 6),
            "expected_loss_with": round(self.loss_with, 6),
            "scenarios": self.scenarios,
            "seed": self.seed,
        }


def read_rates(text: str, *, file: str = "dropout") -> dict[tuple[str, str], float]:
    """Dropout rates of a CSV `feature,value,rate`. Errors: `BadInput` naming line and field."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    rates = {}
    for row in reader:
        try:
            rate = float(row["rate"])
            cell = (row["feature"], row["value"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(
                "needs feature,value,rate", file=file, line=reader.line_num, field="rate"
            ) from error
        if not 0 <= rate < 1:
            raise BadInput("a rate is at least 0 and below 1", file=file, line=reader.line_num, field="rate")
        rates[cell] = rate
    return rates


def choose_alternates(
    pool: Pool,
    panel: Sequence[str],
    number: int,
    *,
    rates: Rates | None = None,
    rate: float = 0.1,
    scenarios: int = 100,
    seed: str = "0",
) -> Alternates:
    """`number` alternates for `panel` (ids). `rates`: dropout rate by quota cell (a person's rate is the mean of the
    cells named, `rate` where none is); `seed`: published, fixes the simulated dropouts and the choice among equals.

    Errors: `BadInput` for an unknown id or too few people outside the panel.
    """
    place = {person.id: row for row, person in enumerate(pool.people)}
    if unknown := [code for code in panel if code not in place]:
        raise BadInput(f"{unknown[0]!r} is not in the pool", field="panel")
    if not 0 <= number <= len(pool.people) - len(panel):
        raise BadInput(f"there are not {number} people outside the panel", field="number")
    if scenarios < 1:
        raise BadInput("at least one scenario is needed", field="scenarios")
    random = np.random.default_rng(list(hashlib.sha256(seed.encode()).digest()))
    kinds = kinds_of(pool, len(panel))
    kind_of = {row: kind for kind, members in enumerate(kinds.members) for row in members}
    members = [place[code] for code in panel]
    homes = {pool.people[row].household for row in members} - {None}
    outside = {
        kind: [row for row in rows if row not in set(members) and pool.people[row].household not in homes]
        for kind, rows in enumerate(kinds.members)
    }
    leaving = random.random((scenarios, len(members))) < np.array(
        [_rate(pool, row, rates or {}, rate) for row in members]
    )
    seated = np.zeros((scenarios, kinds.number), dtype=np.int64)
    for seat, row in enumerate(members):
        seated[:, kind_of[row]] += ~leaving[:, seat]
    free = np.array([len(outside[kind]) for kind in range(kinds.number)])
    chosen, with_them = _programme(kinds, seated, free, number)
    _, without = _programme(kinds, seated, free, 0)
    people = [
        pool.people[row].id
        for kind in np.flatnonzero(chosen)
        for row in random.permutation(outside[int(kind)])[: int(chosen[kind])]
    ]
    return Alternates(tuple(sorted(people)), without, with_them, scenarios, seed)


def _rate(pool: Pool, row: int, rates: Rates, default: float) -> float:
    cells = zip(pool.features, pool.people[row].values, strict=True)
    known = [rates[cell] for cell in cells if cell in rates]
    return sum(known) / len(known) if known else default


def _programme(kinds: Kinds, seated: Ints, free: Ints, number: int) -> tuple[Ints, float]:
    """(alternates of each kind, mean loss). Variables: alternates; per scenario the replacements and misses."""
    quotas = sparse.csr_matrix(kinds.quota_matrix())
    cells, types = quotas.shape
    scenarios = len(seated)
    width = types + 1 + 2 * cells
    columns = types + scenarios * width
    blocks, lower, upper = [], [], []
    for index, present in enumerate(seated):
        reached = quotas @ present
        before = types + index * width
        enter, empty, few, many = before, before + types, before + types + 1, before + types + 1 + cells
        unit = sparse.identity(cells)
        blocks.append(_placed([(quotas, enter), (unit, few)], cells, columns))
        lower.append(kinds.least - reached)
        upper.append(np.full(cells, np.inf))
        blocks.append(_placed([(quotas, enter), (-unit, many)], cells, columns))
        lower.append(np.full(cells, -np.inf))
        upper.append(kinds.most - reached)
        seats = sparse.csr_matrix(np.ones((1, types + 1)))
        gone = float(kinds.size - present.sum())
        blocks.append(_placed([(seats, enter)], 1, columns))
        lower.append(np.array([gone]))
        upper.append(np.array([gone]))
        blocks.append(
            _placed([(sparse.identity(types), enter), (-sparse.identity(types), 0)], types, columns)
        )
        lower.append(np.full(types, -np.inf))
        upper.append(np.zeros(types))
        del empty
    blocks.append(_placed([(sparse.csr_matrix(np.ones((1, types))), 0)], 1, columns))
    lower.append(np.array([0.0]))
    upper.append(np.array([float(number)]))
    bound = np.concatenate([free.astype(float), np.full(scenarios * width, np.inf)])
    cost = np.zeros(columns)
    for index in range(scenarios):
        start = types + index * width + types
        cost[start] = -1.0 / scenarios
        cost[start + 1 : start + 1 + 2 * cells] = -1.0 / scenarios
    programme = Programme(
        sparse.vstack(blocks), np.concatenate(lower), np.concatenate(upper), bound, whole=range(types)
    )
    programme.options({"mip_rel_gap": 1e-3, "time_limit": SECONDS})
    programme.maximise(cost, afresh=True)
    if not programme.has_point:
        raise ArithmeticError("the programme of the alternates found no choice in time")
    chosen = np.round(programme.point[:types]).astype(np.int64)
    # invite as many as asked for: what the programme left open goes to the kinds with most people outside
    while chosen.sum() < number:
        room = free - chosen
        chosen[int(np.argmax(room))] += 1
    return chosen, -programme.value


def _placed(parts: list[tuple[sparse.spmatrix, int]], rows: int, columns: int) -> sparse.spmatrix:
    total = sparse.csr_matrix((rows, columns))
    for matrix, start in parts:
        piece = sparse.coo_matrix(matrix)
        total = total + sparse.csr_matrix((piece.data, (piece.row, piece.col + start)), shape=(rows, columns))
    return total
