"""People in danger are flagged by rule in both languages; calm words about gas and fire are not."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from qulaq.methods.text import alarm
from qulaq.methods.text.engine import Engine

ENGINE = Engine(entities=False)


def flagged(text: str) -> bool:
    return bool(ENGINE.enrich(pa.record_batch({"text": [text]})).column("danger")[0].as_py())


@pytest.mark.parametrize(
    "text",
    [
        "В доме по соседству не топят, там двое маленьких детей, на улице минус.",
        "Маленькие дети одни дома без отопления вторые сутки",
        "Пахнет газом в подъезде",
        "Газдың иісі шығып тұр, қорқып отырмыз",
        "Үйіміз өртеніп жатыр",
        "горит квартира на третьем этаже",
        "Не хочу больше жить",
        "өмір сүргім келмейді",
        "Вода поднимается, дети на крыше",
        "муж избивает меня, спасите",
        "балалар көлікте үсіп жатыр, трассада қалдық",
        "ребёнок провалился под лёд",
        "Дочь наглоталась таблеток",
        "ток соғып тұр, ашық сым",
    ],
)
def test_danger(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "У школы машины не сбавляют скорость, вчера чуть не сбили ребёнка.",
        "В подъезде не топят, перила холодные",
        "Тариф на газ подняли",
        "Ауылға газ тартыңыздар",
        "Пожарная часть далеко, постройте ближе",
        "Өрт сөндірушілерге рахмет",
        "Куда обратиться за пособием?",
        "Жақсы өмір сүргіміз келеді",
        "сгорел холодильник",
        "Правда ли, что будет пожар?",
    ],
)
def test_no_danger(text: str) -> None:
    assert not flagged(text)


def test_danger_is_always_urgent() -> None:
    row = ENGINE.enrich(pa.record_batch({"text": ["Пахнет газом в подъезде"]})).to_pylist()[0]
    assert row["urgency"] == "high"


def test_looking_for_pieces_first_loses_no_danger() -> None:
    """`NEEDS` only saves time: every rule that matches has one of its pieces in the text."""
    texts = Path(__file__).resolve().parents[3] / "tools" / "train_text" / "words" / "messages"
    seen = 0
    for path in sorted(texts.glob("danger_*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            small = line[2:].lower().replace("ё", "е")
            for needs, rule in zip(alarm.NEEDS, alarm.DANGER, strict=True):
                if rule.search(small):
                    seen += 1
                    assert any(piece in small for piece in needs), (needs, small)
    assert seen > 100
