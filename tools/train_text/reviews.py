"""Training of the two KazSAnDRA tasks: polarity (two classes) and score (1-5).

Three networks read every review: a calm one, by cross-entropy, a stubborn one, whose loss hardly listens to labels
that contradict a plain text («керемет» with one star), and a fine one with bounded units. All predict the five scores;
a review of which only the polarity is known is told that its score is one of two. The stubborn one finds the better
line between the polarities, the calm one knows chances: the polarity is the vote of both. The score is the fine one's,
which keeps the rare scores in the middle apart.

Both official training files are balanced by undersampling; the two validation files keep the natural mix. Everything
that depends on the mix is therefore set on natural validation rows that the networks have not seen (Yeshpanov & Varol
2024).
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import decide
import numpy as np
import numpy.typing as npt
from corpus import Message
from nets import Manner, Net, fit

from qulaq.methods.text import learn
from qulaq.methods.text.model import MODELS, Matrix, Task, log_odds
from qulaq.methods.text.scores import macro_f1

BITS = 18
FOLDS = 4
CALM = Manner(bears=0.0, epochs=4, leave=0.5)
STUBBORN = Manner(bears=0.6, epochs=6, leave=0.4)
FINE = Manner(bears=0.0, epochs=4, leave=0.5, curve="tanh", plain=0.3, units=8)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Reviews:
    """All reviews with both labels (-1 where unknown), their fold, and whether they belong to a natural file."""

    read: learn.Features
    polarity: Ints
    score: Ints
    fold: Ints
    natural_polarity: Mask
    natural_score: Mask
    official: Mask

    @classmethod
    def of(cls, messages: list[Message]) -> Reviews:
        known = {
            name: np.array([int(m.labels.get(name, -1)) for m in messages], np.int32)
            for name in ("polarity", "score5")
        }
        valid = {
            name: np.array([name in m.labels for m in messages], bool) for name in ("pc_valid", "sc_valid")
        }
        folds = np.array([crc32(m.group.encode()) % FOLDS for m in messages], np.int32)
        natural = (valid["pc_valid"] | valid["sc_valid"]) & (known["polarity"] >= 0)
        return cls(learn.features([m.text for m in messages]), known["polarity"], known["score5"], folds, natural,
                   valid["sc_valid"], valid["pc_valid"])  # fmt: skip

    def allowed(self) -> Floats:
        """(reviews, 5): 1 at every score that a review may have."""
        made = np.zeros((len(self.read), 5), np.float32)
        made[self.polarity == 0, :2] = 1
        made[self.polarity == 1, 3:] = 1
        exact = np.flatnonzero(self.score >= 0)
        made[exact] = 0
        made[exact, self.score[exact]] = 1
        return made


def ratios(data: Reviews, chosen: npt.NDArray[np.int64]) -> Floats:
    """|log-count ratio| of every bucket between the two polarities of the chosen rows (Wang & Manning 2012)."""
    told = np.full(len(data.read), -1, np.int32)
    told[chosen] = data.polarity[chosen]
    buckets, per = data.read.buckets(BITS), np.repeat(told, np.diff(data.read.edges))
    yes = np.bincount(buckets[per == 1], minlength=1 << BITS) + 1.0
    no = np.bincount(buckets[per == 0], minlength=1 << BITS) + 1.0
    return np.abs(np.log(yes / yes.sum()) - np.log(no / no.sum())).astype(np.float32)


def three_nets(data: Reviews, chosen: npt.NDArray[np.int64]) -> list[Net]:
    scale, allowed = ratios(data, chosen), data.allowed()
    return [fit(data.read, allowed, chosen, scale, manner) for manner in (CALM, STUBBORN, FINE)]


def unseen_logits(data: Reviews) -> list[Floats]:
    """Logits of the three networks for every review, from networks that have not seen its fold."""
    made = [np.zeros((len(data.read), 5), np.float32) for _ in range(3)]
    for turn in range(FOLDS):
        out = data.fold == turn
        for logits, net in zip(made, three_nets(data, np.flatnonzero(~out)), strict=True):
            logits[out] = net.logits(data.read)[out]
    return made


def polarity_report(data: Reviews, odds: Floats) -> dict[str, Any]:
    """Macro-F1 of every fold with votes and threshold from the other folds; odds (reviews, 2)."""
    guess = np.full(len(data.read), -1, np.int32)
    for turn in range(FOLDS):
        out = data.fold == turn
        others = data.natural_polarity & ~out
        votes = decide.votes(odds[others])
        line = decide.threshold(odds[others] @ votes, data.polarity[others])
        guess[out] = (odds[out] @ votes > line).astype(np.int32)
    return {"natural": spread(data, data.polarity, guess, data.natural_polarity),
            "pc_valid": spread(data, data.polarity, guess, data.official)}  # fmt: skip


def score_report(data: Reviews, logits: Floats) -> dict[str, Any]:
    guess = np.full(len(data.read), -1, np.int32)
    for turn in range(FOLDS):
        out = data.fold == turn
        others = data.natural_score & ~out
        sharp, shift = decide.tilt(logits[others], data.score[others])
        guess[out] = (logits[out] * sharp + shift).argmax(axis=1)
    return {"sc_valid": spread(data, data.score, guess, data.natural_score)}


def spread(data: Reviews, truth: Ints, guess: Ints, rows: Mask) -> dict[str, Any]:
    values = [macro_f1(truth[rows & (data.fold == t)], guess[rows & (data.fold == t)]) for t in range(FOLDS)]
    return {"macro_f1": round(float(np.mean(values)), 4), "std": round(float(np.std(values)), 4),
            "folds": [round(v, 4) for v in values], "rows": int(rows.sum())}  # fmt: skip


def train_reviews(messages: list[Message], final: bool) -> None:
    """Four folds: score and tune on the natural rows of each with networks that have not seen them."""
    data = Reviews.of(messages)
    calm, stubborn, fine = unseen_logits(data)
    odds = np.stack([log_odds(calm), log_odds(stubborn)], axis=1)
    report = {"polarity": polarity_report(data, odds), "score5": score_report(data, fine)}
    for task, scores in report.items():
        print("reviews", task, json.dumps(scores), file=sys.stderr)
    if final:
        tasks, rows = built(data, odds, fine)
        card = {"data": ["KazSAnDRA train and validation files (CC BY 4.0)"], "held_out_scores": report, "seed": 7,
                "messages": len(messages),
                "command": "python tools/train_text/train.py DATA --only reviews --final"}  # fmt: skip
        Matrix("reviews", rows, tasks, card).save(MODELS / "reviews.qtm")


def built(data: Reviews, odds: Floats, fine_logits: Floats) -> tuple[list[Task], npt.NDArray[np.int8]]:
    """Networks trained on every review, with votes, threshold, sharpness and tilt from the unseen logits."""
    rows = data.natural_polarity
    votes = decide.votes(odds[rows])
    told, truth = odds[rows] @ votes, data.polarity[rows]
    line = decide.threshold(told, truth)
    sharp = decide.sharpness(told - line, truth)
    calm, stubborn, fine = three_nets(data, np.arange(len(data.read)))
    polarity = polarity_task(calm, stubborn, votes * np.float32(sharp), line * sharp)
    sharp, shift = decide.tilt(fine_logits[data.natural_score], data.score[data.natural_score])
    score = Task("score5", ["1", "2", "3", "4", "5"], polarity.stop, polarity.stop + len(fine.layer), fine.scale,
                 fine.bias.tolist(), layer=fine.layer.tolist(), after=(fine.after + shift / sharp).tolist(),
                 sharp=sharp, curve=fine.curve)  # fmt: skip
    return [polarity, score], np.concatenate([calm.rows, stubborn.rows, fine.rows], axis=1)


def polarity_task(calm: Net, stubborn: Net, votes: Floats, line: float) -> Task:
    """Both networks side by side; `line`, where the sum of the votes is to be even, goes into the first one."""
    units = len(calm.layer)
    layer = np.zeros((units + len(stubborn.layer), 10), np.float32)
    layer[:units, :5], layer[units:, 5:] = calm.layer, stubborn.layer
    after = np.concatenate([calm.after, stubborn.after])
    after[3:5] -= line / votes[0]  # shifts its log-odds by exactly that
    bias = np.concatenate([calm.bias, stubborn.bias])
    return Task("polarity", ["neg", "pos"], 0, len(layer), calm.scale + stubborn.scale, bias.tolist(),
                layer=layer.tolist(), after=after.tolist(), votes=votes.tolist(), curve=calm.curve)  # fmt: skip
