"""The second expert of the category: whole formal letters (KZgovData), and the gate that tells them from chat."""

from __future__ import annotations

import numpy as np
from corpus import Message

from qulaq.methods.text import learn, svm
from qulaq.methods.text.mixture import mixed
from qulaq.methods.text.schema import CATEGORIES


def experts(messages: list[Message], bits: int) -> tuple[learn.Linear, learn.Linear, list[str]]:
    """(gate, expert, categories of the expert), learnt from those of `messages` that have a category."""
    known = [m for m in messages if "category" in m.labels and m.labels.get("from") in {"own", "kzgov"}]
    is_letter = np.array([m.labels["from"] == "kzgov" for m in known])
    gate = svm.fit(learn.features([m.text for m in known]), is_letter.astype(np.int32), 1, bits=bits, hardness=0.3)
    letters = [m for m in known if m.labels["from"] == "kzgov"]
    seen = {m.labels["category"] for m in letters}
    codes = [code for code in CATEGORIES if code in seen]
    target = np.array([codes.index(m.labels["category"]) for m in letters], np.int32)
    expert = svm.fit(learn.features([m.text for m in letters]), target, len(codes), bits=bits, hardness=1.0)
    return gate, expert, codes


def added(
    general: learn.Floats, made: tuple[learn.Linear, learn.Linear, list[str]], read: learn.Features
) -> learn.Floats:
    """The margins of the general model with the share of the expert."""
    gate, expert, codes = made
    places = [CATEGORIES.index(code) for code in codes]
    return mixed(general, expert.scores(read), gate.scores(read)[:, 0], places)
