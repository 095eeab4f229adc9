"""How the words behind a commitment are read back, so that a check compares the words *now* with the digest
*then*.

A room says it in its own `witnessed.py`:

    @content("hear.voice.text")
    def text(subject_id: int) -> str | None: ...

With many rows, `@contents` reads a batch at a time. None means that the words are gone, which is right only
after an erasure recorded by `acts.erase_commitment`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Content = str | bytes | None
Reader = Callable[[Sequence[int]], Mapping[int, Content]]
R = TypeVar("R", bound=Callable[[int], Content])
M = TypeVar("M", bound=Callable[[Sequence[int]], Mapping[int, Any]])

_readers: dict[str, Reader] = {}
_functions: dict[str, Callable[..., Any]] = {}


def content(key: str) -> Callable[[R], R]:
    """Register the reader of kind.field: "hear.voice.text" is the field "text" of ("hear.voice", id)."""

    def register(function: R) -> R:
        _register(key, function, lambda ids: {number: function(number) for number in ids})
        return function

    return register


def contents(key: str) -> Callable[[M], M]:
    """The same for many at once: `texts(ids) -> {id: words}`; an id left out has no words any more."""

    def register(function: M) -> M:
        _register(key, function, function)
        return function

    return register


def reader_of(key: str) -> Reader | None:
    """The function that reads these contents back, if a room has one."""
    return _readers.get(key)


def readable() -> list[str]:
    """Keys of all contents that can be read back."""
    return sorted(_readers)


def _register(key: str, function: Callable[..., Any], reader: Reader) -> None:
    if key.count(".") < 2:
        raise TypeError(f"a content is named room.thing.field, not {key!r}")
    held = _functions.get(key)
    if held and (held.__module__, held.__qualname__) != (function.__module__, function.__qualname__):
        raise TypeError(f"two functions read {key}")
    _functions[key], _readers[key] = function, reader
