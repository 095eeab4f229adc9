"""The table of words met so far: the one piece of memory between batches, and only a cache.

A word's number, its feature hashes' sums and whatever other stages attach to it (stem, place, name marks) are computed
once. Dropping the table changes no result, only the speed; a test compares cold with warm.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from qulaq.methods.text import kernel

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
UInt8 = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Tokens:
    """Tokens of one block of messages: word numbers, character positions, first token of each message (n+1)."""

    ids: Int32
    starts: Int32
    ends: Int32
    firsts: Int64

    def __len__(self) -> int:
        return int(self.firsts[-1])


class Lexicon:
    """Numbers for words (byte-exact, never confused by a hash), with room for `capacity` of them."""

    def __init__(self, capacity: int = 1 << 18) -> None:
        capacity = 1 << (max(capacity, 1024) - 1).bit_length()  # the slot search needs a power of two
        self.capacity = capacity
        self.pool = np.zeros(capacity * 16, np.uint8)
        self.begins = np.zeros(capacity + 1, np.int64)
        self.hashes = np.zeros(capacity, np.uint64)
        self.what = np.zeros(capacity, np.uint8)
        self.slots = np.full(capacity * 4, -1, np.int32)
        self.counts = np.zeros(2, np.int64)
        self.age = 0  # how often it was emptied: numbers of another age mean other words

    def __len__(self) -> int:
        return int(self.counts[0])

    def forget(self) -> None:
        """Empty the table."""
        self.slots.fill(-1)
        self.counts.fill(0)
        self.age += 1

    def has_room_for(self, size: int) -> bool:
        """Can `size` bytes of text be read without overflowing? (No two bytes bring more than one new word.)"""
        words, used = self.counts
        return bool(words + size // 2 + 512 < self.capacity and used + size < self.pool.size)

    def word(self, number: int) -> str:
        return bytes(self.pool[self.begins[number] : self.begins[number + 1]]).decode("utf-8", "replace")

    def words(self, low: int, high: int) -> list[str]:
        """Texts of the words numbered low..high-1."""
        if low >= high:
            return []
        base = int(self.begins[low])
        blob = bytes(self.pool[base : self.begins[high]])
        edges = (self.begins[low : high + 1] - base).tolist()
        return [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(edges)]

    def read(self, data: UInt8, offsets: Int64) -> Tokens:
        """Tokens of the messages data[offsets[i]:offsets[i+1]] (UTF-8)."""
        size = int(offsets[-1] - offsets[0])
        ids, starts, ends = (np.empty(size + 1, np.int32) for _ in range(3))
        firsts = np.zeros(offsets.size, np.int64)
        total = kernel.scan(
            data,
            offsets,
            (self.slots, self.hashes, self.begins, self.pool, self.what, self.counts),
            (ids, starts, ends, firsts),
            kernel.TABLES,
        )
        return Tokens(ids[:total], starts[:total], ends[:total], firsts)


def block_edges(offsets: Int64, limit: int = 1 << 17) -> list[tuple[int, int]]:
    """Cut messages into blocks of at most `limit` bytes; a longer message is a block of its own."""
    edges: list[tuple[int, int]] = []
    low, count = 0, offsets.size - 1
    while low < count:
        high = int(np.searchsorted(offsets, offsets[low] + limit, "right")) - 1
        high = min(max(high, low + 1), count)
        edges.append((low, high))
        low = high
    return edges


def buffers(texts: list[str]) -> tuple[UInt8, Int64]:
    """UTF-8 bytes and offsets of texts, as an Arrow string array holds them."""
    raw = [t.encode("utf-8", "replace") for t in texts]
    offsets = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(r) for r in raw], out=offsets[1:])
    return np.frombuffer(b"".join(raw) or b"\0", np.uint8), offsets
