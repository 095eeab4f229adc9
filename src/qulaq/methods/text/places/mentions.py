"""Names in a running text that are meant as places: read only around the words that may begin one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from qulaq.methods.text.places import around
from qulaq.methods.text.places.names import (
    ABBREVIATIONS,
    CITY,
    DISTRICT,
    REGION,
    Named,
    case_of,
    cases,
    key,
    names,
)
from qulaq.methods.text.places.verdict import Cases, is_big, verdict

_ONE: Final = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]|\n"
TOKEN: Final = re.compile(_ONE)
_GAP: Final = r"(?:[^\S\n]|_)*"
#: The three tokens after a name, in one go.
_NEXT: Final = re.compile(rf"{_GAP}(?:({_ONE}){_GAP}(?:({_ONE}){_GAP}({_ONE})?)?)?")
_PART: Final = re.compile(r"[^\W\d_]+")
#: The longest name of several words, and how many characters before a name are looked at.
_WORDS, _LOOK_BACK = 4, 26


@dataclass(slots=True)
class Mention:
    """One name in a text and what it may be."""

    start: int
    end: int
    text: str
    choices: tuple[Named, ...]
    typed: bool


@lru_cache(maxsize=131072)
def hint(word: str) -> int:
    """How surely a place name begins with this word: 2 by itself, 1 only beside a type word (село, ауданы), 0 not."""
    if len(word) < 2 or not word[0].isalpha():
        return 0
    index, bare, read = names(), key(word), cases(word)
    capital = word[0].isupper()
    if not read and bare not in index.firsts:
        return 0
    if bare in ABBREVIATIONS or is_big(read) or bare in index.big_firsts:
        return 2 if capital or bare in index.big_firsts or not around.is_russian_word(word.lower()) else 1
    if not capital:
        return 0
    best = [n for name, _ in read[:1] for n in index.of[name]]
    if any(n.kind in {CITY, DISTRICT, REGION} or n.is_seat for n in best):
        return 2
    return (
        1
        if around.is_common(word.lower(), not read[0][1] if read else True) or len(word) < 4 or not read
        else 2
    )


@lru_cache(maxsize=131072)
def _beginning(word: str) -> tuple[Cases, int]:
    """Names that one word may be, and how many words a name that begins with it may have."""
    if len(word) < 2 or not word[0].isalpha():
        return (), 1
    return cases(word), names().firsts.get(key(word).split(" ")[0], 1)


def _starts(text: str) -> list[int]:
    return [m.start() for m in _PART.finditer(text) if hint(m.group())]


def _word_start(text: str, at: int) -> int:
    """Where the word with a hyphen begins that position `at` is in."""
    while at > 1 and (text[at - 1].isalpha() or (text[at - 1] in "-'’" and text[at - 2].isalpha())):
        at -= 1
    return at - 1 if at == 1 and text[0].isalpha() else at


def mentions(text: str, starts: Iterable[int] | None = None) -> list[Mention]:
    """The mentions of `text` in order, at the words that begin at `starts` (found by `hint` where not given)."""
    found: list[Mention] = []
    free = 0
    for given in starts if starts is not None else _starts(text):
        at = _word_start(text, given) if given and text[given - 1] in "-'’" else given
        match = TOKEN.match(text, at) if at >= free else None
        read, longest = _beginning(match.group()) if match else ((), 1)
        if not read and longest == 1 and given >= free:
            at, match = given, _PART.match(text, given)  # Павлодар-Экибастуз: a route, not a name
            read = _beginning(match.group())[0] if match else ()
            read = read if read and is_big(read[:1]) else ()
        if match is None or (not read and longest == 1):
            continue
        end, long = match.end(), False
        if longest > 1:
            ahead = [(m.group(), m.end()) for m in islice(TOKEN.finditer(text, end), _WORDS - 1)]
            whole, size = _longer(match.group(), ahead, longest)
            if size:
                read, end, long = whole, ahead[size - 1][1], True
        if not read:
            continue
        mention = _judged(text, at, end, read, long, found[-1].end if found else -1)
        if mention is not None:
            found.append(mention)
        free = mention.end if mention is not None else end
    return found


def _longer(word: str, after: list[tuple[str, int]], longest: int) -> tuple[Cases, int]:
    """The longest name of several words that begins with `word`, and how many further words it takes."""
    index = names().of
    for more in range(min(longest, _WORDS, len(after) + 1) - 1, 0, -1):
        parts = [word, *(t[0] for t in after[:more])]
        if not all(part[0].isalpha() for part in parts):
            continue
        joined = key(" ".join(parts[:-1]))
        last = key(parts[-1])
        for size in range(min(7, len(last) - 1)):
            name = f"{joined} {last[: len(last) - size]}"
            if name in index:
                return ((name, case_of(last[len(last) - size :])),), more
    return (), 0


def _judged(text: str, start: int, end: int, read: Cases, long: bool, last: int) -> Mention | None:
    """The mention, if its neighbours and its look let it be a place at all."""
    near = _NEXT.match(text, end)
    after = near.groups("") if near else ("", "", "")
    before = tuple(TOKEN.findall(text, start - _LOOK_BACK if start > _LOOK_BACK else 0, start)[-3:])
    consumed = last >= 0 and not text[last:start].strip(" .")
    glued = end < len(text) and text[end] == "-"
    judged = verdict(text[start:end], read, long, before, after, consumed, glued)
    if judged is None:
        return None
    choices, typed, close = judged
    finish = near.end(close) if close and near else end
    return Mention(start, finish, text[start:finish], choices, typed)
