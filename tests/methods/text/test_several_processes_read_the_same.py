"""A pool of processes gives the batches of one engine, in their order, and takes only as many as it can carry."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from qulaq.methods.text.engine import Engine
from qulaq.methods.text.pool import IN_HAND, Pool

TEXTS = ["Тараз қаласында су жоқ", "На улице Абая яма", "", "тел 8 701 234 56 78", "🙂", "Street lights are out"]


def test_two_processes_read_what_one_engine_reads() -> None:
    batches = [pa.record_batch({"id": [str(n)], "text": [text]}) for n, text in enumerate(TEXTS)]
    asked: list[int] = []

    def handed() -> Iterator[pa.RecordBatch]:
        for number, batch in enumerate(batches):
            asked.append(number)
            yield batch

    with Pool(2, entities=False) as pool:
        made = pool.enrich(handed())
        first = next(made)
        assert len(asked) <= IN_HAND * 2 + 1  # not the whole stream at once
        found = [first, *made]
    engine = Engine(entities=False)
    assert [batch.to_pylist() for batch in found] == [engine.enrich(batch).to_pylist() for batch in batches]
