"""Personal data in a message: where it is, what it is, and the text without it.

BIN and OFFICIAL are recognised and by default not hidden: a firm's number and an official's name belong in public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from qulaq.methods.text.pii import addresses, names, numbers

TYPES: Final = ("PERSON", "PHONE", "EMAIL", "IIN", "BIN", "CARD", "IBAN", "ADDRESS", "PLATE", "OFFICIAL")
HIDDEN: Final = frozenset(TYPES) - {"BIN", "OFFICIAL"}
#: Which of two overlapping finds stays.
_RANK: Final = {
    t: i
    for i, t in enumerate(
        ("EMAIL", "IBAN", "IIN", "BIN", "CARD", "PHONE", "PLATE", "ADDRESS", "OFFICIAL", "PERSON")
    )
}

Span = tuple[str, int, int]


def find(
    text: str, *, digits: bool = True, at: bool = True, named: bool = True, housed: bool = True
) -> list[Span]:
    """(type, start, end) in Python characters, in order, without overlaps. The flags skip searches that the caller
    already knows to be empty (no digit, no @, no word that looks like a name)."""
    spans: list[Span] = []
    if digits or at:
        spans += numbers.find(text, digits, at, digits)
    if digits and housed:
        spans += addresses.find(text)
    if named:
        spans += names.find(text)
    return resolved(spans) if len(spans) > 1 else spans


def resolved(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the surer type stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (_RANK[s[0]], s[1] - s[2])):
        if all(span[2] <= other[1] or other[2] <= span[1] for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s[1])


def redacted(text: str, spans: Iterable[Span], hidden: Collection[str] = HIDDEN) -> str:
    """`text` with the spans of hidden types replaced by [TYPE]."""
    parts, done = [], 0
    for kind, start, end in spans:
        if kind in hidden:
            parts += [text[done:start], f"[{kind}]"]
            done = end
    return "".join([*parts, text[done:]]) if parts else text
