"""Purity: no order, neighbour, slice or warmth of the cache changes what is said of a message."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.methods.text import sums
from qulaq.methods.text.engine import Engine
from qulaq.methods.text.lexicon import buffers

TEXTS = [
    f"{who} {what}"
    for who in ("Көшеде", "В доме", "Ауылда", "У нас")
    for what in ("су жоқ", "нет света", "жол нашар", "12 !!")
]
WARM = Engine(entities=False)


def batch(texts: list[str]) -> pa.RecordBatch:
    return pa.record_batch({"text": texts})


def test_warm_and_cold_agree() -> None:
    WARM.enrich(batch(TEXTS[::-1]))
    assert WARM.enrich(batch(TEXTS)).equals(Engine(entities=False).enrich(batch(TEXTS)))


def test_a_message_is_read_the_same_alone_and_in_company() -> None:
    together = WARM.enrich(batch(TEXTS)).to_pylist()
    assert [WARM.enrich(batch([t])).to_pylist()[0] for t in TEXTS] == together


def test_a_slice_of_a_batch_is_read_like_the_messages_it_holds() -> None:
    whole = batch(TEXTS)
    assert WARM.enrich(whole.slice(3, 5)).to_pylist() == WARM.enrich(batch(TEXTS[3:8])).to_pylist()


def test_many_blocks_give_what_one_gives() -> None:
    long = ["Жолда шұңқыр бар, жөндеп беріңіздер. " * 200, *TEXTS] * 3
    apart = [row for text in long for row in WARM.enrich(batch([text])).to_pylist()]
    assert WARM.enrich(batch(long)).to_pylist() == apart


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_text_breaks_it_and_offsets_stay_inside(texts: list[str]) -> None:
    for text, row in zip(
        texts,
        WARM.enrich(batch([t.encode("utf-8", "replace").decode() for t in texts])).to_pylist(),
        strict=True,
    ):
        assert all(0 <= s["start"] < s["end"] <= len(text) for s in [*row["pii"], *row["places"]])


def test_the_kernel_is_compiled_here() -> None:
    assert hasattr(sums.add_up, "py_func")
    assert buffers(["а"])[1].tolist() == [0, 2]
