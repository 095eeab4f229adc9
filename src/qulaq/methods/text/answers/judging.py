"""Is an answer an answer? Formal replies («отписки»), good answers, interim notices, with the words that show it.

A score from 0 (formal) to 1 (substantial) is a sum of weighed cues: what was done or will be done, when, by whom, what
the person can do next count for it; law instead of help, officialese, promises without a date, bare refusals count
against it. A second sum says whether the text is only a notice: something is being checked and the answer comes later.
The cues are the product: each has its place in the text and advice in the language of the answer.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from qulaq.methods.text.answers.cues import CUES, START_SUBSTANCE, START_WAITING, TOUCHES
from qulaq.methods.text.answers.deeds import deeds
from qulaq.methods.text.answers.facts import facts
from qulaq.methods.text.answers.phrases import PHRASES
from qulaq.methods.text.answers.phrasing import WORD, Found, Phrasebook, folded
from qulaq.methods.text.readability import Readability, readability


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue found in an answer."""

    cue: str
    start: int
    end: int
    advice: str


@dataclass(frozen=True, slots=True)
class Judged:
    """label: formal, good or interim; score 0-1."""

    label: str
    score: float
    cues: tuple[Hit, ...]
    readability: Readability


_BOOK: Final = Phrasebook(PHRASES)
_HELP: Final = frozenset({"next_step", "entitled", "contact", "will_do", "when"})
#: The end of a sentence, but not the dot of «ул.», «тел.» or of initials.
_STOP: Final = re.compile(
    r"(?<!\b[а-яa-z])(?<!\bул)(?<!\bкв)(?<!\bст)(?<!\bтел)(?<!\bкаб)(?<!\bмкр)[.!?;\n]+(?=\s|$)"
)


def judge(question: str, answer: str, language: str) -> Judged:
    """Judge one answer to one question; `language` (kk, ru, en) is that of the answer and of the advice."""
    found = cues_of(answer)
    read = readability(answer, language)
    counts = Counter(f.name for f in found)
    substance, waiting = START_SUBSTANCE, START_WAITING
    for name, count in counts.items():
        cue, times = CUES[name], repeated(count, CUES[name].most)
        substance += cue.substance * times
        waiting += cue.waiting * times
    substance += TOUCHES * touches(question, answer) - max(0.0, (read.words_per_sentence - 22) / 20)
    score = round(1 / (1 + math.exp(-substance)), 4)
    label = "interim" if waiting > 0 else "good" if score >= 0.5 else "formal"
    hits = (Hit(f.name, f.start, f.end, CUES[f.name].advice.said(language)) for f in found)
    return Judged(label, score, tuple(sorted(hits, key=lambda h: (h.start, h.end))), read)


def cues_of(answer: str) -> list[Found]:
    """Every cue in the answer: its phrases, its deeds told by the form of the verb, its facts."""
    low = folded(answer)
    phrases = list(_BOOK.find(low))
    known = list(facts(answer, low))
    stops = [m.start() for m in _STOP.finditer(low)]
    dated = {bisect_right(stops, f.start) for f in known if f.name == "when"}
    named = {bisect_right(stops, f.start) for f in known if f.name == "who"}
    phrases += deeds(low, phrases, lambda at: bisect_right(stops, at) in dated)
    found = list(_with_dates(phrases, stops, dated, dated | named))
    found += _apart(known, phrases)
    return found + list(_alone(found))


def repeated(count: int, most: int) -> float:
    """A cue said again counts less each time, and after `most` times nothing."""
    return sum(1 / math.sqrt(n) for n in range(1, min(count, most) + 1))


def _with_dates(phrases: list[Found], stops: list[int], dated: set[int], sure: set[int]) -> Iterator[Found]:
    """A plan with a day or a doer is a plan, without them an empty promise; a promised answer may have its day."""
    for phrase in phrases:
        sentence = bisect_right(stops, phrase.start)
        if phrase.name == "plan":
            yield Found("will_do" if sentence in sure else "vague_promise", phrase.start, phrase.end)
            continue
        yield phrase
        if phrase.name == "answer_promised" and sentence in dated:
            yield Found("answer_dated", phrase.start, phrase.end)


def _apart(known: Iterable[Found], phrases: list[Found]) -> Iterator[Found]:
    """Facts once each: a date inside a date or a number inside a law reference is not told twice."""
    taken = [(p.start, p.end) for p in phrases if p.name == "law"]
    for fact in sorted(known, key=lambda f: (f.start, -f.end)):
        if not any(start < fact.end and fact.start < end for start, end in taken):
            taken.append((fact.start, fact.end))
            yield fact


def _alone(found: list[Found]) -> Iterator[Found]:
    """A refusal that names no help leaves the person alone: the formal reply of the sources."""
    refusal = next((f for f in found if f.name == "bare_refusal"), None)
    if refusal and not any(f.name in _HELP for f in found):
        yield Found("left_alone", refusal.start, refusal.end)


def touches(question: str, answer: str) -> float:
    """Does the answer speak of what was asked? The share of its beginnings of words that come back, at most 0.5."""
    asked = {w[:5] for w in WORD.findall(folded(question)) if len(w) > 3}
    if len(asked) < 3:
        return 0.0
    said = {w[:5] for w in WORD.findall(folded(answer)) if len(w) > 3}
    return min(len(asked & said) / len(asked), 0.5)
