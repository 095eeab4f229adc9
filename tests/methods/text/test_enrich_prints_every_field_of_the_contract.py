"""CONTRACTS "Text": the fields of `enrich`, their values, and nothing lost of what was given."""

from __future__ import annotations

import pyarrow as pa

from qulaq.methods.text import schema
from qulaq.methods.text.engine import Engine

ENGINE = Engine()
TEXTS = [
    "Тараз қаласында үш күннен бері су жоқ, балалар қиналып отыр",
    "Здравствуйте, на дороге возле школы огромная яма",
    "No water for three days in our building",
    "Менің балам мектепке барады, но учительница грубит и кричит на детей",
    "",
    "12345 !!! 😀",
]


def enriched(texts: list[str]) -> list[dict[str, object]]:
    return ENGINE.enrich(
        pa.record_batch({"id": [str(i) for i in range(len(texts))], "text": texts})
    ).to_pylist()


def test_every_field_is_there_with_a_value_of_its_list() -> None:
    for row in enriched(TEXTS):
        assert set(schema.NAMES) <= row.keys()
        assert row["lang"] in schema.LANGUAGES
        assert row["script"] in {"cyrl", "latn", "mixed"}
        assert row["category"] in schema.CATEGORIES
        assert row["category_top3"][0] == row["category"] and len(set(row["category_top3"])) == 3
        assert row["kind"] in schema.KINDS
        assert row["sentiment"] in {"neg", "neu", "pos"}
        assert row["score5"] in {1, 2, 3, 4, 5}
        assert row["toward_authority"] in {"neg", "neu", "pos", "none"}
        assert row["urgency"] in {"low", "medium", "high"}
        assert all(0 <= row[name] <= 1 for name in ("lang_p", "category_p", "polarity_p"))


def test_the_given_columns_stay_as_they_were() -> None:
    rows = enriched(TEXTS)
    assert [row["text"] for row in rows] == TEXTS
    assert [row["id"] for row in rows] == ["0", "1", "2", "3", "4", "5"]


def test_languages_of_the_six_messages() -> None:
    assert [row["lang"] for row in enriched(TEXTS)] == ["kk", "ru", "en", "mixed", "none", "none"]


def test_topics_of_plain_appeals() -> None:
    water, road, *_ = enriched(TEXTS)
    assert (water["category"], water["sentiment"]) == ("utilities", "neg")
    assert road["category"] == "roads"


def test_offsets_are_characters_even_after_emoji() -> None:
    text = "😀😀 Павлодар қаласы, тел 8 701 123 45 67"
    row = enriched([text])[0]
    (phone,) = row["pii"]
    (place,) = row["places"]
    assert text[phone["start"] : phone["end"]] == "8 701 123 45 67"
    assert (text[place["start"] : place["end"]], place["kato"]) == (place["text"], ["551010000"])


def test_a_null_text_is_read_as_empty() -> None:
    row = ENGINE.enrich(pa.record_batch({"text": pa.array([None], pa.string())})).to_pylist()[0]
    assert (row["lang"], row["category"], row["danger"]) == ("none", "other", False)


def test_an_empty_batch_is_an_empty_batch_with_all_columns() -> None:
    made = ENGINE.enrich(pa.record_batch({"text": pa.array([], pa.string())}))
    assert made.num_rows == 0 and set(schema.NAMES) <= set(made.schema.names)
