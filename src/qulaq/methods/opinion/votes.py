"""Votes of people on statements as one sparse table in canonical order, so that nothing later can depend on
arrival.

Agree is +1, disagree -1, pass 0; what was not voted on is absent. Rows are participants and columns
statements, both sorted by label; the cells of a row stand in column order. Two tables made of the same votes
are equal byte for byte, whatever order the votes came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from qulaq.kernel.errors import BadInput

AGREE, PASS, DISAGREE = 1, 0, -1
CHUNK: Final = 1_000_000  # cells turned into floats at a time
Labels = NDArray[Any]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """A sparse table of votes.

    `participants` (n labels) and `statements` (m labels) are whole numbers or strings, sorted; row r holds
    `columns[starts[r]:starts[r + 1]]` and the `values` beside them. `conflicts` counts cells in which votes
    without a time contradicted each other.
    """

    participants: Labels
    statements: Labels
    starts: Ints
    columns: NDArray[np.int32]
    values: NDArray[np.int8]
    conflicts: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.participants), len(self.statements)

    @property
    def per_person(self) -> Ints:
        """How many votes each participant gave (n)."""
        return np.diff(self.starts)

    @property
    def per_statement(self) -> Ints:
        """How many votes each statement got (m)."""
        return np.bincount(self.columns, minlength=len(self.statements))

    def totals(self) -> Floats:
        """Agrees minus disagrees of each statement (m); whole numbers, so exact."""
        sums = np.zeros(len(self.statements))
        for low in range(0, len(self.values), CHUNK):
            part = slice(low, low + CHUNK)
            sums += np.bincount(self.columns[part], self.values[part], len(self.statements))
        return sums

    def rows(self) -> NDArray[np.int32]:
        """The row of every cell, in cell order."""
        return np.repeat(np.arange(len(self.participants), dtype=np.int32), self.per_person)

    def people(self, chosen: Ints) -> Votes:
        """The table of the rows `chosen` (sorted row numbers)."""
        lengths = self.per_person[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        cells = np.repeat(self.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
        return Votes(
            self.participants[chosen], self.statements, starts, self.columns[cells], self.values[cells]
        )

    def about(self, chosen: Flags) -> Votes:
        """The table of the columns where `chosen` (m flags) is true; people left without votes stay as empty
        rows.
        """
        kept = chosen[self.columns]
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        place = (np.cumsum(chosen) - 1).astype(np.int32)
        columns, values = place[self.columns[kept]], self.values[kept]
        return Votes(self.participants, self.statements[chosen], starts, columns, values)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of labels as `codes` into `names`; the names are distinct and sorted."""

    codes: NDArray[np.int32]
    names: Labels


def code(labels: Labels) -> Coded:
    """Number a column of labels. Strings that are all plain whole numbers are taken as whole numbers."""
    column = np.asarray(labels)
    if column.dtype.kind not in "iu":
        names, codes = np.unique(column.astype(str), return_inverse=True)
        return recode(codes, names)
    low, high = int(column.min()), int(column.max())
    if high - low > 8 * len(column) + 2**20:
        names, codes = np.unique(column, return_inverse=True)
        return Coded(codes.astype(np.int32), names.astype(np.int64))
    present = np.zeros(high - low + 1, dtype=bool)
    present[column - low] = True
    place = np.cumsum(present, dtype=np.int32) - 1
    return Coded(place[column - low], np.flatnonzero(present) + low)


def recode(codes: NDArray[Any], names: Labels) -> Coded:
    """Put already numbered distinct string labels in order, as numbers where all of them are."""
    if all(_is_plain_number(str(name)) for name in names):
        names = names.astype(np.int64)
    order = np.argsort(names, kind="stable")
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return Coded(place[codes], names[order])


def _is_plain_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) < 19 and (name == "0" or name[0] != "0")


def gather(
    participants: Labels, statements: Labels, votes: NDArray[Any], *, at: Labels | None = None
) -> Votes:
    """The table of votes given as columns of equal length: who, on what, -1 | 0 | 1, and when (sortable) if
    known.

    Of several votes in one cell the last by `at` counts. Without times, or at the same moment, nothing says
    which came last, and the order of lines in a file must not decide: such votes count as the sign of their
    balance (agree and disagree make a pass). Raises BadInput for other values or for no votes at all.
    """
    if not len(votes):
        raise BadInput("there are no votes")
    return tabulate(code(participants), code(statements), votes, at=at)


def tabulate(who: Coded, what: Coded, votes: NDArray[Any], *, at: Labels | None = None) -> Votes:
    """As `gather`, for columns whose labels are already numbered."""
    values = np.asarray(votes)
    wrong = np.flatnonzero((values != AGREE) & (values != PASS) & (values != DISAGREE))
    if len(wrong):
        raise BadInput(f"a vote is -1, 0 or 1, not {values[wrong[0]]}", line=int(wrong[0]) + 2, field="vote")
    values = values.astype(np.int8)
    shape = len(who.names), len(what.names)
    table = sparse.coo_array((values, (who.codes, what.codes)), shape=shape).tocsr()
    conflicts = 0
    if table.nnz < len(values):  # repeated cells were added up: settle them by time instead
        rows, columns, values, conflicts = _settled(who.codes, what.codes, values, at, shape[1])
        table = sparse.coo_array((values, (rows, columns)), shape=shape).tocsr()
    starts, columns = table.indptr.astype(np.int64), table.indices.astype(np.int32)
    return Votes(who.names, what.names, starts, columns, table.data, conflicts)


def _settled(
    rows: NDArray[np.int32],
    columns: NDArray[np.int32],
    values: NDArray[np.int8],
    at: Labels | None,
    width: int,
) -> tuple[Ints, Ints, NDArray[np.int8], int]:
    """One vote a cell: the latest; of those equally late the sign of their sum."""
    cells = rows.astype(np.int64) * width + columns
    moments = np.zeros(len(cells), dtype=np.int64) if at is None else np.unique(at, return_inverse=True)[1]
    order = np.lexsort((moments, cells))
    cells, moments, values = cells[order], moments[order], values[order]
    ends = np.flatnonzero(np.append(cells[1:] != cells[:-1], True))
    owner = np.repeat(np.arange(len(ends)), np.diff(np.append(-1, ends)))
    late = moments == moments[ends][owner]
    owner, values = owner[late], values[late]
    size = len(ends)
    balance = np.bincount(owner, weights=values, minlength=size)
    spread = np.bincount(owner, weights=values.astype(float) ** 2, minlength=size)
    count = np.bincount(owner, minlength=size)
    conflicts = int(
        (spread * count != balance**2).sum()
    )  # equal votes only: the sum squared is n times the squares
    kept = cells[ends]
    return kept // width, kept % width, np.sign(balance).astype(np.int8), conflicts
