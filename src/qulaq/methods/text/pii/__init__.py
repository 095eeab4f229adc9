"""Personal data in a message: where it is, what it is, and the text without it.

BIN and OFFICIAL are recognised and by default not hidden: a firm's number and an official's name belong in public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from qulaq.methods.text.pii.finder import Finder, Span, resolved, shared

__all__ = ["HIDDEN", "TYPES", "Finder", "Span", "find", "redacted", "resolved"]

TYPES: Final = ("PERSON", "PHONE", "EMAIL", "IIN", "BIN", "CARD", "IBAN", "ADDRESS", "PLATE", "OFFICIAL")
HIDDEN: Final = frozenset(TYPES) - {"BIN", "OFFICIAL"}


def find(text: str) -> list[Span]:
    """(type, start, end) in Python characters, in order, without overlaps, of a single text."""
    return shared().find(text)


def redacted(text: str, spans: Iterable[Span], hidden: Collection[str] = HIDDEN) -> str:
    """`text` with the spans of hidden types replaced by [TYPE]."""
    parts, done = [], 0
    for kind, start, end in spans:
        if kind in hidden:
            parts += [text[done:start], f"[{kind}]"]
            done = end
    return "".join([*parts, text[done:]]) if parts else text
