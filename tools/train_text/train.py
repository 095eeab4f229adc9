"""Train the committed models: `python tools/train_text/train.py DATA [--only language|reviews|civic] [--final]`.

DATA is a folder with the files of the data card (KazSAnDRA, KazNERD, KZgovData). Without --final a group-wise tenth is
held out, scores are printed and nothing is written; with --final the scores of that run go into the card, the model is
trained on everything and written to `src/qulaq/methods/text/models/`. Seeds are fixed: the same data gives the same
bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import corpus
import numpy as np
import numpy.typing as npt
from corpus import Message

from qulaq.methods.text import learn
from qulaq.methods.text.model import MODELS, Matrix, Task, quantised
from qulaq.methods.text.scores import accuracy, macro_f1

CATEGORIES = [
    "utilities", "housing", "roads", "transport", "urban", "health", "education", "social", "jobs", "prices",
    "ecology", "land", "agriculture", "safety", "emergency", "services", "telecom", "culture_sport", "animals",
    "corruption", "business", "rumour", "other",
]  # fmt: skip
KINDS = ["consultation", "incident", "complaint", "suggestion", "thanks", "request", "rumour", "other"]
CIVIC = {
    "category": CATEGORIES, "kind": KINDS, "sentiment": ["neg", "neu", "pos"],
    "toward_authority": ["neg", "neu", "pos", "none"], "urgency": ["low", "medium", "high"],
    "toxic": ["no", "yes"], "danger": ["no", "yes"],
}  # fmt: skip
LANGUAGES = {"lang": ["kk", "ru", "en"]}


def held(message: Message) -> bool:
    """A tenth of the groups, by a checksum of the group's name: every variant of a text lies on one side."""
    return crc32(message.group.encode()) % 10 == 0


def train_task(name: str, labels: list[str], messages: list[Message], bits: int, **how: Any) -> learn.Linear:
    known = [m for m in messages if name in m.labels]
    place = {label: i for i, label in enumerate(labels)}
    target = np.array([place[m.labels[name]] for m in known], np.int32)
    cost = np.array([m.weight for m in known], np.float32)
    outputs = 1 if len(labels) == 2 else len(labels)
    return learn.fit(learn.features([m.text for m in known]), target, outputs, bits=bits, cost=cost, **how)


def check_task(
    name: str, labels: list[str], model: learn.Linear, messages: list[Message]
) -> dict[str, float]:
    known = [m for m in messages if name in m.labels]
    scores = model.scores(learn.features([m.text for m in known]))
    guess = (scores[:, 0] > 0).astype(int) if scores.shape[1] == 1 else scores.argmax(axis=1)
    truth = np.array([labels.index(m.labels[name]) for m in known])
    return {"messages": len(known), "accuracy": accuracy(truth, guess), "macro_f1": macro_f1(truth, guess)}


def assemble(
    name: str, tasks: dict[str, list[str]], models: dict[str, learn.Linear], card: dict[str, Any]
) -> Matrix:
    rows, made, start = [], [], 0
    for task, labels in tasks.items():
        block, scales = quantised(models[task].weights)
        rows.append(block)
        stop = start + block.shape[1]
        made.append(Task(task, labels, start, stop, scales, [float(b) for b in models[task].bias]))
        start = stop
    return Matrix(name, np.concatenate(rows, axis=1), made, card)


def several(name: str, tasks: dict[str, list[str]], messages: list[Message], bits: int, final: bool,
            data: list[str], how: dict[str, dict[str, Any]]) -> None:  # fmt: skip
    """Hold out, score, and with `final` train on all and write the model file."""
    train, test = [m for m in messages if not held(m)], [m for m in messages if held(m)]
    scores = {}
    for task, labels in tasks.items():
        model = train_task(task, labels, train, bits, **how.get(task, {}))
        scores[task] = check_task(task, labels, model, test)
        print(name, task, json.dumps(scores[task]), file=sys.stderr)
        if task == "category":
            for lang in ("kk", "ru"):
                part = [m for m in test if m.labels.get("lang") == lang and m.weight == corpus.KZGOV]
                scores[f"category, KZgovData {lang}"] = check_task(task, labels, model, part)
                print(name, lang, scores[f"category, KZgovData {lang}"], file=sys.stderr)
    if final:
        models = {
            task: train_task(task, labels, messages, bits, **how.get(task, {}))
            for task, labels in tasks.items()
        }
        card = {"data": data, "held_out_scores": scores, "seed": 7, "messages": len(messages),
                "command": f"python tools/train_text/train.py DATA --only {name} --final"}  # fmt: skip
        assemble(name, tasks, models, card).save(MODELS / f"{name}.qtm")


def language(folder: Path, final: bool) -> None:
    rng = random.Random(11)  # noqa: S311
    messages = (
        corpus.own(rng, 6) + corpus.kzgov(folder / "kzgovdata_train.csv.gz") + corpus.plain_words(rng, 9000)
    )
    for _ in range(3):
        messages += corpus.worn(corpus.natural() + corpus.dangers(), rng)
    for text in corpus.news(folder / "kaznerd_valid.iob2.txt.gz"):
        messages.append(Message(text, text, {"lang": "kk"}))
    whole = [m for m in messages if "lang" in m.labels]
    pieces = []
    for m in whole:
        m.weight = 1.0
        for _turn in range(3):
            text = corpus.windows(m.text, rng)
            if m.labels["lang"] == "kk" and rng.random() < 0.4:
                text = corpus.russian_letters(text)
            if m.labels["lang"] != "en" and rng.random() < 0.2:
                text = corpus.latin(text, rng)
            if any(c.isalpha() for c in text):
                pieces.append(Message(text, m.group, {"lang": m.labels["lang"]}))
    several("language", LANGUAGES, whole + pieces, 16, final,
            ["KZgovData (MIT)", "KazNERD valid (CC BY 4.0)", "own texts (Apache-2.0)"],
            {"lang": {"epochs": 6, "rate": 0.3}})  # fmt: skip


def reviews(folder: Path, final: bool) -> None:
    messages = corpus.reviews(folder)
    from reviews import train_reviews

    train_reviews(messages, final)


def civic(folder: Path, final: bool) -> None:
    from civic import train_civic

    train_civic(folder, final)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=["language", "reviews", "civic"])
    parser.add_argument("--final", action="store_true")
    given = parser.parse_args()
    for name, job in (("language", language), ("reviews", reviews), ("civic", civic)):
        if given.only in (None, name):
            job(given.data, given.final)


Floats = npt.NDArray[np.float32]

if __name__ == "__main__":
    main()
