"""The tagger of names and addresses over the engine's words: PERSON, OFFICIAL and ADDRESS with a margin for each word.

Trained on 2,000 messages of our own (`tools/train_text/personal.py`). A line break ends a chain, so a signature on a
line of its own is read as the whole of its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.lexicon import Lexicon, Tokens
from qulaq.methods.text.model import MODELS, Matrix
from qulaq.methods.text.pii import chain, lists, looks, topics

MODEL: Final = MODELS / "personal.qtm"
LABELS: Final = ("O", "B-NAME", "I-NAME", "B-ADDRESS", "I-ADDRESS")

#: The margin from which a listed name after a word for kin, a job or an office is found.
SUPPORTED: Final = -600


def topic(word: str) -> int:
    """What the kernel remembers of a word over a distance: an office, a private calling, a full stop."""
    if word[0] == ".":
        return chain.DOT
    if word[0] in "!?;":
        return chain.STOP
    return topics.group(word.lower())[1] if word[0].isalpha() else 0


@dataclass(slots=True)
class Reading:
    """What the chain says of every word of a block: its likeliest label but O, the margin over O, its line's edges."""

    labels: npt.NDArray[np.uint8]
    margins: npt.NDArray[np.int32]
    lows: npt.NDArray[np.int64]
    highs: npt.NDArray[np.int64]


class Facts:
    """Feature arrays beside a lexicon's numbers, and the sums of one model's weights over them."""

    def __init__(self, capacity: int, width: int) -> None:
        self.keys = np.zeros((capacity, looks.KEYS), np.uint32)
        self.topics = np.zeros(capacity, np.uint8)
        self.kept = np.zeros((capacity, chain.OFFSETS, width), np.int16)
        self.listed = np.zeros(capacity, np.bool_)
        self.known = np.zeros(capacity, np.bool_)
        self.age: tuple[Lexicon | None, int] = (None, 0)

    def learn(self, lexicon: Lexicon, ids: npt.NDArray[np.int32], matrix: Matrix) -> None:
        """Describe those of `ids` that are new."""
        if self.age[0] is not lexicon or self.age[1] != lexicon.age:
            self.known[:] = False
            self.age = (lexicon, lexicon.age)
        fresh = np.unique(ids[~self.known[ids]]).astype(np.int64)
        if not fresh.size:
            return
        features = np.zeros((fresh.size, looks.MOST), np.uint32)
        counts = np.zeros(fresh.size, np.int32)
        for at, number in enumerate(fresh.tolist()):
            word = lexicon.word(number)
            found = looks.features(word)
            counts[at] = len(found)
            features[at, : len(found)] = found
            self.topics[number] = topic(word)
            self.listed[number] = word[0].isupper() and bool(lists.bits(word.lower()) & lists.FIRST)
        self.keys[fresh] = features[:, : looks.KEYS]
        chain.remember(fresh, features, counts, matrix.shift, matrix.weights.view(np.ndarray), self.kept)
        self.known[fresh] = True


class Tagger:
    """The trained model with what it knows of the words of one lexicon."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.weights = matrix.weights.view(np.ndarray)
        self.moves = np.array(matrix.card["moves"], np.int32)
        self.facts: Facts | None = None

    @classmethod
    def load(cls) -> Tagger:
        return cls(Matrix.load(MODEL))

    def judge(
        self, tokens: Tokens, lexicon: Lexicon, lows: npt.NDArray[np.int64], highs: npt.NDArray[np.int64]
    ) -> Reading:
        """Judge every word of the lines lows[i]..highs[i]-1 (in order); other words get no margin."""
        if self.facts is None or self.facts.known.size != lexicon.capacity:
            self.facts = Facts(lexicon.capacity, self.moves.shape[1])
        facts = self.facts
        labels, margins = np.zeros(len(tokens), np.uint8), np.full(len(tokens), -(1 << 20), np.int32)
        edges = np.zeros(len(tokens) + 1, np.int32)
        np.add.at(edges, lows, 1)
        np.add.at(edges, highs, -1)
        facts.learn(lexicon, tokens.ids[np.cumsum(edges[:-1]) > 0], self.matrix)
        chain.judge(tokens.ids, lows, highs, facts.keys, facts.topics, facts.kept, self.matrix.shift,
                    self.weights, self.moves, labels, margins)  # fmt: skip
        return Reading(labels, margins, lows, highs)

    def spans(self, tokens: Tokens, reading: Reading, least: int) -> dict[int, list[tuple[str, int, int]]]:
        """(type, start, end) of the finds whose words all have more than the `least` margin, by message."""
        found: dict[int, list[tuple[str, int, int]]] = {}
        busy = np.flatnonzero((reading.margins > least) | self._supported(tokens, reading))
        if not busy.size:
            return found
        owners = np.searchsorted(tokens.firsts, busy, "right") - 1
        lines = np.searchsorted(reading.lows, busy, "right") - 1
        runs: list[list[int]] = []
        for at, message, line in zip(busy.tolist(), owners.tolist(), lines.tolist(), strict=True):
            label = int(reading.labels[at])
            last = runs[-1] if runs else None
            if (
                label % 2 == 0
                and last
                and last[1] == at
                and last[2] == line
                and last[4] == label // 2 * 2 - 1
            ):
                last[1] = at + 1
            else:
                runs.append([at, at + 1, line, message, label - 1 + label % 2])
        for low, high, line, message, label in runs:
            kind = LABELS[label][2:]
            if kind == "NAME":
                official = (
                    self._lean(tokens, low, high, int(reading.lows[line]), int(reading.highs[line])) > 0
                )
                kind = "OFFICIAL" if official else "PERSON"
            found.setdefault(message, []).append((kind, int(tokens.starts[low]), int(tokens.ends[high - 1])))
        return found

    def _supported(self, tokens: Tokens, reading: Reading) -> npt.NDArray[np.bool_]:
        """Capitalised listed names right after a word for kin, a job or an office: a lower margin is enough."""
        assert self.facts is not None
        out = np.zeros(len(tokens), np.bool_)
        near = np.flatnonzero((reading.margins > SUPPORTED) & (reading.labels == 1))
        near = near[(near > 0) & self.facts.listed[tokens.ids[near]]]
        before = self.facts.topics[tokens.ids[near - 1]]
        is_line = np.isin(near, reading.lows)
        out[near[np.isin(before, (topics.OFFICE, topics.HEAD, topics.JOB, topics.KIN)) & ~is_line]] = True
        return out

    def _lean(self, tokens: Tokens, low: int, high: int, first: int, last: int) -> int:
        assert self.facts is not None
        return int(chain.lean(tokens.ids, low, high, first, last, self.facts.keys, self.facts.topics,
                              self.matrix.shift, self.weights, self.moves.shape[1]))  # fmt: skip
