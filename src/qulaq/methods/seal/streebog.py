"""Streebog, the hash that Kazakhstan's signatures use: GOST R 34.11-2012 as published in RFC 6986.

Kazakhstan's identifiers for it are 1.2.398.3.10.1.3.2 (256 bits) and 1.2.398.3.10.1.3.3 (512 bits). The state is one
512-bit whole number whose least significant byte is the first byte of the block; the three steps substitution,
transposition and linear map are one table look-up a byte. About 0.5 MB/s, so callers cap what they hash
(`qulaq.methods.seal.limits`); where OpenSSL offers the same hash, `qulaq.methods.seal.arithmetic` prefers it.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import getitem, xor

from qulaq.methods.seal.streebog_numbers import CONSTANTS, MATRIX, SUBSTITUTION

BLOCK = 64
_ALL = (1 << 512) - 1
_Tables = tuple[tuple[int, ...], ...]


def streebog(data: bytes, size: int) -> bytes:
    """The digest of `data`: `size` is 64 (Streebog-512) or 32 (Streebog-256) bytes."""
    if size not in (32, 64):
        raise ValueError(f"Streebog has digests of 32 and 64 bytes, not {size}")
    tables = _tables()
    state = 0 if size == 64 else int.from_bytes(b"\x01" * BLOCK, "little")
    length = total = 0
    whole = len(data) - len(data) % BLOCK
    for start in range(0, whole, BLOCK):
        block = int.from_bytes(data[start : start + BLOCK], "little")
        state = _compress(state, block, length, tables)
        length += 8 * BLOCK
        total = (total + block) & _ALL
    rest = data[whole:]
    block = int.from_bytes(rest + b"\x01", "little")
    state = _compress(state, block, length, tables)
    state = _compress(state, length + 8 * len(rest), 0, tables)
    state = _compress(state, (total + block) & _ALL, 0, tables)
    return state.to_bytes(BLOCK, "little")[BLOCK - size :]


def _compress(state: int, block: int, length: int, tables: _Tables) -> int:
    """g_N of RFC 6986 section 8."""
    key = reduce(xor, map(getitem, tables, (state ^ length).to_bytes(BLOCK, "little")))
    value = block
    for constant in CONSTANTS:
        value = reduce(xor, map(getitem, tables, (value ^ key).to_bytes(BLOCK, "little")))
        key = reduce(xor, map(getitem, tables, (key ^ constant).to_bytes(BLOCK, "little")))
    return value ^ key ^ state ^ block


@cache
def _tables() -> _Tables:
    """For each of the 64 places and 256 byte values, its whole contribution to the next state."""
    words = [[_through_matrix(SUBSTITUTION[byte], place) for byte in range(256)] for place in range(8)]
    return tuple(tuple(word << 64 * (place % 8) for word in words[place // 8]) for place in range(64))


def _through_matrix(byte: int, place: int) -> int:
    """The rows of A chosen by the bits of `byte` at byte `place` of a 64-bit word, added up."""
    return reduce(xor, (MATRIX[63 - 8 * place - bit] for bit in range(8) if byte >> bit & 1), 0)
