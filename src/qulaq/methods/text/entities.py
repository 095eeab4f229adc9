"""Entities in running Kazakh: KazNERD's classes, found by a linear chain over word shapes, stems, names and places.

Trained on the KazNERD validation part (CC BY 4.0; Yeshpanov, Khassanov & Varol 2022) with the name patterns of
`pii` and
the gazetteer of `places` as features. Spans are those of whole words; other languages get what transfers.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from qulaq.methods.text import columns, places, tagging
from qulaq.methods.text.lexicon import Lexicon, Tokens
from qulaq.methods.text.model import MODELS, Matrix
from qulaq.methods.text.pii import names
from qulaq.methods.text.places import names as place_names
from qulaq.methods.text.stems import stem

MOST = 26  # features of one word


def shape(word: str) -> str:
    """Xx for Алматы, XX for БҰҰ, 0000 for 2021, x for a plain word; at most two of a kind are kept, digits all."""
    out: list[str] = []
    for char in word:
        kind = "0" if char.isdigit() else "X" if char.isupper() else "x" if char.isalpha() else char
        if kind == "0" or not out or out[-1] != kind:
            out.append(kind)
    return "".join(out[:8])


@lru_cache(maxsize=65536)
def word_features(word: str) -> tuple[int, ...]:
    """32-bit hashes of what is known of one word; the first four are also used two positions away."""
    small, look = word.lower(), shape(word)
    term = stem(word) if word[0].isalpha() else small
    marks = names.marks(word) if word[0].isalpha() else 0
    where = ""
    if places.hint(word):
        found = {
            n.kind.replace("hall", "district")
            for key in place_names.readings(word)[:2]
            for n in place_names.names().of[key]
        }
        where = "+".join(sorted(found)) or "first"
    said = [f"s{term}", f"e{small[-3:]}{look}", f"h{look}", f"w{small}"]
    said += [f"p{n}{small[:n]}" for n in range(1, 6) if len(small) > n]
    said += [f"z{n}{small[-n:]}" for n in range(1, 6) if len(small) > n]
    said += [
        f"m{marks}",
        f"g{where}",
        f"mg{marks}{where}{look}",
        f"l{min(len(word), 12)}{look}",
        f"es{small[len(term) :]}{look}",
    ]
    if word[0].isupper():
        said += [f"cs{term}", f"cp{small[:3]}"]
    if any(c.isdigit() for c in word):
        said.append("d" + "".join("0" if c.isdigit() else c for c in small))
    return tuple(crc32(s.encode()) for s in said[:MOST])


class Facts:
    """Feature arrays beside a lexicon's numbers."""

    def __init__(self, capacity: int) -> None:
        self.features = np.zeros((capacity, MOST), np.uint32)
        self.counts = np.zeros(capacity, np.int32)
        self.known = 0

    def learn(self, lexicon: Lexicon) -> tuple[int, int]:
        """Fill in new words; return their numbers (low, high)."""
        if self.known > len(lexicon):
            self.known = 0
        low, high = self.known, len(lexicon)
        for number, word in enumerate(lexicon.words(low, high), low):
            found = word_features(word)
            self.counts[number] = len(found)
            self.features[number, : len(found)] = found
        self.known = high
        return low, high


class Tagger:
    """The trained tagger; keeps sums of the words of one lexicon."""

    def __init__(self, matrix: Matrix) -> None:
        self.labels = list(matrix.card["labels"])
        self.weights = matrix.weights.view(np.ndarray)
        self.shift = matrix.shift
        self.moves = np.array(matrix.card["moves"], np.int32)
        self.facts: Facts | None = None
        self.kept = np.zeros((0, tagging.OFFSETS, len(self.labels)), np.int16)

    @classmethod
    def load(cls) -> Tagger:
        return cls(Matrix.load(MODELS / "entities.qtm"))

    def label(self, tokens: Tokens, lexicon: Lexicon) -> npt.NDArray[np.int32]:
        """The label number of every token."""
        if self.facts is None:
            self.facts = Facts(lexicon.capacity)
            self.kept = np.zeros((lexicon.capacity, tagging.OFFSETS, len(self.labels)), np.int16)
        low, high = self.facts.learn(lexicon)
        tagging.remember(
            low, high, self.facts.features, self.facts.counts, self.shift, self.weights, self.kept
        )
        out = np.zeros(len(tokens), np.int32)
        tagging.tag(
            tokens.ids,
            tokens.firsts,
            self.facts.features,
            self.kept,
            self.shift,
            self.weights,
            self.moves,
            out,
        )
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
