"""Reads the committed tagger and gives spans of whole words.

Trained on the KazNERD validation part (CC BY 4.0; Yeshpanov, Khassanov & Varol 2022); other languages get what
transfers.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from qulaq.methods.text import columns, tagging
from qulaq.methods.text.entities.templates import JOINTS, READS, SINGLES
from qulaq.methods.text.entities.words import COLUMNS, columns_of
from qulaq.methods.text.lexicon import Lexicon, Tokens
from qulaq.methods.text.model import MODELS, Matrix


class Facts:
    """What is known of words, beside a lexicon's numbers."""

    def __init__(self, capacity: int) -> None:
        self.columns = np.zeros((capacity, len(COLUMNS)), np.uint32)
        self.signs = np.zeros(capacity, np.uint8)
        self.known = 0

    def learn(self, lexicon: Lexicon) -> tuple[int, int]:
        """Fill in new words; return their numbers (low, high)."""
        if self.known > len(lexicon):
            self.known = 0
        low, high = self.known, len(lexicon)
        for number, word in enumerate(lexicon.words(low, high), low):
            self.columns[number], self.signs[number] = columns_of(word)
        self.known = high
        return low, high


class Tagger:
    """The trained tagger; keeps sums of the words of one lexicon."""

    def __init__(self, matrix: Matrix) -> None:
        rows = matrix.weights.view(np.ndarray)
        self.labels = list(matrix.card["labels"])
        self.moves = np.array(matrix.card["moves"], np.int32)
        self.limits = tagging.bounds(self.labels, self.moves)
        self.keys = np.ascontiguousarray(rows[:, : tagging.KEY]).view("<u4").ravel()
        self.begins = tagging.bucket_starts(self.keys)
        self.weights = rows.reshape(-1)
        self.facts: Facts | None = None
        self.kept = self._sums(np.zeros((0, len(COLUMNS)), np.uint32))
        edge = np.empty((2, len(COLUMNS)), np.uint32)
        edge[:] = [[tagging.BEFORE], [tagging.AFTER]]
        self.outside = self._sums(edge)
        self._remember(0, 2, edge, self.outside)

    @classmethod
    def load(cls) -> Tagger:
        return cls(Matrix.load(MODELS / "entities.qtm"))

    def _sums(self, of: npt.NDArray[np.uint32]) -> npt.NDArray[np.int16]:
        return np.zeros((len(of), tagging.OFFSETS, len(self.labels)), np.int16)

    def _remember(self, low: int, high: int, of: npt.NDArray[np.uint32], into: npt.NDArray[np.int16]) -> None:
        tagging.remember(low, high, of, SINGLES, self.begins, self.keys, self.weights, len(self.labels), into)

    def label(self, tokens: Tokens, lexicon: Lexicon) -> npt.NDArray[np.int32]:
        """The label number of every token."""
        if self.facts is None:
            self.facts = Facts(lexicon.capacity)
            self.kept = self._sums(self.facts.columns)
        facts = self.facts
        low, high = facts.learn(lexicon)
        self._remember(low, high, facts.columns, self.kept)
        out = np.zeros(len(tokens), np.int32)
        tagging.tag(
            tokens.ids, tokens.firsts, facts.columns, facts.signs, self.kept, self.outside, JOINTS, READS,
            self.begins, self.keys, self.weights, self.moves, self.limits, out,
        )  # fmt: skip
        return out

    def tag(self, tokens: Tokens, lexicon: Lexicon) -> pa.Array:
        """list<struct<type, start, end>> of the entities of every message."""
        labels = self.label(tokens, lexicon)
        found: dict[int, list[tuple[str, int, int]]] = {}
        outside = self.labels.index("O")
        busy = np.flatnonzero(labels != outside)
        owners = np.searchsorted(tokens.firsts, busy, "right") - 1
        last = -2
        for at, message in zip(busy.tolist(), owners.tolist(), strict=True):
            name = self.labels[labels[at]]
            kind, start, end = name[2:], int(tokens.starts[at]), int(tokens.ends[at])
            spans = found.setdefault(message, [])
            if name[0] == "I" and spans and last == at - 1 and spans[-1][0] == kind:
                spans[-1] = (kind, spans[-1][1], end)
            else:
                spans.append((kind, start, end))
            last = at
        return columns.spans(len(tokens.firsts) - 1, found)
