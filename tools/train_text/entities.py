"""Train the entity tagger: `python tools/train_text/entities.py DATA [--folds N] [--final]`.

KazNERD's validation sentences (CC BY 4.0) are the whole of the data; folds are cut by position in the file
(neighbouring
sentences come from one article), so that a fold is never a copy of its neighbour.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qulaq.methods.text import tagging
from qulaq.methods.text.entities import Facts, Tagger
from qulaq.methods.text.lexicon import Lexicon, Tokens, buffers
from qulaq.methods.text.model import MODELS, Matrix
from qulaq.methods.text.scores import span_scores

BITS = 17
#: Taken off every move to «outside»: found spans were too few (precision .89, recall .81 without it).
EAGER = 0.3
CIVIC = {"PERSON", "ORGANISATION", "FACILITY", "LOCATION", "GPE"}
Sentence = list[tuple[str, str]]


def sentences(path: Path) -> list[Sentence]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        parts = file.read().split("\n\n")
    return [
        [(line.split()[0], line.split()[1]) for line in part.splitlines() if line.strip()]
        for part in parts
        if part.strip()
    ]


def spans_of(sentence: Sentence) -> set[tuple[int, int, str]]:
    """Character spans of the gold labels in the sentence joined by spaces."""
    found, at = [], 0
    for word, label in sentence:
        if label[0] == "B" or (
            label[0] == "I" and (not found or found[-1][2] != label[2:] or found[-1][1] != at - 1)
        ):
            found.append((at, at + len(word), label[2:]))
        elif label[0] == "I":
            found[-1] = (found[-1][0], at + len(word), label[2:])
        at += len(word) + 1
    return set(found)


class Corpus:
    """Sentences read by the engine's tokenizer, with a label for each of its tokens."""

    def __init__(self, data: list[Sentence]) -> None:
        texts = [" ".join(w for w, _ in s) for s in data]
        raw, offsets = buffers(texts)
        self.lexicon = Lexicon(1 << 18)
        self.tokens: Tokens = self.lexicon.read(raw, offsets)
        self.facts = Facts(self.lexicon.capacity)
        self.facts.learn(self.lexicon)
        kinds = sorted({label[2:] for s in data for _, label in s if label != "O"})
        self.names = ["O", *(f"{p}-{k}" for k in kinds for p in "BI")]
        place = {name: i for i, name in enumerate(self.names)}
        self.labels = np.zeros(len(self.tokens), np.int32)
        self.gold = [spans_of(s) for s in data]
        for number, gold in enumerate(self.gold):
            low, high = self.tokens.firsts[number : number + 2]
            for start, end, kind in gold:
                inside = [t for t in range(low, high) if start <= self.tokens.starts[t] < end]
                for turn, t in enumerate(inside):
                    self.labels[t] = place[f"{'I' if turn else 'B'}-{kind}"]


def train(
    corpus: Corpus, chosen: npt.NDArray[np.int64], passes: int, rate: float, decay: float, drop: float
) -> Matrix:
    width, size = len(corpus.names), 1 << BITS
    weights, squares = np.zeros((size, width), np.float32), np.full(size, 0.1, np.float32)
    moves, move_squares = (
        np.zeros((width + 1, width), np.float32),
        np.full((width + 1, width), 0.1, np.float32),
    )
    for k, name in enumerate(corpus.names):
        if name[0] == "I":
            for j, before in enumerate([*corpus.names, "start"]):
                if before[2:] != name[2:] or before[0] not in "BI":
                    moves[j, k], move_squares[j, k] = -20, 1e9
    mean, mean_moves, kept = np.zeros_like(weights), np.zeros_like(moves), 0
    rng = np.random.default_rng(5)
    for turn in range(passes):
        began = time.time()
        order = chosen.copy()
        rng.shuffle(order)
        loss = tagging.train_pass(corpus.tokens.ids, corpus.tokens.firsts, corpus.labels, order, corpus.facts.features,
                                  corpus.facts.counts, 32 - BITS, weights, squares, moves, move_squares,
                                  rate / (1 + 0.15 * turn), decay, drop, turn)  # fmt: skip
        if turn >= passes // 2:
            mean += weights
            mean_moves += moves
            kept += 1
        print(turn, round(loss, 4), round(time.time() - began, 1), file=sys.stderr)
    mean, mean_moves = mean / kept, mean_moves / kept / (1 - drop)
    mean_moves[:, 0] -= EAGER
    scale = float(np.abs(mean).max()) / 127
    rows = np.clip(np.rint(mean / scale), -127, 127).astype(np.int8)
    card = {"labels": corpus.names, "moves": np.rint(mean_moves / scale).astype(int).tolist()}
    return Matrix("entities", rows, [], card)


def check(corpus: Corpus, matrix: Matrix, chosen: npt.NDArray[np.int64]) -> dict[str, dict[str, float]]:
    tagger = Tagger(matrix)
    began = time.time()
    found = tagger.tag(corpus.tokens, corpus.lexicon).to_pylist()
    speed = len(found) / (time.time() - began)
    guess = [{(s["start"], s["end"], s["type"]) for s in found[i]} for i in chosen]
    gold = [corpus.gold[i] for i in chosen]
    only = [[{s for s in one if s[2] in CIVIC} for one in many] for many in (gold, guess)]
    out = {"all": span_scores(gold, guess), "civic": span_scores(*only), "speed": {"sentences_per_s": speed}}
    for kind in sorted(CIVIC):
        out[kind] = span_scores(
            [{s for s in one if s[2] == kind} for one in gold],
            [{s for s in one if s[2] == kind} for one in guess],
        )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=99)
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--decay", type=float, default=0.0)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--final", action="store_true")
    given = parser.parse_args()
    corpus = Corpus(sentences(given.data / "kaznerd_valid.iob2.txt.gz"))
    count = len(corpus.gold)
    scores = []
    for fold in range(min(given.folds, given.only)):
        test = np.arange(count * fold // given.folds, count * (fold + 1) // given.folds)
        rest = np.setdiff1d(np.arange(count), test)
        scores.append(
            check(corpus, train(corpus, rest, given.passes, given.rate, given.decay, given.drop), test)
        )
        print(
            fold,
            json.dumps({k: {a: round(b, 4) for a, b in v.items()} for k, v in scores[-1].items()}),
            file=sys.stderr,
        )
    report = (
        {k: {m: round(float(np.mean([s[k][m] for s in scores])), 4) for m in scores[0][k]} for k in scores[0]}
        if scores
        else {}
    )
    print(json.dumps(report))
    if given.final:
        matrix = train(corpus, np.arange(count), given.passes, given.rate, given.decay, given.drop)
        matrix.card |= {"data": ["KazNERD validation part (CC BY 4.0)"], "seed": 5, "messages": count,
                        "held_out_scores": {k: v for k, v in report.items() if k != "speed"}, "folds": given.folds,
                        "command": "python tools/train_text/entities.py DATA --final"}  # fmt: skip
        matrix.save(MODELS / "entities.qtm")


if __name__ == "__main__":
    main()
