"""Walking through a log from its first entry and naming what is wrong: the part that needs no database.

Every leaf hash is computed again, the tree is grown again, and its root is compared with every signed head on
the way: those of the log itself and those that a witness kept. Stored hashes name an edited entry; where they
were rewritten too, the signed heads still say between which entries it happened. (RFC 9162 §8.3: what
monitors do.)
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qulaq.methods.seal.heads import head_fault
from qulaq.methods.seal.merkle import Frontier, leaf_hash

SEARCHED = 64
"""In a stretch of up to so many entries an exchanged pair is searched for by trying."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its kind, a sentence, and the entry when one can be named."""

    kind: str
    says: str
    entry: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "entry": self.entry, "says": self.says}


@dataclass(frozen=True)
class Row:
    """An entry as it stands. `index` is None while it waits for its place; `columns` repeat parts of the
    body.
    """

    index: int | None
    entry: int
    body: str
    label: str
    hash: str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)


def named(entry: int, name: str, kind: str, subject_id: object) -> str:
    """How a person is told of an entry: "entry 17 (hear.VoiceTaken, voice 12)"."""
    return f"entry {entry} ({name}, {kind.rpartition('.')[2]} {subject_id})"


def named_by_body(entry: int, body: str) -> str:
    """The same where only the body is at hand."""
    try:
        document = json.loads(body)
        return named(entry, document["event"], *document["subject"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"entry {entry} (unreadable)"


class Walk:
    """One pass over a log. Feed rows in order with `take`, then `end`; `faults` says what was found, in
    order.

    `heads` are the log's own signed heads by rising size; `outside` are (where from, head) of others who kept
    some.
    """

    def __init__(
        self,
        *,
        log: str,
        heads: Sequence[Mapping[str, Any]],
        outside: Sequence[tuple[str, Mapping[str, Any]]],
        keys: Mapping[str, bytes],
    ) -> None:
        self.faults: list[Fault] = []
        self.frontier = Frontier()
        self.kept: dict[tuple[int, int], bytes] = {}
        self.whole = True
        """False once a place in the order is empty: from there on roots cannot be compared."""
        self._last = "the beginning"
        self._stretch = _Stretch()
        own = [head for head in heads if self._sound("the log", head, log, keys)]
        self.end_size = max((int(head["size"]) for head in own), default=0)
        self._roots: dict[int, list[tuple[str, str]]] = {}
        for head in own:
            self._roots.setdefault(head["size"], []).append(("the log", head["root"]))
        self._beyond: list[tuple[str, Mapping[str, Any]]] = []
        for source, head in outside:
            if not self._sound(source, head, log, keys):
                continue
            if head["size"] > self.end_size:
                self._beyond.append((source, head))
            else:
                self._roots.setdefault(head["size"], []).append((source, head["root"]))

    def take(self, row: Row) -> None:
        """The next entry in order."""
        self.look(row)
        if row.index != self.frontier.size and self.whole:
            self._gap(row)
        if not self.whole:
            self._last = row.label
            return
        if self._stretch.entries and row.entry < self._stretch.entries[-1]:
            says = f"{row.label} stands after {self._last}: their places were exchanged"
            self.faults.append(Fault("reordered", says, row.entry))
        leaf = bytes.fromhex(row.hash) if row.hash is not None else leaf_hash(row.body.encode())
        self._stretch.add(row, leaf)
        self.frontier.append(leaf, self.kept)
        self._last = row.label
        if self.frontier.size in self._roots:
            self._compare()

    def look(self, row: Row) -> None:
        """Judge one entry by itself, placed or waiting: its stored hash and its columns against its body."""
        if row.hash is not None and leaf_hash(row.body.encode()).hex() != row.hash:
            self.faults.append(Fault("edited", f"{row.label}: its content was edited", row.entry))
            return
        if not row.columns:
            return
        try:
            document = json.loads(row.body)
            changed = [column for column, value in row.columns.items() if document[column] != value]
        except (ValueError, KeyError, TypeError):
            self.faults.append(Fault("edited", f"{row.label}: its content is unreadable", row.entry))
            return
        for column in changed:
            self.faults.append(Fault("edited", f"{row.label}: its column {column} was edited", row.entry))

    def end(self) -> None:
        """After the last entry: are there as many as were signed, here and outside?"""
        size = self.frontier.size
        if self.whole and size < self.end_size:
            gone = self.end_size - size
            says = f"the log was cut off after {self._last}: {gone} of {self.end_size} entries are missing"
            self.faults.append(Fault("truncated", says))
        if self._beyond:
            source, head = max(self._beyond, key=lambda kept: int(kept[1]["size"]))
            says = (
                f"{source} knows {head['size']} entries, signed at {head['at']}; this log ends with "
                f"{self.end_size} ({self._last}): an older copy was restored or the newest were removed"
            )
            self.faults.append(Fault("older-copy", says))

    def _sound(self, source: str, head: Mapping[str, Any], log: str, keys: Mapping[str, bytes]) -> bool:
        fault = head_fault(head, keys=keys)
        if fault is None and head["log"] != log:
            fault = f"it belongs to another log ({head['log']})"
        if fault:
            size = head.get("size") if isinstance(head, Mapping) else None
            self.faults.append(Fault("head", f"a head of {source} (size {size}): {fault}"))
        return fault is None

    def _gap(self, row: Row) -> None:
        place = self.frontier.size
        if row.index is not None and row.index < place:
            says = f"{row.label} claims place {row.index + 1}, which is taken"
            self.faults.append(Fault("reordered", says, row.entry))
        else:
            says = f"the entry at place {place + 1} is missing: it stood between {self._last} and {row.label}"
            self.faults.append(Fault("deleted", says))
        self.whole = False

    def _compare(self) -> None:
        root = self.frontier.root().hex()
        wrong = [source for source, signed in self._roots[self.frontier.size] if signed != root]
        if wrong:
            self.faults.append(
                self._stretch.explain(wrong[0], self.frontier, self._roots[self.frontier.size])
            )
            self.whole = False  # every later root is wrong for the same reason
        self._stretch = _Stretch(Frontier(self.frontier.size, self.frontier.peaks))


class _Stretch:
    """The entries since the last root that was right."""

    def __init__(self, before: Frontier | None = None) -> None:
        self.before = before or Frontier()
        self.entries: list[int] = []
        self.labels: list[str] = []
        self.leaves: list[bytes] = []

    def add(self, row: Row, leaf: bytes) -> None:
        self.entries.append(row.entry)
        self.labels.append(row.label)
        self.leaves.append(leaf)

    def explain(self, source: str, now: Frontier, signed: Sequence[tuple[str, str]]) -> Fault:
        """Name what made the root wrong as closely as the heads allow."""
        pair = self._exchanged({bytes.fromhex(root) for _, root in signed})
        if pair:
            one, other = (self.labels[number] for number in pair)
            return Fault("reordered", f"{one} and {other} were exchanged", self.entries[pair[0]])
        if len(self.labels) == 1:
            says = f"{self.labels[0]} is not what {source}'s head of {now.size} entries was signed over"
            return Fault("rewritten", says, self.entries[0])
        says = (
            f"something from {self.labels[0]} to {self.labels[-1]} was rewritten: "
            f"{source}'s head of {now.size} entries was signed over other content"
        )
        return Fault("rewritten", says, self.entries[0])

    def _exchanged(self, roots: set[bytes]) -> tuple[int, int] | None:
        if len(self.leaves) > SEARCHED:
            return None
        for one in range(len(self.leaves)):
            for other in range(one + 1, len(self.leaves)):
                trial = list(self.leaves)
                trial[one], trial[other] = trial[other], trial[one]
                frontier = Frontier(self.before.size, self.before.peaks)
                frontier.extend(trial)
                if frontier.root() in roots:
                    return one, other
        return None
