"""Personal data in a text that is about to be published: found, shown in a preview, replaced by its kind.

The text engine finds it (numbers with their checksums, contacts, addresses, names); the author's own names are added,
in any case ending. An official looks at the preview before anything is published.
"""

from __future__ import annotations

import re
from typing import Final

from qulaq.methods.text import pii

#: What was taken out before: never looked at again.
_MARK: Final = re.compile(r"\[(?:" + "|".join(pii.TYPES) + r")\]")
#: Redacting changes what stands around a name; so often at most is the text looked at again.
ROUNDS: Final = 4


def find(text: str, names: tuple[str, ...] = ()) -> list[pii.Span]:
    """(kind, start, end) of personal data in order, none overlapping; `names` are words of the author's name."""
    spans = [span for span in pii.find(text) if span[0] in pii.HIDDEN]
    return pii.resolved(_unmarked(text, spans + _author(text, names)))


def certain(text: str, names: tuple[str, ...] = ()) -> list[pii.Span]:
    """Of `find` what must not be published whatever an official thinks: numbers, contacts, addresses, the author's own
    name. Other names are found by learning, which errs: the preview takes them out, and a person judges."""
    spans = [span for span in pii.find(text) if span[0] in pii.HIDDEN and span[0] != "PERSON"]
    return pii.resolved(_unmarked(text, spans + _author(text, names)))


def redact(text: str, names: tuple[str, ...] = ()) -> str:
    """The text with every span replaced by its kind in brackets, until nothing more is found."""
    for _ in range(ROUNDS):
        clean = pii.redacted(text, find(text, names))
        if clean == text:
            break
        text = clean
    return text


def _author(text: str, names: tuple[str, ...]) -> list[pii.Span]:
    spans: list[pii.Span] = []
    for word in names:
        if len(word) >= 3:
            stem = word[:-1] if len(word) > 4 else word
            spans += [
                ("PERSON", m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(stem)}\w*", text, re.I)
            ]
    return spans


def _unmarked(text: str, spans: list[pii.Span]) -> list[pii.Span]:
    marks = [mark.span() for mark in _MARK.finditer(text)]
    return [span for span in spans if all(span[2] <= low or high <= span[1] for low, high in marks)]
