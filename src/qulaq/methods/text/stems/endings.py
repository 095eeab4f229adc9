"""Every ending a Kazakh stem can take, spelled out with vowel harmony and consonant assimilation.

Built forwards, layer by layer (plural, possessive, case; voice, negation, tense, person), so that each ending is
spelled as the letters before it demand; the stemmer then only has to look endings up. Source: the school grammar of
Kazakh (Қазақ тілі, морфология); no word list is used here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
BACK, FRONT = frozenset("аоұыяуё"), frozenset("әеөүіэ")
NASAL, BUZZ, LIQUID = frozenset("мнң"), frozenset("зж"), frozenset("рлйуию")


def sound(letter: str) -> str:
    """Class of a stem's last letter: V vowel, R liquid, N nasal, Z з/ж, T voiceless (and б в г ғ д)."""
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
    path: tuple[str, ...]


class _Layers:
    """Endings for one harmony; `last` starts as a letter that stands for a class."""

    def __init__(self, front: bool) -> None:
        self.front = front

    def say(self, template: str) -> str:
        """A, I, G, K stand for а/е, ы/і, ғ/г, қ/к."""
        return template.translate(str.maketrans("AIGK", "еігк" if self.front else "аығқ"))

    def add(self, state: _State, template: str, name: str) -> _State:
        text = self.say(template)
        return _State(state.text + text, text[-1], (*state.path, name))

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
        own = s.path[-1] if s.path else ""
        third, mine = own == "P3", own in {"P1", "P2"}
        yield self.by_sound(s, "нIң", "дIң", "тIң", "GEN", "нIң")
        yield self.add(s, "нA", "DAT") if third else self.add(s, "A", "DAT") if mine else \
            self.by_sound(s, "GA", "GA", "KA", "DAT")  # fmt: skip
        yield self.add(s, "н", "ACC") if third else self.by_sound(s, "нI", "дI", "тI", "ACC")
        loc = self.add(s, "ндA", "LOC") if third else self.by_sound(s, "дA", "дA", "тA", "LOC")
        yield loc
        yield (
            self.add(s, "нAн", "ABL")
            if third or mine
            else self.by_sound(s, "дAн", "дAн", "тAн", "ABL", "нAн")
        )
        kind = sound(s.last)
        yield _State(
            s.text + ("пен" if kind == "T" else "бен" if kind == "Z" else "мен"), "н", (*s.path, "INS")
        )
        there = self.add(loc, "GI", "KI")
        yield there
        yield self.plural(there)
        yield self.add(there, "нIң", "GEN")
        yield self.add(there, "нI", "ACC")
        yield self.by_sound(s, "дAй", "дAй", "тAй", "LIKE")

    def noun(self, s: _State) -> Iterator[_State]:
        owned = [s, *self.possessives(s)]
        many = self.plural(s)
        owned += [many, *self.possessives(many)]
        for one in owned:
            if one.text:
                yield one
            yield from self.cases(one)

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
        present = self.add(s, "й" if vowel else "A", "PRES")
        yield present
        yield self.add(present, "дI", "3")
        yield from self.persons(present)
        habit = self.add(present, "тIн", "HABIT")
        yield habit
        yield from self.noun(habit)
        conv = self.add(s, "п" if vowel else "Iп", "CONV")
        yield conv
        yield self.add(conv, "тI", "3")
        yield from self.persons(conv)
        if_ = self.add(s, "сA", "IF")
        yield if_
        for name, text in (("1", "м"), ("2", "ң"), ("2h", "ңIз"), ("1p", "K"), ("2hp", "ңIздAр")):
            yield self.add(if_, text, name)
        ask = self.add(s, "ңIз" if vowel else "IңIз", "IMP")
        yield ask
        yield self.add(ask, "дAр", "PL")
        yield self.add(ask, "шI", "PLEASE")
        yield self.add(self.add(ask, "дAр", "PL"), "шI", "PLEASE")
        yield self.add(s, "сIн", "IMP3")
        yield self.add(s, "йIK" if vowel else "AйIK", "LET")
        yield self.add(s, "ңдAр" if vowel else "IңдAр", "IMPp")
        future = self.add(s, "р" if vowel else "Aр", "FUT")
        yield future
        yield from self.persons(future)
        yield self.add(s, "мAK", "AIM")

    def verb(self, s: _State) -> Iterator[_State]:
        vowel = sound(s.last) == "V"
        voices = [s, self.add(s, "л" if vowel else "Iл", "PASS"), self.add(s, "н" if vowel else "Iн", "SELF")]
        for one in voices:
            name = self.add(one, "у", "INF")
            yield name
            yield from self.noun(name)
            yield from self.tenses(one)
            kind = sound(one.last)
            m = "п" if kind == "T" else "б" if kind in "NZ" else "м"
            no = self.add(one, m + "A", "NEG")
            yield from self.tenses(no)
            yield self.add(no, "с", "NOT")
            yield self.add(no, "стAн", "WITHOUT")
            yield from self.noun(self.add(no, "у", "INF"))


@cache
def all_endings() -> dict[str, dict[tuple[str, str], tuple[str, ...]]]:
    """ending -> {(class of the stem's last sound, harmony): paths}; a path names its layers, `v` or `n` first."""
    table: dict[str, dict[tuple[str, str], set[str]]] = {}
    for front in (False, True):
        layers = _Layers(front)
        for kind, letter in (
            ("V", "е" if front else "а"),
            ("R", "р"),
            ("L", "л"),
            ("N", "н"),
            ("Z", "з"),
            ("T", "т"),
        ):
            start = _State("", letter, ())
            for word_class, states in (("n", layers.noun(start)), ("v", layers.verb(start))):
                for state in states:
                    slot = table.setdefault(state.text, {}).setdefault((kind, "F" if front else "B"), set())
                    slot.add(word_class + ":" + "+".join(state.path))
    return {text: {k: tuple(sorted(v)) for k, v in slots.items()} for text, slots in table.items()}
