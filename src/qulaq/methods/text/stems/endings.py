"""Every ending a Kazakh stem can take, spelled out with vowel harmony and consonant assimilation, and what it costs.

Built forwards, layer by layer (plural, possessive, case; negation, tense, person), so that each ending is spelled as
the letters before it demand; the stemmer then only has to look endings up. Source: the school grammar of Kazakh
(Қазақ тілі, морфология); no word list is used here. Voices (-ыл, -ын, -тыр, -ғыз, -ыс) belong to the stem: `forms.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
BACK, FRONT = frozenset("аоұыяуё"), frozenset("әеөүіэ")
NASAL, BUZZ, LIQUID = frozenset("мнң"), frozenset("зж"), frozenset("рлйуию")
#: A letter of each class, after a back and after a front stem.
SOUNDS: Final = {"V": "ае", "R": "рр", "L": "лл", "N": "нн", "Z": "зз", "T": "тт"}

#: What each layer of endings costs (in nats): the rarer it is in letters to an office, the more.
COST: Final = {
    "PL": 1.0, "GEN": 1.2, "DAT": 1.2, "ACC": 1.2, "LOC": 1.2, "ABL": 1.5, "INS": 1.7, "LIKE": 3.0, "KI": 1.2,
    "P1": 2.2, "P2": 3.2, "P2h": 2.2, "P3": 1.0, "P1p": 1.7, "PAST": 1.4, "PERF": 1.4, "PRES": 1.6, "3": -0.2,
    "1": 1.1, "1p": 1.0, "2": 2.5, "2h": 2.0, "2p": 2.5, "2hp": 2.5, "HABIT": 0.4, "CONV": 1.5, "IF": 1.9,
    "IMP": 1.7, "PLEASE": 1.0, "IMP3": 2.0, "LET": 2.5, "IMPp": 2.2, "FUT": 2.2, "AIM": 2.5, "INF": 1.1, "NEG": 0.8,
    "NOT": 2.2, "WITHOUT": 1.0, "BECAUSE": 0.8, "SINCE": 2.5, "UNTIL": 2.5, "I1": 3.0, "I1p": 3.0, "OWN": 2.2,
}  # fmt: skip
BARE: Final = 0.7
#: A verb's bare stem is an order, and rare.
ORDER: Final = 1.7


def sound(letter: str) -> str:
    """Class of a stem's last letter: V vowel, R liquid, L «л», N nasal, Z з/ж, T voiceless (and б в г ғ д)."""
    if letter in LIQUID:
        return "R" if letter != "л" else "L"
    if letter in VOWELS:
        return "V"
    return "N" if letter in NASAL else "Z" if letter in BUZZ else "T"


def harmony(stem: str) -> str:
    """B(ack) or F(ront) by the last telling vowel; «и», «ю» tell nothing; no vowel at all gives ""."""
    neutral = ""
    for letter in reversed(stem):
        if letter in FRONT:
            return "F"
        if letter == "у":
            neutral = neutral or "B"
            continue
        if letter in BACK:
            return "B"
        if letter in "ию":
            neutral = neutral or "F"
    return neutral


@dataclass(frozen=True, slots=True)
class _State:
    text: str
    last: str
    cost: float
    layer: str


class _Layers:
    """Endings for one harmony; `last` starts as a letter that stands for a class."""

    def __init__(self, front: bool) -> None:
        #: A, I, G, K of the templates stand for а/е, ы/і, ғ/г, қ/к.
        self.letters = str.maketrans("AIGK", "еігк" if front else "аығқ")

    def add(self, state: _State, template: str, name: str) -> _State:
        text = template.translate(self.letters)
        return _State(state.text + text, text[-1], state.cost + COST[name], name)

    def by_sound(
        self, state: _State, vowel: str, voiced: str, deaf: str, name: str, nasal: str = ""
    ) -> _State:
        kind = sound(state.last)
        chosen = {"V": vowel, "T": deaf, "N": nasal or voiced}.get(kind, voiced)
        return self.add(state, chosen, name)

    def plural(self, s: _State) -> _State:
        kind = sound(s.last)
        return self.add(s, "тAр" if kind == "T" else "лAр" if kind in "VR" else "дAр", "PL")

    def possessives(self, s: _State) -> Iterator[_State]:
        vowel = sound(s.last) == "V"
        for name, after_vowel, after_other in (("P1", "м", "Iм"), ("P2", "ң", "Iң"), ("P2h", "ңIз", "IңIз"),
                                               ("P3", "сI", "I"), ("P1p", "мIз", "IмIз")):  # fmt: skip
            yield self.add(s, after_vowel if vowel else after_other, name)

    def cases(self, s: _State) -> Iterator[_State]:
        third, mine = s.layer == "P3", s.layer in {"P1", "P2"}
        yield self.by_sound(s, "нIң", "дIң", "тIң", "GEN", "нIң")
        yield self.add(s, "нA", "DAT") if third else self.add(s, "A", "DAT") if mine else \
            self.by_sound(s, "GA", "GA", "KA", "DAT")  # fmt: skip
        yield self.add(s, "н", "ACC") if third else self.by_sound(s, "нI", "дI", "тI", "ACC")
        loc = self.add(s, "ндA", "LOC") if third else self.by_sound(s, "дA", "дA", "тA", "LOC")
        yield loc
        yield self.add(loc, "мIз", "I1p")
        yield (
            self.add(s, "нAн", "ABL")
            if third or mine
            else self.by_sound(s, "дAн", "дAн", "тAн", "ABL", "нAн")
        )
        kind = sound(s.last)
        with_ = "пен" if kind == "T" else "бен" if kind == "Z" else "мен"
        yield _State(s.text + with_, "н", s.cost + COST["INS"], "INS")
        there = self.add(loc, "GI", "KI")
        yield there
        yield self.plural(there)
        yield self.add(there, "нIң", "GEN")
        yield self.add(there, "нI", "ACC")
        yield self.by_sound(s, "дAй", "дAй", "тAй", "LIKE")

    def noun(self, s: _State) -> Iterator[_State]:
        many = self.plural(s)
        for one in (s, *self.possessives(s), many, *self.possessives(many)):
            if one.text:
                yield one
            yield from self.cases(one)

    def named(self, s: _State) -> Iterator[_State]:
        """What only nouns take: «біздікі», «мүгедекпін», «тұрғынымыз»."""
        yield from self.noun(s)
        many = self.plural(s)
        for one in (s, many):
            whose = self.by_sound(one, "нIкI", "дIкI", "тIкI", "OWN")
            yield from (whose, self.add(whose, "н", "ACC"), self.add(whose, "нA", "DAT"))
        for one in (s, self.add(s, "сI" if sound(s.last) == "V" else "I", "P3")):
            kind = sound(one.last)
            m = "п" if kind == "T" else "б" if kind in "Z" else "м"
            yield self.add(one, m + "Iн", "I1")
            yield self.add(one, m + "Iз", "I1p")

    def persons(self, s: _State) -> Iterator[_State]:
        kind = sound(s.last)
        m = "п" if kind == "T" else "б" if kind in "NZ" else "м"
        yield self.add(s, ("м" if m == "б" else m) + "Iн", "1")
        yield self.add(s, m + "Iз", "1p")
        for name, text in (("2", "сIң"), ("2h", "сIз"), ("2p", "сIңдAр"), ("2hp", "сIздAр")):
            yield self.add(s, text, name)

    def tenses(self, s: _State) -> Iterator[_State]:
        vowel = sound(s.last) == "V"
        past = self.by_sound(s, "дI", "дI", "тI", "PAST")
        yield past
        for name, text in (
            ("1", "м"),
            ("2", "ң"),
            ("2h", "ңIз"),
            ("1p", "K"),
            ("2p", "ңдAр"),
            ("2hp", "ңIздAр"),
        ):
            yield self.add(past, text, name)
        perfect = self.by_sound(s, "GAн", "GAн", "KAн", "PERF")
        yield perfect
        yield from self.persons(perfect)
        yield from self.noun(perfect)
        yield self.add(perfect, "дIKтAн", "BECAUSE")
        yield self.by_sound(s, "GAлI", "GAлI", "KAлI", "SINCE")
        yield self.by_sound(s, "GAншA", "GAншA", "KAншA", "UNTIL")
        present = self.add(s, "й" if vowel else "A", "PRES")
        yield present
        yield self.add(present, "дI", "3")
        yield self.add(present, "м", "1p")
        yield from self.persons(present)
        habit = self.add(present, "тIн", "HABIT")
        yield habit
        yield from self.noun(habit)
        yield from self.persons(habit)
        conv = self.add(s, "п" if vowel else "Iп", "CONV")
        yield conv
        yield self.add(conv, "тI", "3")
        yield from self.persons(conv)
        if_ = self.add(s, "сA", "IF")
        yield if_
        for name, text in (("1", "м"), ("2", "ң"), ("2h", "ңIз"), ("1p", "K"), ("2hp", "ңIздAр")):
            yield self.add(if_, text, name)
        yield from self.orders(s)
        future = self.add(s, "р" if vowel else "Aр", "FUT")
        yield future
        yield from self.persons(future)
        aim = self.add(
            s, "мAK" if sound(s.last) in "VRL" else "бAK" if sound(s.last) in "NZ" else "пAK", "AIM"
        )
        yield aim
        yield self.add(aim, "шI", "PLEASE")

    def orders(self, s: _State) -> Iterator[_State]:
        vowel = sound(s.last) == "V"
        ask = self.add(s, "ңIз" if vowel else "IңIз", "IMP")
        for one in (ask, self.add(ask, "дAр", "PL")):
            yield one
            yield self.add(one, "шI", "PLEASE")
        let = self.add(s, "сIн", "IMP3")
        yield from (let, self.add(let, "шI", "PLEASE"), self.add(s, "шI", "IMP"))
        yield self.add(s, "йIK" if vowel else "AйIK", "LET")
        yield self.add(s, "йIн" if vowel else "AйIн", "LET")
        yield self.add(s, "ңдAр" if vowel else "IңдAр", "IMPp")

    def verb(self, s: _State) -> Iterator[_State]:
        name = self.add(s, "у", "INF")
        yield name
        yield from self.named(name)
        yield from self.tenses(s)
        kind = sound(s.last)
        m = "п" if kind == "T" else "б" if kind in "NZ" else "м"
        no = self.add(s, m + "A", "NEG")
        yield from self.tenses(no)
        yield self.add(no, "с", "NOT")
        yield self.add(no, "стAн", "WITHOUT")
        yield from self.noun(self.add(no, "у", "INF"))


def _fused(ending: str, verb: bool, kind: str) -> Iterator[tuple[str, str]]:
    """(spelling, form) of an ending where the stem's end and the ending grow together (see `forms.py`)."""
    if ending[:1] in {"ы", "і", "у", "а", "е"}:
        yield ending, "v"  # кітаб|ы, көлег|і, шаб|ады
    if not verb:
        return
    if kind == "T" and ending[:2] in {"ып", "іп"}:
        yield ending, "w"  # тау|ып
    if kind == "R" and ending[:1] in {"а", "у"}:
        yield ("я" if ending[0] == "а" else "ю") + ending[1:], "j"  # қо|яды, қо|ю
    if kind == "V" and ending[:1] in {"й", "у"}:
        yield ("и" if ending[0] == "й" else "у") + ending[1:], "y"  # оқ|иды, оқ|у


@cache
def all_endings() -> dict[str, dict[str, float]]:
    """ending -> {class of stem: score (minus the cost)}. A class is the sound and the harmony of the stem's end, `n` or
    `v`(erb), and how the two grow together («TBn», «VFvy»)."""
    table: dict[str, dict[str, float]] = {"": {}}
    for front in (0, 1):
        layers = _Layers(bool(front))
        for kind, letters in SOUNDS.items():
            start = _State("", letters[front], 0.0, "")
            base = kind + "BF"[front]
            table[""][base + "n"], table[""][base + "v"] = -BARE, -ORDER
            for part, states in (("n", layers.named(start)), ("v", layers.verb(start))):
                for state in states:
                    for text, form in ((state.text, ""), *_fused(state.text, part == "v", kind)):
                        slot = table.setdefault(text, {})
                        name = base + part + form
                        if -state.cost > slot.get(name, -99.0):
                            slot[name] = -state.cost
    return table
