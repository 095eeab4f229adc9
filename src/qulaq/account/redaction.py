"""Personal data in a text that is about to be published: found, shown in a preview, replaced by its kind.

The text engine finds it (numbers with their checksums, contacts, addresses, names); the author's own names are added,
in any case ending. An official looks at the preview before anything is published.
"""

from __future__ import annotations

import re

from qulaq.methods.text import pii


def find(text: str, names: tuple[str, ...] = ()) -> list[pii.Span]:
    """(kind, start, end) of personal data in order, none overlapping; `names` are words of the author's name."""
    spans = [span for span in pii.find(text) if span[0] in pii.HIDDEN]
    for word in names:
        if len(word) >= 3:
            stem = word[:-1] if len(word) > 4 else word
            spans += [
                ("PERSON", m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(stem)}\w*", text, re.I)
            ]
    return pii.resolved(spans)


def redact(text: str, names: tuple[str, ...] = ()) -> str:
    """The text with every span replaced by its kind in brackets."""
    return pii.redacted(text, find(text, names))
