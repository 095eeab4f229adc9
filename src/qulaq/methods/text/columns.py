"""Arrow columns from arrays and finds, without a Python object per message where none is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from qulaq.methods.text.lexicon import Tokens
from qulaq.methods.text.pii import Span
from qulaq.methods.text.places import Found
from qulaq.methods.text.schema import PLACE, SPAN

Offsets = npt.NDArray[np.int64]


def bytes_of(text: pa.StringArray) -> tuple[npt.NDArray[np.uint8], Offsets]:
    """The UTF-8 bytes and offsets of a string array, without copying the bytes."""
    _, offsets, data = text.buffers()
    edges = (
        np.frombuffer(offsets, np.int32)[text.offset : text.offset + len(text) + 1]
        if offsets
        else np.zeros(1, np.int32)
    )
    raw = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    return raw, edges.astype(np.int64)


def chosen(text: pa.StringArray, wanted: npt.NDArray[np.bool_]) -> Iterator[tuple[int, str]]:
    """(position, text) of the messages where `wanted`."""
    places = np.flatnonzero(wanted)
    return zip(places.tolist(), text.take(pa.array(places)).to_pylist(), strict=True)


def holds(text: pa.StringArray, piece: str) -> npt.NDArray[np.bool_]:
    """Which messages hold `piece`."""
    return np.asarray(pc.match_substring(text, piece).to_numpy(zero_copy_only=False), np.bool_)


@lru_cache(maxsize=64)
def _dictionary(names: tuple[str, ...]) -> pa.Array:
    """Made once: from a list, Arrow looks each time whether pandas is installed."""
    return pa.array(names, pa.string())


def labels(names: Sequence[str], numbers: Any) -> pa.Array:
    return _dictionary(tuple(names)).take(pa.array(np.asarray(numbers, np.int32)))


def category(made: dict[str, pa.Array], names: Sequence[str], p: Any, empty: Any) -> None:
    """`category`, its probability and the three likeliest; a message without letters is `other` for sure."""
    p = p.copy()
    p[empty] = 0
    p[empty, names.index("other")] = 1
    order = np.argsort(-p, axis=1, kind="stable")[:, :3]
    made["category"] = labels(names, order[:, 0])
    made["category_p"] = pa.array(p[np.arange(len(p)), order[:, 0]], pa.float32())
    made["category_top3"] = pa.FixedSizeListArray.from_arrays(labels(names, order.ravel()), 3)


def _edges(count: int, found: Mapping[int, Sequence[Any]]) -> pa.Array:
    sizes = np.zeros(count + 1, np.int32)
    for at, items in found.items():
        sizes[at + 1] = len(items)
    return pa.array(np.cumsum(sizes, dtype=np.int32))


def spans(count: int, found: Mapping[int, Sequence[Span]]) -> pa.Array:
    """list<struct<type, start, end>> from the spans of some messages."""
    flat = list(chain.from_iterable(found[at] for at in sorted(found)))
    values = pa.StructArray.from_arrays(
        [pa.array([s[0] for s in flat], pa.string()), pa.array([s[1] for s in flat], pa.int32()),
         pa.array([s[2] for s in flat], pa.int32())], fields=list(SPAN))  # fmt: skip
    return pa.ListArray.from_arrays(_edges(count, found), values)


def no_spans(count: int) -> pa.Array:
    return spans(count, {})


def places(count: int, found: Mapping[int, Sequence[Found]]) -> pa.Array:
    flat = list(chain.from_iterable(found[at] for at in sorted(found)))
    values = pa.StructArray.from_arrays(
        [pa.array([f.start for f in flat], pa.int32()), pa.array([f.end for f in flat], pa.int32()),
         pa.array([f.text for f in flat], pa.string()), pa.array([list(f.kato) for f in flat], pa.list_(pa.string())),
         pa.array([f.status for f in flat], pa.string())], fields=list(PLACE))  # fmt: skip
    return pa.ListArray.from_arrays(_edges(count, found), values)


def replaced(text: pa.StringArray, changed: Mapping[int, str]) -> pa.Array:
    """`text` with some messages exchanged."""
    if not changed:
        return text
    order = sorted(changed)
    mask = np.zeros(len(text), bool)
    mask[order] = True
    return pc.replace_with_mask(text, pa.array(mask), pa.array([changed[at] for at in order], pa.string()))


def stems(tokens: Tokens, terms: list[str], is_word: npt.NDArray[np.bool_]) -> pa.Array:
    """list<string>: the terms of every message in order; `is_word` says which tokens are no mere marks."""
    keep = is_word
    edges = np.concatenate([[0], np.cumsum(keep)])[tokens.firsts].astype(np.int32)
    used, inverse = np.unique(tokens.ids[keep], return_inverse=True)
    values = pa.array([terms[n] for n in used.tolist()], pa.string())
    return pa.ListArray.from_arrays(pa.array(edges), values.take(pa.array(inverse.astype(np.int32))))


def listed(column: pa.Array) -> list[Any]:
    """The values of a column as Python objects: what `to_pylist` gives, some times quicker for lists."""
    if not pa.types.is_list(column.type):
        return list(column.to_pylist())
    flat = column.flatten()
    if pa.types.is_struct(flat.type):
        names = [field.name for field in flat.type]
        items: list[Any] = [
            dict(zip(names, values, strict=True))
            for values in zip(*(child.to_pylist() for child in flat.flatten()), strict=True)
        ]
    else:
        items = flat.to_pylist()
    edges = column.offsets.to_numpy() - column.offsets[0].as_py()
    return [items[low:high] for low, high in pairwise(edges.tolist())]


def joined(parts: list[dict[str, pa.Array]]) -> dict[str, pa.Array]:
    if len(parts) == 1:
        return parts[0]
    return {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]} if parts else {}
