"""All personal data of a message: numbers by their checksums, names and addresses by the tagger, addresses by rule too.

Numbers are never overruled. An address that only the rule sees stays unless the tagger is clearly against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.lexicon import Lexicon, Tokens, buffers
from qulaq.methods.text.pii import addresses, borders, numbers
from qulaq.methods.text.pii.tagger import Reading, Tagger

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Span = tuple[str, int, int]

#: A word belongs to a find from this margin on; a rule's find falls below that one. In the model's units, chosen by
#: cross-validation (`tools/train_text/personal.py`).
FOUND: Final = -180
AGAINST: Final = -600
#: Which of two overlapping finds stays.
_RANK: Final = {
    t: i
    for i, t in enumerate(
        ("EMAIL", "IBAN", "IIN", "BIN", "CARD", "PHONE", "PLATE", "ADDRESS", "OFFICIAL", "PERSON")
    )
}


def resolved(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the surer type stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (_RANK[s[0]], s[1] - s[2])):
        if all(span[2] <= other[1] or other[2] <= span[1] for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s[1])


def _cuts(text: str, starts: Ints, low: int, high: int) -> list[int]:
    """Numbers of the words that begin a new line."""
    breaks = np.array([i for i, c in enumerate(text) if c == "\n"], np.int64)
    return sorted({low + int(n) for n in np.searchsorted(starts[low:high], breaks)} - {low, high})


class Finder:
    """The tagger and the rules together; `find` keeps a small lexicon of its own and may be called by many threads."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger
        self._lexicon = Lexicon(1 << 14)
        self._lock = Lock()

    def find(self, text: str) -> list[Span]:
        """(type, start, end) in Python characters, in order, without overlaps, of a single text."""
        raw, offsets = buffers([text])
        with self._lock:
            if not self._lexicon.has_room_for(raw.size):
                self._lexicon = Lexicon(max(1 << 14, raw.size))
            tokens = self._lexicon.read(raw, offsets)
            broken = {0: text} if "\n" in text else {}
            tagged, reading = self.tagged(tokens, self._lexicon, np.zeros(1, np.int64), broken)
            return self.joined(text, tagged.get(0, ()), reading, tokens, 0)

    def tagged(
        self, tokens: Tokens, lexicon: Lexicon, judged: Longs, broken: Mapping[int, str]
    ) -> tuple[dict[int, list[Span]], Reading]:
        """What the tagger finds in the messages numbered in `judged` (in order); `broken` are the texts of those that
        hold a line break."""
        lows, highs = tokens.firsts[judged], tokens.firsts[judged + 1]
        cuts = [cut for number, text in broken.items()
                for cut in _cuts(text, tokens.starts, *tokens.firsts[number : number + 2].tolist())]  # fmt: skip
        if cuts:
            lows, highs = np.sort(np.concatenate([lows, cuts])), np.sort(np.concatenate([highs, cuts]))
        reading = self.tagger.judge(tokens, lexicon, lows, highs)
        return self.tagger.spans(tokens, reading, FOUND), reading

    def joined(self, text: str, tagged: Sequence[Span], reading: Reading, tokens: Tokens, number: int, *,
               digits: bool = True, at: bool = True, housed: bool = True) -> list[Span]:  # fmt: skip
        """All finds of message `number`: the tagger's, the addresses that only the rule sees, the numbers. The flags
        skip searches that the caller knows to be empty (no digit, no @, no word of houses or streets)."""
        spans = [
            (k, *borders.cleaned(text, k, a, b)) for k, a, b in tagged if borders.is_plausible(text, k, a, b)
        ]
        if digits and housed:
            low, high = int(tokens.firsts[number]), int(tokens.firsts[number + 1])
            spans += [s for s in addresses.find(text) if not any(s[1] < d and c < s[2] for _, c, d in spans)
                      and _margin(tokens, reading, low, high, s[1], s[2]) > AGAINST]  # fmt: skip
        if digits or at:
            spans += numbers.find(text, digits, at, digits)
        return resolved(spans) if len(spans) > 1 else spans


def _margin(tokens: Tokens, reading: Reading, low: int, high: int, start: int, end: int) -> int:
    """The best margin of the words that a span of characters touches."""
    first = low + int(np.searchsorted(tokens.ends[low:high], start, "right"))
    last = low + int(np.searchsorted(tokens.starts[low:high], end))
    return int(reading.margins[first:last].max(initial=-(1 << 20)))


@cache
def shared() -> Finder:
    """The process's finder for single texts."""
    return Finder(Tagger.load())
