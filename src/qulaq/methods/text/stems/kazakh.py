"""The Kazakh stemmer: all splits that the grammar allows, the likeliest one by a learnt lexicon.

A split's score is the log of how many different words the stem explains, less a cost of each layer of endings. The
counts were learnt without labels from licensed texts (tools/train_text/stems.py); the costs are the same at learning
and at reading. Words typed in Russian or Latin letters are split in the skeleton
spelling and brought back to the lexicon's own spelling, so «омиринде», "ómirinde" and «өмірінде» have one stem.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.stems.endings import VOWELS, all_endings, harmony, sound

LEXICON: Final = Path(__file__).parent / "kazakh_lexicon.tsv.gz"
KAZAKH_LETTERS: Final = frozenset("әіңғүұқөһ")
LONGEST_ENDING: Final = 16
_VOICED_BACK: Final = {"б": "п", "г": "к", "ғ": "қ"}
#: Stems that lose their last vowel before a vowel ending (орын: орны).
_SYNCOPE: Final = {
    "орн": "орын", "мойн": "мойын", "халқ": "халық", "ерн": "ерін", "мұрн": "мұрын", "қойн": "қойын", "қарн": "қарын",
    "аузы": "ауыз", "ауз": "ауыз", "инісі": "іні", "көрк": "көрік", "құлқ": "құлық", "бөрк": "бөрік", "ғұрп": "ғұрып",
    "иығ": "иық", "дауы": "дауыс", "келн": "келін", "қауп": "қауіп", "әрп": "әріп", "парқ": "парық", "нарқ": "нарық",
}  # fmt: skip


#: What each layer of endings costs (in nats): the rarer it is in letters to an office, the more.
COST: Final = {
    "PL": 1.0, "GEN": 1.2, "DAT": 1.2, "ACC": 1.2, "LOC": 1.2, "ABL": 1.5, "INS": 1.7, "LIKE": 3.0, "KI": 1.2,
    "P1": 2.2, "P2": 3.2, "P2h": 2.2, "P3": 1.0, "P1p": 1.7, "PAST": 1.4, "PERF": 1.4, "PRES": 1.9, "3": -0.5,
    "1": 1.3, "1p": 1.3, "2": 2.5, "2h": 2.0, "2p": 2.5, "2hp": 2.5, "HABIT": 0.4, "CONV": 1.5, "IF": 1.9,
    "IMP": 1.7, "PLEASE": 1.0, "IMP3": 2.0, "LET": 2.5, "IMPp": 2.2, "FUT": 2.2, "AIM": 2.5, "INF": 1.1, "NEG": 0.8,
    "NOT": 2.2, "WITHOUT": 1.0, "BECAUSE": 0.8, "PASS": 1.4, "SELF": 2.3,
}  # fmt: skip
BARE: Final = 0.7
UNSEEN, PER_LETTER = -1.5, 0.5
#: Log weight of the lemmas of our own list (20 and more, see the training script).
COMMON_LEMMA: Final = math.log(20)


@cache
def path_score(path: str) -> float:
    """Minus the cost of a path such as `n:PL+P3+LOC`."""
    layers = path[2:]
    return -sum(COST[name] for name in layers.split("+")) if layers else -BARE


_ROUGH_SYNCOPE: Final = {skeleton(short): skeleton(full) for short, full in _SYNCOPE.items()}
#: By how much a spelling in other letters must beat the word as it was typed.
TYPED: Final = 1.5


@dataclass(slots=True)
class Lexicon:
    """Log weight of every stem; `by_skeleton` gives the canonical spellings of a rough one, likeliest first."""

    stems: dict[str, float]
    by_skeleton: dict[str, list[str]]

    @classmethod
    def of(cls, weights: dict[str, float]) -> Lexicon:
        rough: dict[str, list[str]] = {}
        for stem in sorted(weights, key=lambda s: (-weights[s], s)):
            rough.setdefault(skeleton(stem), []).append(stem)
        return cls({s: math.log(w) for s, w in weights.items()}, rough)

    def stem_score(self, stem: str) -> float:
        known = self.stems.get(stem)
        return known if known is not None else UNSEEN - PER_LETTER * len(stem)


@cache
def lexicon() -> Lexicon:
    """The committed lexicon."""
    with gzip.open(LEXICON, "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return Lexicon.of({stem: float(weight) for stem, weight in rows})


def _boundaries(rest: str, ending: str) -> Iterator[tuple[str, str]]:
    """The ways in which a stem and an ending may have grown together at this point."""
    yield rest, ending
    first, last = ending[:1], rest[-1:]
    if first in "ыіуаеи" and last in _VOICED_BACK:
        yield rest[:-1] + _VOICED_BACK[last], ending
    if first in "ыі" and rest in _SYNCOPE:
        yield _SYNCOPE[rest], ending
    if first == "я":
        yield rest + "й", "а" + ending[1:]
    if first == "ю":
        yield rest + "й", "у" + ending[1:]
    if first == "и":
        yield rest + "ы", "й" + ending[1:]
        yield rest + "і", "й" + ending[1:]
    if first == "у":
        yield rest + "ы", ending
        yield rest + "і", ending
    if ending[:2] in {"уы", "уі"} and len(ending) > 2:
        yield rest + "п", ending[1:]


def splits(word: str) -> Iterator[tuple[str, str]]:
    """(stem, path) of every reading that the grammar allows, the bare word first."""
    yield word, "n:"
    table = all_endings()
    for at in range(2, len(word)):
        if len(word) - at > LONGEST_ENDING:
            continue
        for stem, ending in _boundaries(word[:at], word[at:]):
            slots = table.get(ending)
            if slots is None or not any(letter in VOWELS for letter in stem):
                continue
            for path in slots.get((sound(stem[-1]), harmony(stem)), ()):
                yield stem, path


def best(word: str, known: Lexicon) -> tuple[str, str, float]:
    """The likeliest (stem, path, score) of a word in Kazakh letters; a common lemma is not cut further."""
    top = ("", "", -math.inf)
    for stem, path in splits(word):
        score = known.stem_score(stem) + path_score(path)
        if path == "n:" and known.stems.get(stem, 0) > COMMON_LEMMA:
            score += 2 * BARE
        if score > top[2]:
            top = (stem, path, score)
    return top


@cache
def _rough_endings() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for ending, slots in all_endings().items():
        found.setdefault(skeleton(ending), set()).update(p for paths in slots.values() for p in paths)
    return {text: tuple(sorted(paths)) for text, paths in found.items()}


def _rough_splits(rough: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(stem's skeleton, paths) of a word in skeleton spelling; a doubled letter at the seam was squeezed to one."""
    endings = _rough_endings()
    yield rough, ("n:",)
    for at in range(max(2, len(rough) - LONGEST_ENDING), len(rough)):
        ending, last = rough[at:], rough[at - 1]
        paths = endings.get(ending, ())
        if paths:
            yield rough[:at], paths
            if ending[0] in "иу" and last in "бг":
                yield rough[: at - 1] + ("п" if last == "б" else "к"), paths
            if ending[0] == "и" and rough[:at] in _ROUGH_SYNCOPE:
                yield _ROUGH_SYNCOPE[rough[:at]], paths
        doubled = endings.get(last + ending, ())
        if doubled:
            yield rough[:at], doubled


def best_rough(word: str, known: Lexicon) -> tuple[str, float]:
    """The likeliest stem, in the lexicon's spelling, of a word typed in Russian or Latin letters; ("", -inf) if
    none."""
    top = ("", -math.inf)
    for start, paths in _rough_splits(skeleton(word)):
        found = known.by_skeleton.get(start)
        if found:
            score = known.stems[found[0]] + max(path_score(path) for path in paths)
            if paths == ("n:",) and known.stems[found[0]] > COMMON_LEMMA:
                score += 2 * BARE
            if score > top[1]:
                top = (found[0], score)
    return top


@lru_cache(maxsize=65536)
def reading(small: str) -> tuple[str, float]:
    """(stem, strength) of one lower-case word in any of the three alphabets; the strength is the score of the best
    reading with a known stem, -inf where there is none, and says how surely a Cyrillic word is Kazakh."""
    known = lexicon()
    if any(letter in KAZAKH_LETTERS for letter in small):
        found, _, score = best(small, known)
        return found, score if found in known.stems else -math.inf
    found, score = best_rough(small, known)
    if not all("а" <= letter <= "я" or letter == "ё" for letter in small):
        return found or small, score
    plain, _, other = best(small, known)
    is_known = plain in known.stems
    strength = max(score, other if is_known else -math.inf)
    if other >= score or (is_known and other >= score - TYPED):
        return plain, strength
    return found or small, strength


def stem(word: str) -> str:
    """The stem of one Kazakh word, lower case."""
    return reading(word.lower())[0]
