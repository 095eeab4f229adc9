"""The table of place names in many forms (written before the finder) and the traps beside them.

A line is a message with `{place|code,code}` where either code is right as the first, `{place|?}` where several places
are meant, and ` @code` for the sender's own place. A line without braces names no place.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from qulaq.methods.text import places
from qulaq.methods.text.engine import shared

MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")
Gold = list[tuple[int, int, list[str]]]


def _read(line: str) -> tuple[str, str | None, Gold]:
    body, _, region = line.partition(" @")
    text, at, gold = "", 0, []
    for mark in MARK.finditer(body):
        text += body[at : mark.start()]
        gold.append((len(text), len(text) + len(mark[1]), mark[2].split(",")))
        text += mark[1]
        at = mark.end()
    return text + body[at:], region or None, gold


LINES = [_read(line) for line in (Path(__file__).parent / "gold_places.txt").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def found() -> list[list[dict[str, object]]]:
    regions = pa.array([region for _, region, _ in LINES], pa.string())
    batch = pa.record_batch({"text": [text for text, _, _ in LINES], "region": regions})
    return [row["places"] for row in shared(False).enrich(batch).to_pylist()]


def test_places_are_found_and_right(found: list[list[dict[str, object]]]) -> None:
    wanted = hit = right = 0
    for (_, _, gold), got in zip(LINES, found, strict=True):
        for start, end, codes in gold:
            wanted += 1
            one = next((p for p in got if p["start"] < end and start < p["end"]), None)  # type: ignore[operator]
            if one is not None:
                hit += 1
                sure = one["status"] == "resolved" and one["kato"][0] in codes  # type: ignore[index]
                right += one["status"] == "ambiguous" if codes == ["?"] else sure
    assert wanted > 400
    assert hit / wanted >= 0.98
    assert right / wanted >= 0.97


def test_traps_are_left_alone(found: list[list[dict[str, object]]]) -> None:
    traps = [got for (_, _, gold), got in zip(LINES, found, strict=True) if not gold]
    assert len(traps) > 120
    assert sum(map(len, traps)) / len(traps) <= 0.03


def test_the_engines_positions_and_the_text_alone_give_the_same(found: list[list[dict[str, object]]]) -> None:
    for (text, region, _), got in zip(LINES, found, strict=True):
        alone = [(f.start, f.end, f.kato) for f in places.find(text, region)]
        assert {(p["start"], p["end"], tuple(p["kato"])) for p in got} <= set(alone)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["Мерке халқы газ күтіп отыр", "Қордайда шекара жабылып қалды", "Шиеліден келдік"]
)
def test_a_town_and_its_district_of_one_name_are_one_answer_the_town_first(text: str) -> None:
    (place,) = places.find(text)
    assert place.status == "resolved"
    assert place.kato[0].endswith("30100") and place.kato[0][:4] + "00000" in place.kato


def test_a_district_is_first_beside_its_type_word() -> None:
    (place,) = places.find("Қордай ауданында жол жоқ")
    assert place.kato == ("314800000",)


@pytest.mark.parametrize("text", ["ъ", "ЪЬ", "Ъь-да", "«»", "г. ", "Ә" * 500, "-Алматы", "Алматы-"])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert len(places.find(text)) <= 1
