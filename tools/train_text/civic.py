"""Training of the civic tasks: category, kind, sentiment, attitude to the authority, urgency, abuse, danger.

Large-margin models over our own messages (`words/messages`, written as people write), older short sentences and frames,
KZgovData, and reviews and news as examples of what is no appeal. Scored by ten folds of groups: variants of one text
lie on one side. The folds also set the scale of the probabilities (Platt 1999) and the threshold of danger.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import corpus
import formal
import numpy as np
import numpy.typing as npt
from corpus import Message
from scipy.optimize import minimize_scalar

from qulaq.methods.text import learn, svm
from qulaq.methods.text.model import MODELS, Matrix, Task, quantised
from qulaq.methods.text.schema import CATEGORIES, KINDS
from qulaq.methods.text.scores import accuracy, macro_f1

BITS, FOLDS = 17, 10
TASKS = {
    "category": list(CATEGORIES), "kind": list(KINDS), "sentiment": ["neg", "neu", "pos"],
    "toward_authority": ["neg", "neu", "pos", "none"], "urgency": ["low", "medium", "high"],
    "toxic": ["no", "yes"], "danger": ["no", "yes"],
}  # fmt: skip
HARDNESS = {"category": 0.3, "kind": 0.3, "sentiment": 0.3, "toward_authority": 0.3, "urgency": 0.3, "toxic": 1.0,
            "danger": 1.0}  # fmt: skip
#: How far rare answers are raised: 0 not at all, 1 to the weight of the commonest.
BALANCE = {"toward_authority": 0.4, "urgency": 0.3, "toxic": 0.5, "danger": 0.5}
#: How many times recall counts for precision: a danger missed is worse than a false alarm.
EAGER = {"toxic": 1.0, "danger": 1.2}
#: Weights of the parts of the corpus beside a message of `words/messages`.
SHORT, KZGOV, LEXICON = 0.5, 5.0, 0.5


@dataclass(slots=True)
class Parts:
    """What is scored by folds, and what only helps to learn."""

    scored: dict[str, list[Message]]
    helping: list[Message]


def gather(folder: Path) -> Parts:
    rng = random.Random(13)  # noqa: S311
    short = corpus.own(rng, 1)
    for m in short:
        m.weight *= SHORT
    kzgov = corpus.kzgov(folder / "kzgovdata_train.csv.gz")
    for m in kzgov:
        m.weight = KZGOV if "category" in m.labels else 1.0
    words = corpus.lexicon(rng)
    for m in words:
        m.weight = LEXICON
    helping = short + words + [m for m in kzgov if "category" not in m.labels]
    pool = corpus.reviews(folder)
    rng.shuffle(pool)
    for m in pool[:9000]:
        labels = {"toward_authority": "none", "danger": "no"}
        if "polarity" in m.labels:
            labels["sentiment"] = "pos" if m.labels["polarity"] == "1" else "neg"
        helping.append(Message(m.text, m.group, labels, 0.5))
    helping += [
        Message(m.text, m.group, {"category": "other", "kind": "other"}, 0.15) for m in pool[9000:10500]
    ]
    sentences = corpus.news(folder / "kaznerd_valid.iob2.txt.gz")
    rng.shuffle(sentences)
    calm = {"sentiment": "neu", "toward_authority": "none", "danger": "no", "toxic": "no", "urgency": "low"}
    helping += [Message(text, text, calm, 0.4) for text in sentences[:4000]]
    scored = {"own messages": corpus.natural(), "danger": corpus.dangers(),
              "KZgovData": [m for m in kzgov if "category" in m.labels]}  # fmt: skip
    return Parts(scored, helping)


def fold(message: Message) -> int:
    return crc32(message.group.encode()) % FOLDS


def model_of(task: str, messages: list[Message]) -> learn.Linear:
    labels, rng = TASKS[task], random.Random(5)  # noqa: S311
    known = [m for m in messages if task in m.labels]
    natural = [m for m in known if m.weight == 1.0]
    known = [m for m in known if m.weight != 1.0] + corpus.worn(natural, rng)
    target = np.array([labels.index(m.labels[task]) for m in known], np.int32)
    cost = np.array([m.weight for m in known], np.float32)
    outputs = 1 if len(labels) == 2 else len(labels)
    if task in BALANCE:  # the rarer answers weigh more
        counts = np.bincount(target, minlength=len(labels))
        cost *= np.minimum((counts.max() / np.maximum(counts, 1)) ** BALANCE[task], 5)[target]
    read = learn.features([m.text for m in known])
    return svm.fit(read, target, outputs, bits=BITS, cost=cost, hardness=HARDNESS[task])


def check(task: str, parts: Parts) -> tuple[dict[str, dict[str, float]], tuple[float, float]]:
    """Held-out scores by part, and the (sharpness, shift) of the probabilities, from our own messages."""
    everything = [m for part in parts.scored.values() for m in part if task in m.labels]
    folds = np.array([fold(m) for m in everything])
    right, is_own = truth(task, everything), np.array([m.weight == 1.0 for m in everything])
    margin = np.zeros((len(everything), 1 if len(TASKS[task]) == 2 else len(TASKS[task])), np.float32)
    texts = [m.text for m in everything]
    for turn in range(FOLDS):
        mine = folds == turn
        rest = [m for m, out in zip(everything, mine, strict=True) if not out]
        read = learn.features([text for text, out in zip(texts, mine, strict=True) if out])
        margin[mine] = model_of(task, rest + parts.helping).scores(read)
        if task == "category":
            margin[mine] = formal.added(margin[mine], formal.experts(rest, BITS), read)
    guess = margin.argmax(axis=1)
    if margin.shape[1] == 1:
        for turn in range(FOLDS):
            others = (folds != turn) & is_own
            guess[folds == turn] = margin[folds == turn, 0] > edge(margin[others, 0], right[others], EAGER[task])
    where = {id(m): at for at, m in enumerate(everything)}
    report: dict[str, dict[str, float]] = {}
    for name, part in parts.scored.items():
        for lang in ("kk", "ru") if name == "KZgovData" else ("",):
            at = [where[id(m)] for m in part if task in m.labels and (not lang or m.labels.get("lang") == lang)]
            if at:
                report[f"{name} {lang}".strip()] = score(guess[at], right[at], len(TASKS[task]) == 2)
    return report, scale_of(margin[is_own], right[is_own], EAGER.get(task, 1.0))


def edge(margin: npt.NDArray[np.float32], right: npt.NDArray[np.int32], eager: float) -> float:
    """The margin from which «yes» gives the best F-measure; `eager` is how many times recall counts for precision."""
    order = np.argsort(-margin)
    hits = np.cumsum(right[order] == 1)
    given = np.arange(1, order.size + 1)
    f = (1 + eager**2) * hits / (eager**2 * (right == 1).sum() + given)
    best = int(np.argmax(f))
    return float(margin[order[best]]) - 1e-4


def truth(task: str, messages: list[Message]) -> npt.NDArray[np.int32]:
    return np.array([TASKS[task].index(m.labels[task]) for m in messages], np.int32)


def score(guess: npt.NDArray[np.int64], right: npt.NDArray[np.int32], is_binary: bool) -> dict[str, float]:
    made = {"messages": float(len(right)), "accuracy": accuracy(right, guess), "macro_f1": macro_f1(right, guess)}
    if is_binary and (right == 1).any() and (guess == 1).any():
        made |= {"recall": float(guess[right == 1].mean()), "precision": float(right[guess == 1].mean())}
    return {name: round(value, 4) for name, value in made.items()}


def scale_of(margin: npt.NDArray[np.float32], right: npt.NDArray[np.int32], eager: float) -> tuple[float, float]:
    """(sharpness, shift): probabilities are softmax or sigmoid of (margin + shift) * sharpness. The shift of a yes-no
    task puts the threshold of `edge` at one half."""
    shift = -edge(margin[:, 0], right, eager) if margin.shape[1] == 1 else 0.0

    def loss(sharp: float) -> float:
        scores = (margin + shift) * sharp
        if margin.shape[1] == 1:
            return float(np.logaddexp(0, np.where(right == 1, -scores[:, 0], scores[:, 0])).mean())
        top = scores.max(axis=1, keepdims=True)
        whole = np.log(np.exp(scores - top).sum(axis=1)) + top[:, 0]
        return float((whole - scores[np.arange(len(right)), right]).mean())

    return float(minimize_scalar(loss, bounds=(0.2, 20.0), method="bounded").x), shift


def train_civic(folder: Path, final: bool, only: tuple[str, ...] = ()) -> None:
    parts = gather(folder)
    scores, rows, tasks, start = {}, [], [], 0
    for task, labels in TASKS.items():
        if only and task not in only:
            continue
        scores[task], (sharp, shift) = check(task, parts)
        print("civic", task, json.dumps(scores[task]), round(sharp, 3), round(shift, 3), file=sys.stderr)
        if final:
            everything = [m for part in parts.scored.values() for m in part] + parts.helping
            model = model_of(task, everything)
            made = [(task, labels, model, shift, sharp)]
            if task == "category":
                gate, letters, codes = formal.experts(everything, BITS)
                made += [("formal", ["no", "yes"], gate, 0.0, 1.0), ("category_formal", codes, letters, 0.0, 1.0)]
            for name, names, one, moved, sharpness in made:
                block, scales = quantised(one.weights)
                rows.append(block)
                stop = start + block.shape[1]
                tasks.append(Task(name, names, start, stop, scales, [float(b) + moved for b in one.bias], sharpness))
                start = stop
    if final:
        card = {"data": ["own texts (Apache-2.0)", "KZgovData (MIT)", "KazSAnDRA (CC BY 4.0)",
                         "KazNERD valid (CC BY 4.0)"], "held_out_scores": scores, "seed": 7,
                "messages": sum(map(len, parts.scored.values())) + len(parts.helping),
                "command": "python tools/train_text/train.py DATA --only civic --final"}  # fmt: skip
        Matrix("civic", np.concatenate(rows, axis=1), tasks, card).save(MODELS / "civic.qtm")
