"""The learnt lexicon of Kazakh stems, opened out into every look that a stem can have.

A row is: stem, class (n noun and the like, v verb, x a word without endings; `!` a verb whose bare stem outdoes a noun
spelled alike), weight (how many word types it explains), o(rdinary) or p(roper: met only as a name). It was learnt
without labels from licensed texts, with our own list of common lemmas (tools/train_text/stems.py).
A verb's search term is its stem, or its infinitive where a noun is spelled like the stem (жаз summer, жазу to write).
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.stems import forms
from qulaq.methods.text.stems.endings import BARE, all_endings

FILE: Final = Path(__file__).parent / "kazakh_lexicon.tsv.gz"
#: Weight that marks a lemma of our own list.
OWN: Final = 20.0
#: Pronouns bend in ways of their own.
_PRONOUNS: Final = {
    "мен": "маған мені менің менде менен менімен менікі", "сен": "саған сені сенің сенде сенен сенімен",
    "ол": "оған оны оның онда одан онымен оныкі соған", "бұл": "бұған бұны бұның бұнда бұдан мұны мұның мұнда мұнан",
    "біз": "бізге бізді біздің бізде бізден бізбен біздікі", "сіз": "сізге сізді сіздің сізде сізден сізбен",
    "олар": "оларға оларды олардың оларда олардан олармен", "сол": "соны соның сонда содан сонымен",
    "осы": "осыны осының осыған осында осыдан осымен",
}  # fmt: skip

#: Verbs of being, whose bare stem takes personal endings as a noun does (отырмыз, жатырмын).
_BEING: Final = {"отыр": "отыр", "тұр": "тұр", "жүр": "жүр", "жатыр": "жат"}

Row = tuple[str, str, float, bool]
#: (class of endings, log weight less what a voice costs, search term)
Look = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`stems`: log weight by search term. `looks` and `rough`: what a beginning of a word may be, as spelled and in the
    skeleton spelling; `whole` and `rough_whole`: what a whole word may be, with the score."""

    stems: dict[str, float]
    proper: frozenset[str]
    looks: dict[str, tuple[Look, ...]]
    whole: dict[str, tuple[str, float]]
    rough: dict[str, tuple[Look, ...]]
    rough_whole: dict[str, tuple[str, float]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Lexicon:
        listed = list(rows)
        nouns = {stem for stem, part, *_ in listed if part[0] != "v"}
        verbs = {stem for stem, part, *_ in listed if part[0] == "v"}
        stems: dict[str, float] = {}
        looks: dict[str, list[Look]] = {}
        whole = {word: (pronoun, 6.0) for pronoun, bent in _PRONOUNS.items() for word in bent.split()}
        for short, verb in _BEING.items():
            looks[short] = [(ends, 3.0, verb) for _, ends in forms.of(short, "n")]
            whole[short] = verb, 3.0
        proper: set[str] = set()
        for stem, part, weight, ordinary in listed:
            term = forms.infinitive(stem) if part[0] == "v" and stem in nouns else stem
            log = math.log(weight)
            stems[term] = max(log, stems.get(term, -math.inf))
            if not ordinary:
                proper.add(term)
            bare = {"n": BARE if weight >= OWN else -BARE, "x": 2 * BARE, "v": -2 * BARE, "v!": 2 * BARE}[
                part
            ]
            if log + bare > whole.get(stem, _NOTHING)[1]:
                whole[stem] = term, log + bare
            for look, (ends, score) in _spread(stem, part, log, verbs):
                looks.setdefault(look, []).append((ends, score, term))
        rough: dict[str, list[Look]] = {}
        for look, found in looks.items():
            spelled = skeleton(look)
            rough.setdefault(spelled, []).extend(found)
            if spelled[-1] in _DOUBLED:  # the skeleton squeezes a doubled letter at the seam to one
                rough[spelled] += [(ends + spelled[-1], log, term) for ends, log, term in found]
        rough_whole: dict[str, tuple[str, float]] = {}
        for word, said in whole.items():
            spelled = skeleton(word)
            if said[1] > rough_whole.get(spelled, _NOTHING)[1]:
                rough_whole[spelled] = said
        return cls(stems, frozenset(proper), _frozen(looks), whole, _frozen(rough), rough_whole)


def _spread(stem: str, part: str, log: float, verbs: set[str]) -> Iterator[tuple[str, tuple[str, float]]]:
    """(look, (class, weight)) of a stem and of the voices of a verb that are no verbs of their own."""
    if part == "x":
        return
    for look, ends in forms.of(stem, part[0]):
        yield look, (ends, log)
    for voiced, cost in forms.voices(stem) if part[0] == "v" else ():
        if voiced not in verbs:
            for look, ends in forms.of(voiced, "v"):
                yield look, (ends, log - cost)


_NOTHING: Final = ("", -math.inf)
_DOUBLED: Final = frozenset("длнтмпбгксш")


def _frozen(looks: dict[str, list[Look]]) -> dict[str, tuple[Look, ...]]:
    """The best of each class for every look."""
    made = {}
    for look, found in looks.items():
        if len(found) > 1:
            best: dict[str, Look] = {}
            for one in found:
                if one[0] not in best or one[1] > best[one[0]][1]:
                    best[one[0]] = one
            made[look] = tuple(best.values())
        else:
            made[look] = tuple(found)
    return made


Table = dict[str, dict[str, float] | None]


def _with_tails(found: dict[str, dict[str, float]]) -> Table:
    """The endings and, as None, what stands at the end of longer ones: where neither fits, no longer ending will."""
    table: Table = {}
    for ending in found:
        for at in range(1, len(ending)):
            table.setdefault(ending[at:])
    table |= {ending: slot for ending, slot in found.items() if ending}
    return table


@cache
def endings() -> Table:
    """Endings as they are spelled."""
    return _with_tails(all_endings())


@cache
def rough_endings() -> Table:
    """Endings in the skeleton spelling, and without a first letter that the stem's last one has swallowed."""
    found: dict[str, dict[str, float]] = {}
    for ending, slots in all_endings().items():
        spelled = skeleton(ending)
        ways = [(spelled, "")]
        if spelled[:1] in _DOUBLED and len(spelled) > 1:
            ways.append((spelled[1:], spelled[0]))
        for text, letter in ways:
            slot = found.setdefault(text, {})
            for name, score in slots.items():
                if score > slot.get(name + letter, -99.0):
                    slot[name + letter] = score
    return _with_tails(found)


@cache
def lexicon() -> Lexicon:
    """The committed lexicon."""
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return Lexicon.of((stem, part, float(weight), kind == "o") for stem, part, weight, kind in rows)
