"""Scores on our own hand-written messages must not fall (they are a regression set, not a proof)."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from qulaq.methods.text.engine import Engine
from qulaq.methods.text.model import MODELS, Matrix

LINES = [
    line.split("\t") for line in (Path(__file__).parent / "hand_messages.tsv").read_text("utf-8").splitlines()
]
ROWS = [dict(zip(LINES[0], line, strict=True)) for line in LINES[1:]]
SAID = Engine(entities=False).enrich(pa.record_batch({"text": [row["text"] for row in ROWS]})).to_pylist()


def share(name: str) -> float:
    return sum(row[name] == said[name] for row, said in zip(ROWS, SAID, strict=True)) / len(ROWS)


def test_topic_kind_tone_and_attitude() -> None:
    assert share("category") >= 0.85
    assert share("kind") >= 0.65
    assert share("sentiment") >= 0.75
    assert share("toward_authority") >= 0.85


def test_models_fit_into_twenty_five_megabytes_and_carry_their_cards() -> None:
    paths = sorted(MODELS.glob("*.qtm"))
    assert sum(path.stat().st_size for path in paths) <= 25_000_000
    for path in paths:
        card = Matrix.load(path).card
        assert card["data"] and card["command"] and card["seed"] and card["held_out_scores"]


def test_the_card_of_the_reviews_says_what_its_folds_gave() -> None:
    scores = Matrix.load(MODELS / "reviews.qtm").card["held_out_scores"]
    assert scores["polarity"]["natural"]["macro_f1"] >= 0.80
    assert scores["score5"]["sc_valid"]["macro_f1"] >= 0.385
