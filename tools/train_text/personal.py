"""Train the tagger of names and addresses: `python tools/train_text/personal.py [--folds N] [--final] [--lists]`.

The texts are our own (words/personal/*.txt: one message a line, `[[TYPE|surface]]` marks; every person and number is
invented): 2,840 written to be hard, some with numbers that are no addresses, and natural ones, of which few hold a
name; of those each pass sees a share. Folds are cut by message; no two of the first 2,000 share a sentence of three
words or more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parent))
from personal_chain import lean_pass, train_pass

from qulaq.methods.text import pii
from qulaq.methods.text.lexicon import Lexicon, buffers
from qulaq.methods.text.model import Matrix
from qulaq.methods.text.pii import lists, looks
from qulaq.methods.text.pii.tagger import LABELS, MODEL, Tagger, topic

WORDS = Path(__file__).parent / "words" / "personal"
FILES = ("pii_kk", "pii_ru", "plain", "natural")
BITS, PASSES, SEEDS = 17, 12, 4
RATE, DECAY, DROP = 0.15, 0.0, 0.25
#: Chances that a name is shown as if in no list, or without its letters.
UNLISTED, VEILED = 0.1, 0.2
OFF_DROP = 0.25
LIFT = 2.5
#: Softmax-margin: what calling a find «outside» costs, so that finds are rather kept.
MISSED = 1.0
#: Share of the natural messages (most without any name) in each pass.
SHARE = 0.15
MARK = re.compile(r"\[\[([A-Z]+)\|(.*?)\]\]")
NAMES = {"PERSON", "OFFICIAL"}
Gold = tuple[str, list[pii.Span]]


def parse(line: str) -> Gold:
    """(text, spans) of a marked line."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((mark[1], len(text), len(text) + len(mark[2])))
        text, at = text + mark[2], mark.end()
    return text + line[at:], spans


def messages() -> list[tuple[str, Gold]]:
    return [(name, parse(line)) for name in FILES
            for line in (WORDS / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]  # fmt: skip


def pack() -> None:
    """Pack the name lists: sorted, each word once a section, no digits."""
    source = {"first": ("first_kk", "first_ru"), "surname": ("surnames_bare", "surname_roots"),
              "ambiguous": ("ambiguous",), "street": ("streets",)}  # fmt: skip
    out: list[str] = []
    for section, names in source.items():
        words: set[str] = set()
        for name in names:
            for line in (WORDS / "names" / f"{name}.txt").read_text("utf-8").splitlines():
                words |= {
                    w for w in re.findall(r"[^\W\d_]+", line.lower()) if len(w) > 2 or section == "surname"
                }
        if section == "street":
            words = {w for w in words if len(w) > 3}
        out += [f"#{section}", *sorted(w for w in words if len(w) > 1)]
    lists.PACKED.write_bytes(gzip.compress("\n".join(out).encode(), 9, mtime=0))


class Corpus:
    """Messages cut by the engine's tokenizer: as written, in small letters and in capitals, with a label a word."""

    def __init__(self, data: Sequence[Gold], marked: int) -> None:
        self.data, self.marked = data, marked
        texts = [t for t, _ in data]
        views = [texts, [t.lower() for t in texts], [t.upper() for t in texts]]
        views = [[b if len(a) == len(b) else a for a, b in zip(texts, view, strict=True)] for view in views]
        raw, offsets = buffers([t for view in views for t in view])
        self.lexicon = Lexicon(1 << 17)
        self.tokens = self.lexicon.read(raw, offsets)
        size = self.size = len(self.lexicon)
        self.words = self.lexicon.words(0, size)
        self.features = np.zeros((size * 3, looks.MOST), np.uint32)
        self.counts = np.zeros(size * 3, np.int32)
        for look in (looks.WHOLE, looks.UNLISTED, looks.VEILED):
            for number, word in enumerate(self.words):
                found = looks.features(word, look)
                self.counts[look * size + number] = len(found)
                self.features[look * size + number, : len(found)] = found
        self.keys = np.ascontiguousarray(self.features[:, : looks.KEYS])
        self.topics = np.tile(np.array([topic(w) for w in self.words], np.uint8), 3)
        self.labels = np.zeros(len(self.tokens), np.int32)
        names: list[tuple[int, int, int, int, int, int]] = []
        for number, (_, spans) in enumerate([g for _ in views for g in data]):
            low, high = self.tokens.firsts[number : number + 2]
            for kind, start, end in spans:
                inside = [t for t in range(low, high)
                          if self.tokens.starts[t] < end and start < self.tokens.ends[t]]  # fmt: skip
                if kind in NAMES:
                    names.append(
                        (number % len(data), kind == "OFFICIAL", inside[0], inside[-1] + 1, low, high)
                    )
                    kind = "NAME"
                if f"B-{kind}" in LABELS:
                    for turn, t in enumerate(inside):
                        self.labels[t] = LABELS.index(f"{'I' if turn else 'B'}-{kind}")
        self.names = np.array(names, np.int64)
        self.stops = np.array([w[0] in ".!?…" for w in self.words])
        self.veilable = np.array([w[0].isalpha() for w in self.words])

    def lines(self, chosen: npt.NDArray[np.int64], rng: np.random.Generator) -> tuple[list[int], list[int]]:
        """One epoch: each message in one of its writings, some cut into lines after a full stop."""
        chosen = chosen[(chosen < self.marked) | (rng.random(chosen.size) < SHARE)]
        views = rng.choice(3, chosen.size, p=(0.84, 0.1, 0.06))
        firsts, lasts = [], []
        ids, labels = self.tokens.ids, self.labels
        for number, cut in zip(chosen + views * len(self.data), rng.random(chosen.size) < 0.15, strict=True):
            low, high = (int(n) for n in self.tokens.firsts[number : number + 2])
            begin = low
            for t in range(low + 1, high) if cut else ():
                if self.stops[ids[t - 1]] and (labels[t] == 0 or labels[t] % 2):
                    firsts.append(begin)
                    lasts.append(t)
                    begin = t
            firsts.append(begin)
            lasts.append(high)
        return firsts, lasts


def train(corpus: Corpus, chosen: npt.NDArray[np.int64], seeds: int = SEEDS) -> Matrix:
    """The mean of several runs, each the mean of its later passes, in int8."""
    width, size = len(LABELS), 1 << BITS
    total, total_moves = np.zeros((size, width), np.float32), np.zeros((width + 1, width), np.float32)
    cost = np.zeros((width, width), np.float32)
    cost[1:, 0] = MISSED
    for seed in range(seeds):
        rng = np.random.default_rng(100 + seed)
        weights, squares = np.zeros((size, width), np.float32), np.full(size, 0.1, np.float32)
        moves, move_squares = (
            np.zeros((width + 1, width), np.float32),
            np.full((width + 1, width), 0.1, np.float32),
        )
        for k, name in enumerate(LABELS):
            for j, before in enumerate([*LABELS, "start"]):
                if name[0] == "I" and (before[2:] != name[2:] or before[0] not in "BI"):
                    moves[j, k], move_squares[j, k] = -20, 1e9
        kept = 0
        for turn in range(PASSES):
            firsts, lasts = corpus.lines(rng.permutation(chosen), rng)
            looked = rng.choice(3, len(corpus.tokens), p=(1 - UNLISTED - VEILED, UNLISTED, VEILED))
            looked[(corpus.labels == 0) & (rng.random(looked.size) < 0.5)] = 0
            ids = (corpus.tokens.ids + corpus.size * looked).astype(np.int32)
            train_pass(ids, np.array(firsts), np.array(lasts), corpus.labels, corpus.features, corpus.counts,
                       corpus.keys, corpus.topics, 32 - BITS, weights, squares, moves, move_squares,
                       RATE / (1 + 0.15 * turn), DECAY, DROP, cost, seed * 100 + turn)  # fmt: skip
            if turn >= PASSES // 2:
                total, total_moves, kept = total + weights, total_moves + moves, kept + 1
    count = seeds * kept
    mean, mean_moves = total / count, total_moves / count / (1 - DROP)
    official = offices(corpus, chosen)
    scale = float(np.quantile(np.abs(mean[mean != 0]), 0.9999)) / 127
    rows = np.zeros((size, width + 1), np.int8)
    rows[:, :width] = np.clip(np.rint(mean / scale), -127, 127)
    rows[:, width] = np.clip(np.rint(official / (np.abs(official).max() / 127)), -127, 127)
    return Matrix(
        "personal", rows, [], {"moves": np.rint(mean_moves / scale).astype(int).tolist(), "unit": scale}
    )


def offices(corpus: Corpus, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Weights that tell an official's name from others, by its company."""
    size = 1 << BITS
    written = corpus.names[:, 4] < corpus.tokens.firsts[len(corpus.data)]
    mine = corpus.names[np.isin(corpus.names[:, 0], chosen) & written]
    total = np.zeros(size, np.float32)
    for seed in range(SEEDS):
        rng = np.random.default_rng(300 + seed)
        weights, squares = np.zeros(size, np.float32), np.full(size, 0.1, np.float32)
        for turn in range(20):
            part = rng.permutation(mine)
            lean_pass(corpus.tokens.ids, np.ascontiguousarray(part[:, 2:]), part[:, 1], corpus.keys, corpus.topics,
                      32 - BITS, weights,
                      squares, 0.1 / (1 + 0.1 * turn), OFF_DROP, LIFT, seed * 100 + turn)  # fmt: skip
            if turn >= 10:
                total += weights
    return total / (10 * SEEDS)


def count(
    gold: Sequence[Gold], said: Sequence[list[pii.Span]], show: bool = False
) -> Counter[tuple[str, str]]:
    """Hits (half the span covered, right type), exact hits, misses and false finds by type."""
    out: Counter[tuple[str, str]] = Counter()
    for (text, spans), found in zip(gold, said, strict=True):
        used: set[int] = set()
        for kind, a, b in spans:
            hit = next((i for i, (k, c, d) in enumerate(found)
                        if k == kind and i not in used and min(b, d) - max(a, c) > 0.5 * (b - a)), None)  # fmt: skip
            if hit is None:
                out[kind, "miss"] += 1
                if show:
                    print("miss", kind, text[a:b], "|", text, file=sys.stderr)
                continue
            used.add(hit)
            out[kind, "hit"] += 1
            out[kind, "exact"] += found[hit][1:] == (a, b)
        for i, (k, c, d) in enumerate(found):
            if i not in used:
                out[k, "false"] += 1
                if show:
                    print("false", k, text[c:d], "|", text, file=sys.stderr)
    return out


def names_as_one(spans: Sequence[pii.Span]) -> list[pii.Span]:
    return [("PERSON" if kind in NAMES else kind, a, b) for kind, a, b in spans]


def report(counts: Counter[tuple[str, str]]) -> dict[str, object]:
    kinds = sorted({k for k, _ in counts})
    out: dict[str, object] = {}
    for kind in [*kinds, "all"]:
        of = kinds if kind == "all" else [kind]
        n = {m: sum(counts[k, m] for k in of) for m in ("hit", "miss", "false", "exact")}
        out[kind] = {"recall": round(n["hit"] / max(n["hit"] + n["miss"], 1), 4),
                     "precision": round(n["hit"] / max(n["hit"] + n["false"], 1), 4),
                     "exact": round(n["exact"] / max(n["hit"], 1), 4), "spans": n["hit"] + n["miss"]}  # fmt: skip
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--lists", action="store_true", help="pack the name lists first")
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if given.lists:
        pack()
    data = messages()
    gold = [g for _, g in data]
    corpus = Corpus(gold, sum(name != "natural" for name, _ in data))
    fold_of = np.random.default_rng(7).permutation(len(gold)) % max(given.folds, 1)
    counts: tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]] = (Counter(), Counter())
    merged: Counter[tuple[str, str]] = Counter()
    for fold in range(given.folds):
        finder = pii.Finder(Tagger(train(corpus, np.flatnonzero(fold_of != fold))))
        for natural in (False, True):
            test = np.flatnonzero((fold_of == fold) & ((np.arange(len(gold)) >= corpus.marked) == natural))
            said = [finder.find(gold[i][0]) for i in test]
            if not natural:
                merged.update(
                    count(
                        [(gold[i][0], names_as_one(gold[i][1])) for i in test],
                        [names_as_one(s) for s in said],
                    )
                )
            counts[natural].update(count([gold[i] for i in test], said, given.show and not natural))
    false = sum(n for (_, what), n in counts[True].items() if what == "false")
    rate = 1000 * false / max(len(gold) - corpus.marked, 1)
    scores = report(counts[False]) | {"PERSON or OFFICIAL": report(merged).get("PERSON")}
    scores["false finds in 1,000 natural messages"] = round(rate, 1)
    print(json.dumps(scores, indent=1))
    if given.final:
        matrix = train(corpus, np.arange(len(gold)))
        own = "messages by the Qulaq founders, all persons invented (Apache-2.0)"
        matrix.card |= {"data": [f"{corpus.marked} marked and {len(gold) - corpus.marked} natural {own}"],
                        "labels": list(LABELS), "seed": 100, "messages": len(gold), "folds": given.folds,
                        "held_out_scores": scores,
                        "command": "python tools/train_text/personal.py --final"}  # fmt: skip
        matrix.save(MODEL)


if __name__ == "__main__":
    main()
