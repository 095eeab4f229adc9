"""How the words behind a commitment are read back, so that a check compares the words *now* with the digest
*then*.

A room says it in its own `witnessed.py`:

    @content("hear.voice.text")
    def text(subject_id: int) -> str | None: ...

None means that the words are gone, which is right only after an erasure recorded by `acts.erase_commitment`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Content = str | bytes | None
Reader = Callable[[int], Content]
R = TypeVar("R", bound=Callable[[int], Content])

_readers: dict[str, Reader] = {}


def content(key: str) -> Callable[[R], R]:
    """Register the reader of kind.field: "hear.voice.text" is the field "text" of ("hear.voice", id)."""
    if key.count(".") < 2:
        raise TypeError(f"a content is named room.thing.field, not {key!r}")

    def register(function: R) -> R:
        held = _readers.get(key)
        if held and (held.__module__, held.__qualname__) != (function.__module__, function.__qualname__):
            raise TypeError(f"two functions read {key}")
        _readers[key] = function
        return function

    return register


def reader_of(key: str) -> Reader | None:
    """The function that reads this content back, if a room has one."""
    return _readers.get(key)


def readable() -> list[str]:
    """Keys of all contents that can be read back."""
    return sorted(_readers)
