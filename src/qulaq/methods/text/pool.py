"""The same reading on several cores: processes side by side, results in order, never more in hand than they can carry.

Each process maps the same model files and keeps a word table of its own; nothing is shared between them but pages that
are only read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Final, TypeVar

import pyarrow as pa

T = TypeVar("T")
R = TypeVar("R")

#: Pieces of work in hand for each process: one being read, one waiting.
IN_HAND: Final = 2


class Pool:
    """`workers` processes for one kind of work after another; use it in a `with`."""

    def __init__(self, workers: int, *, entities: bool = True) -> None:
        self.workers, self.entities = workers, entities
        self._processes = ProcessPoolExecutor(workers, get_context("spawn"))

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._processes.shutdown(cancel_futures=True)

    def each(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """`work` of every item, in the order of the items; reads ahead only as far as the processes are free."""
        waiting: deque[Future[R]] = deque()
        for item in items:
            waiting.append(self._processes.submit(work, item))
            if len(waiting) > IN_HAND * self.workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def enrich(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """What `Engine.enrich` makes of every batch, in order."""
        work = _enriched if self.entities else _enriched_without_entities
        for made in self.each(work, (_packed(batch) for batch in batches)):
            yield _unpacked(made)


def _packed(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def _unpacked(raw: bytes) -> pa.RecordBatch:
    with pa.ipc.open_stream(raw) as stream:
        return stream.read_next_batch()


def _enriched(raw: bytes, entities: bool = True) -> bytes:
    from qulaq.methods.text.engine import shared

    return _packed(shared(entities).enrich(_unpacked(raw)))


def _enriched_without_entities(raw: bytes) -> bytes:
    return _enriched(raw, False)
