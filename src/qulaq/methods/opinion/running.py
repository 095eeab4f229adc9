"""A conversation that goes on: votes are folded in as they come, and the answer is always the batch answer.

Kept are the table of votes and, for large crowds, the whole-number pair counts; both are what they would be had all
votes come at once, so everything computed from them is too, byte for byte. A vote folded in later replaces an earlier
one in the same cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qulaq.methods.opinion.analysis import Groups, find_groups
from qulaq.methods.opinion.counts import PairCounts, count_pairs
from qulaq.methods.opinion.space import wants_pairs
from qulaq.methods.opinion.votes import Flags, Ints, Labels, Votes, gather


@dataclass(slots=True, eq=False)
class Running:
    """The votes so far, and their pair counts once there are enough of them to be worth it."""

    votes: Votes
    pairs: PairCounts | None = None

    @classmethod
    def of(cls, who: Labels, what: Labels, vote: Labels) -> Running:
        """Begin with these votes (columns as for `gather`)."""
        votes = gather(who, what, vote)
        return cls(votes, count_pairs(votes) if wants_pairs(votes) else None)

    def fold(self, who: Labels, what: Labels, vote: Labels) -> None:
        """Fold in new or changed votes; cost grows with them and with the people who gave them."""
        if not len(vote):
            return
        new = gather(who, what, vote)
        people = _is_numbered(self.votes.participants) != _is_numbered(new.participants)
        texts = _is_numbered(self.votes.statements) != _is_numbered(new.statements)
        if people or texts:
            self.votes, self.pairs = _spelled(self.votes, people=people, texts=texts), None
            new = _spelled(new, people=people, texts=texts)
        participants = _joined(self.votes.participants, new.participants)
        statements = _joined(self.votes.statements, new.statements)
        if len(statements) > self.votes.shape[1] and self.pairs is not None:
            place = np.searchsorted(statements, self.votes.statements)
            self.pairs = self.pairs.widened(place, len(statements))
        before, after = (_placed(table, participants, statements) for table in (self.votes, new))
        self.votes, change = _merged(before, after)
        if not wants_pairs(self.votes):
            self.pairs = None
        elif self.pairs is None:
            self.pairs = count_pairs(self.votes)
        else:
            self.pairs.change(before.people(change.rows), change.replaced, sign=-1)
            self.pairs.change(self.votes.people(change.rows), change.arrived, sign=1)

    def groups(self, **options: Any) -> Groups:
        """`find_groups` of all votes so far; `options` as there."""
        return find_groups(self.votes, pairs=self.pairs, **options)


def _is_numbered(labels: Labels) -> bool:
    return labels.dtype.kind == "i"


def _spelled(votes: Votes, *, people: bool, texts: bool) -> Votes:
    """The table with the labels of people, of statements, or of both, as strings and in their order."""
    participants = votes.participants.astype(str) if people else votes.participants
    statements = votes.statements.astype(str) if texts else votes.statements
    by_name, by_text = np.argsort(participants), np.argsort(statements)
    row, column = np.argsort(by_name)[votes.rows()], np.argsort(by_text)[votes.columns]
    order = np.lexsort((column, row))
    return replace(
        votes,
        participants=participants[by_name],
        statements=statements[by_text],
        starts=np.concatenate([[0], np.cumsum(votes.per_person[by_name])]),
        columns=column[order].astype(np.int32),
        values=votes.values[order],
    )


def _joined(old: Labels, new: Labels) -> Labels:
    """Both sorted lists of labels in one; the old one itself where it holds all."""
    at = np.searchsorted(old, new)
    fresh = old[np.minimum(at, len(old) - 1)] != new
    if not fresh.any():
        return old
    roomy = old.astype(np.promote_types(old.dtype, new.dtype), copy=False)
    return np.insert(roomy, at[fresh], new[fresh])


def _placed(votes: Votes, participants: Labels, statements: Labels) -> Votes:
    """The same votes in a table with (some) more rows and columns."""
    if len(participants) == votes.shape[0] and len(statements) == votes.shape[1]:
        return votes
    lengths = np.zeros(len(participants), dtype=np.int64)
    lengths[np.searchsorted(participants, votes.participants)] = votes.per_person
    place = np.searchsorted(statements, votes.statements).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return Votes(participants, statements, starts, place[votes.columns], votes.values, votes.conflicts)


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """The rows touched; of their cells, which were `replaced` in the old table and which `arrived` in the new."""

    rows: Ints
    replaced: Flags
    arrived: Flags


def _merged(old: Votes, new: Votes) -> tuple[Votes, _Change]:
    """Both tables (of one shape) in one, the new votes over the old, and what changed."""
    touched = np.flatnonzero(new.per_person)
    there, arriving = old.people(touched), new.people(touched)
    width = old.shape[1]
    cells = there.rows().astype(np.int64) * width + there.columns
    wanted = arriving.rows().astype(np.int64) * width + arriving.columns
    at = np.searchsorted(cells, wanted)
    held = at < len(cells)
    held[held] = cells[at[held]] == wanted[held]
    replaced = np.zeros(len(cells), dtype=bool)
    replaced[at[held]] = True
    shift = old.starts[touched] - there.starts[:-1]  # from places in the touched rows to places in the table
    place = at + shift[arriving.rows()]
    values = old.values.copy()
    values[place[held]] = arriving.values[held]
    fresh = ~held
    columns = np.insert(old.columns, place[fresh], arriving.columns[fresh])
    values = np.insert(values, place[fresh], arriving.values[fresh])
    added = np.zeros(old.shape[0], dtype=np.int64)
    added[touched] = np.bincount(arriving.rows()[fresh], minlength=len(touched))
    starts = np.concatenate([[0], np.cumsum(old.per_person + added)])
    merged = Votes(old.participants, old.statements, starts, columns, values, old.conflicts + new.conflicts)
    arrived = np.insert(replaced, at[fresh], True)
    return merged, _Change(touched, replaced, arrived)
