"""Finds phrases of a table in a text, fast: a phrase is tried only at words that begin with its first three letters.

A phrase table holds phrases as people write them: `|` between phrases, `*` for any ending, `…` for a few words of the
same sentence, (a|b) for a choice. At one place the longest phrase wins, and the words inside it are not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FOLDED: Final = str.maketrans("ё", "е")
_GAP: Final = r"(?:\s[^.!?;\n]{0,60}?)?\s"
_KEY: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of table `name` at characters start to end."""

    name: str
    start: int
    end: int


def folded(text: str) -> str:
    """Small letters, ё as е; every character keeps its place."""
    low = text.lower()
    if len(low) != len(text):  # İ and its like become two characters
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_FOLDED)


class Phrasebook:
    """Compiled phrase tables. Raises ValueError for a phrase whose first word is not plain."""

    def __init__(self, tables: dict[str, str]) -> None:
        keyed: dict[str, dict[str, list[str]]] = {}
        for name, table in tables.items():
            for phrase in _phrases(table):
                for key, pattern in _patterns(phrase):
                    keyed.setdefault(key, {}).setdefault(name, []).append(pattern)
        self._by_key: Final = {
            key: [(name, [re.compile(p + r"(?!\w)") for p in patterns]) for name, patterns in names.items()]
            for key, names in keyed.items()
        }

    def find(self, low: str) -> Iterator[Found]:
        """Phrases of a folded text, in order and without overlap."""
        past = 0
        for word in WORD.finditer(low):
            start = word.start()
            if start < past:
                continue
            tried = self._by_key.get(word.group()[:_KEY])
            best = _longest(tried, low, start) if tried else None
            if best:
                past = best.end
                yield best


def _longest(tried: list[tuple[str, list[re.Pattern[str]]]], low: str, start: int) -> Found | None:
    best: Found | None = None
    for name, patterns in tried:
        for pattern in patterns:
            match = pattern.match(low, start)
            if match and (best is None or match.end() > best.end):
                best = Found(name, start, match.end())
    return best


def _phrases(table: str) -> Iterator[str]:
    """Phrases of a table: `|` at the top level separates them, inside brackets it is a choice."""
    depth, phrase = 0, ""
    for char in table + "|":
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            if phrase.strip():
                yield " ".join(phrase.split())
            phrase = ""
        else:
            phrase += char


def _patterns(phrase: str) -> Iterator[tuple[str, str]]:
    """(first letters, regular expression) of a phrase; a phrase that opens with a choice becomes several."""
    opening = re.match(r"\(([^()]*)\)(.*)", phrase)
    if opening:
        for choice in opening[1].split("|"):
            yield from _patterns((choice + opening[2]).strip())
        return
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", phrase)
    if not first or (len(first.group()) < _KEY and phrase[first.end() : first.end() + 1] not in ("", " ")):
        raise ValueError(f"a phrase must begin with a word or three letters of it: {phrase!r}")
    pattern = phrase.replace("(", "(?:").replace("*", r"\w*")
    pattern = re.sub(r" … ", lambda _: _GAP, pattern)
    pattern = re.sub(r" …$", lambda _: "", pattern)
    yield first.group()[:_KEY], pattern.replace(" ", r"\s+")
