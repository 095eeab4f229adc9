"""Why the engine suggests a category: the words of the message that speak most for it and against the runner-up.

A linear score is a sum over words and pairs of neighbours: the reasons are exact parts of it, no guess after the fact.
"""

from __future__ import annotations

import numpy as np

from qulaq.methods.text import kernel
from qulaq.methods.text.engine import Engine
from qulaq.methods.text.lexicon import buffers

#: A word counts as a reason from this share of the sum of all that speaks for the label.
LEAST = 0.1


def reasons(engine: Engine, text: str, task: str = "category", *, most: int = 4) -> list[str]:
    """Up to `most` words of `text`, as they stand there and in their order, that carry the likeliest label of a civic
    task; empty where nothing speaks for it."""
    data, offsets = buffers([text])
    tokens, scores, _ = engine.scores(data, offsets)
    part = engine.civic.task(task)
    start = int(engine.words.columns[engine.civic.name]) + part.start
    scale = np.asarray(part.scale, np.float32)
    whole = scores[0, start : start + scale.size] * scale
    second, first = np.argsort(whole, kind="stable")[-2:]
    is_word = engine.words.lexicon.what[tokens.ids] == kernel.WORD
    own = engine.words.vectors[tokens.ids, start : start + scale.size] * scale
    speaks = np.where(is_word, own[:, first] - own[:, second], 0)
    total = float(speaks[speaks > 0].sum())
    found: dict[str, int] = {}
    for at in np.argsort(-speaks, kind="stable"):
        if speaks[at] <= total * LEAST or len(found) == most:
            break
        found.setdefault(text[tokens.starts[at] : tokens.ends[at]], int(at))
    return sorted(found, key=lambda word: found[word])
