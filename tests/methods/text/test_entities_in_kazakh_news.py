"""Names of persons, organisations and places in running Kazakh, with character offsets."""

from __future__ import annotations

import pyarrow as pa

from qulaq.methods.text.engine import Engine

ENGINE = Engine()


def entities(text: str) -> set[tuple[str, str]]:
    row = ENGINE.enrich(pa.record_batch({"text": [text]})).to_pylist()[0]
    return {(e["type"], text[e["start"] : e["end"]]) for e in row["entities"]}


def test_persons_and_places() -> None:
    found = entities("Мемлекет басшысы Қасым-Жомарт Тоқаев Алматы қаласына барды .")
    assert any(kind == "PERSON" and "Тоқаев" in said for kind, said in found)
    assert any(kind == "GPE" and "Алматы" in said for kind, said in found)


def test_numbers_and_dates() -> None:
    found = entities("2021 жылдың 15 наурызында 25 адам келді .")
    assert "DATE" in {kind for kind, _ in found}


def test_without_entities_the_list_is_empty() -> None:
    made = Engine(entities=False).enrich(pa.record_batch({"text": ["Қасым-Жомарт Тоқаев келді"]}))
    assert made.column("entities")[0].as_py() == []
