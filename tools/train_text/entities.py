"""Train the entity tagger: `python tools/train_text/entities.py DATA [--folds N] [--final]`.

KazNERD's validation sentences (CC BY 4.0) are the whole of the data; folds are cut by position in the file
(neighbouring sentences
come from one article, and each numeral stands in words and in digits), so that a fold is never a copy of its neighbour.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import chain
import numpy as np
import numpy.typing as npt

from qulaq.methods.text import tagging
from qulaq.methods.text.entities import Facts, Tagger
from qulaq.methods.text.entities.templates import JOINTS, READS, SINGLES
from qulaq.methods.text.lexicon import Lexicon, Tokens, buffers
from qulaq.methods.text.model import MODELS, Matrix
from qulaq.methods.text.scores import span_scores

#: A feature must occur so often in the training sentences; so many, the heaviest, are kept in the file.
LEAST, MOST = 2, 175_000
#: What an entity missed, one invented, one label taken for another cost while training (a choice for all folds).
MISSED, INVENTED, CONFUSED = 3.0, 1.0, 2.0
CIVIC = {"PERSON", "ORGANISATION", "FACILITY", "LOCATION", "GPE"}
Sentence = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one model is trained."""

    passes: int
    rate: float
    drop: float
    seeds: int


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
    """Sentences read by the engine's tokenizer, with a label and the keys of all features for each of its tokens."""

    def __init__(self, data: list[Sentence]) -> None:
        raw, offsets = buffers([" ".join(w for w, _ in s) for s in data])
        self.lexicon = Lexicon(1 << 18)
        self.tokens: Tokens = self.lexicon.read(raw, offsets)
        kinds = sorted({label[2:] for s in data for _, label in s if label != "O"})
        self.names = ["O", *(f"{p}-{k}" for k in kinds for p in "BI")]
        self.gold = [spans_of(s) for s in data]
        self.labels = self._labels()
        facts = Facts(self.lexicon.capacity)
        facts.learn(self.lexicon)
        self.keys = np.zeros((len(self.tokens), len(SINGLES) + len(JOINTS)), np.int64)
        chain.keys_of(
            self.tokens.ids, self.tokens.firsts, facts.columns, facts.signs, SINGLES, JOINTS, READS, self.keys
        )

    def _labels(self) -> npt.NDArray[np.int32]:
        place = {name: i for i, name in enumerate(self.names)}
        labels = np.zeros(len(self.tokens), np.int32)
        for number, gold in enumerate(self.gold):
            low, high = self.tokens.firsts[number : number + 2]
            for start, end, kind in gold:
                inside = [t for t in range(low, high) if start <= self.tokens.starts[t] < end]
                for turn, t in enumerate(inside):
                    labels[t] = place[f"{'I' if turn else 'B'}-{kind}"]
        return labels

    def rows(self, chosen: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Sorted keys of the features seen often enough in the chosen sentences, and each token's rows among them."""
        sentence = np.repeat(np.arange(len(self.gold)), np.diff(self.tokens.firsts))
        seen, counts = np.unique(self.keys[np.isin(sentence, chosen)], return_counts=True)
        keys = seen[(counts >= LEAST) & (seen >= 0)]
        rows = np.searchsorted(keys, self.keys).astype(np.int32)
        rows[keys[np.minimum(rows, len(keys) - 1)] != self.keys] = -1
        return keys, rows


def train(corpus: Corpus, chosen: npt.NDArray[np.int64], plan: Plan) -> Matrix:
    """The mean of `plan.seeds` runs as integers: four bytes of key and a weight a label in every row."""
    keys, rows = corpus.rows(chosen)
    cost = chain.costs(corpus.names, MISSED, INVENTED, CONFUSED)
    runs = [
        chain.train(rows, corpus.tokens.firsts, corpus.labels, corpus.names, chosen, len(keys), cost=cost,
                    passes=plan.passes, rate=plan.rate, drop=plan.drop, seed=5 + number)
        for number in range(plan.seeds)
    ]  # fmt: skip
    weights = np.mean([run[0] for run in runs], axis=0)
    moves = np.mean([run[1] for run in runs], axis=0)
    weight = np.abs(weights).max(axis=1)
    kept = np.sort(np.argsort(-weight, kind="stable")[:MOST])
    scale = float(np.quantile(weight[kept], 0.9995)) / 127
    values = np.clip(np.rint(weights[kept] / scale), -127, 127).astype(np.int8)
    names = keys[kept].astype("<u4").view(np.int8).reshape(-1, tagging.KEY)
    card = {"labels": corpus.names, "moves": np.rint(moves / scale).astype(int).tolist()}
    return Matrix("entities", np.concatenate([names, values], axis=1), [], card)


def check(corpus: Corpus, matrix: Matrix, chosen: npt.NDArray[np.int64]) -> dict[str, dict[str, float]]:
    tagger = Tagger(matrix)
    tagger.label(corpus.tokens, corpus.lexicon)
    began = time.process_time()
    found = tagger.tag(corpus.tokens, corpus.lexicon).to_pylist()
    speed = len(found) / (time.process_time() - began)
    guess = [{(s["start"], s["end"], s["type"]) for s in found[i]} for i in chosen]
    gold = [corpus.gold[i] for i in chosen]
    only = [[{s for s in one if s[2] in CIVIC} for one in many] for many in (gold, guess)]
    out = {"all": span_scores(gold, guess), "civic": span_scores(*only), "speed": {"sentences_per_s": speed}}
    for kind in sorted({name[2:] for name in corpus.names[1:]}):
        out[kind] = span_scores(
            [{s for s in one if s[2] == kind} for one in gold],
            [{s for s in one if s[2] == kind} for one in guess],
        )
    return out


def rounded(scores: dict[str, dict[str, float]]) -> str:
    return json.dumps({k: {a: round(b, 4) for a, b in v.items()} for k, v in scores.items()})


def cross_validate(corpus: Corpus, plan: Plan, folds: int, only: list[int]) -> dict[str, dict[str, float]]:
    """Mean scores over folds of neighbours."""
    count = len(corpus.gold)
    scores = []
    for fold in only or range(folds):
        test = np.arange(count * fold // folds, count * (fold + 1) // folds)
        rest = np.setdiff1d(np.arange(count), test)
        scores.append(check(corpus, train(corpus, rest, plan), test))
        print(
            fold,
            rounded({k: scores[-1][k] for k in ("all", "civic", "speed", *sorted(CIVIC))}),
            file=sys.stderr,
        )
    return {
        k: {m: round(float(np.mean([s[k][m] for s in scores])), 4) for m in scores[0][k]} for k in scores[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, nargs="*", default=[], help="numbers of the folds to run, from 0")
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--final", action="store_true")
    given = parser.parse_args()
    plan = Plan(given.passes, given.rate, given.drop, given.seeds)
    corpus = Corpus(sentences(given.data / "kaznerd_valid.iob2.txt.gz"))
    report = cross_validate(corpus, plan, given.folds, given.only)
    print(json.dumps(report))
    if given.final:
        count = len(corpus.gold)
        matrix = train(corpus, np.arange(count), plan)
        matrix.card |= {"data": ["KazNERD validation part (CC BY 4.0)"], "seed": 5, "messages": count,
                        "held_out_scores": {k: v for k, v in report.items() if k != "speed"}, "folds": given.folds,
                        "command": "python tools/train_text/entities.py DATA --final"}  # fmt: skip
        matrix.save(MODELS / "entities.qtm")


if __name__ == "__main__":
    main()
