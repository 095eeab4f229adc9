"""How a Kazakh stem looks before its endings: voicing, lost vowels, grown-together seams, voices, link vowels of loans.

Every look («кітаб» of кітап, «оқ» of оқы, «жөндел» of жөнде) is written down once with the class that its endings
must have (see `endings.py`), so that reading a word is nothing but looking up. Source: the school grammar of Kazakh.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qulaq.methods.text.stems.endings import harmony, sound

VOICED: Final = {"п": "б", "к": "г", "қ": "ғ"}
#: Stems that lose their last vowel before a vowel ending.
_SYNCOPE: Final = {
    "орын": "орн", "мойын": "мойн", "халық": "халқ", "ерін": "ерн", "мұрын": "мұрн", "қойын": "қойн", "қарын": "қарн",
    "ауыз": "ауз", "көрік": "көрк", "құлық": "құлқ", "бөрік": "бөрк", "ғұрып": "ғұрп", "келін": "келн",
    "қауіп": "қауп", "әріп": "әрп", "парық": "парқ", "нарық": "нарқ", "дауыс": "даус", "қорық": "қорқ", "ерік": "ерк",
    "құрық": "құрқ", "көңіл": "көңл", "бауыр": "баур", "тәуіп": "тәуп", "іні": "ін",
}  # fmt: skip
#: What a voice costs: passive, reflexive, causative, reciprocal.
_PASSIVE, _SELF, _CAUSE, _TOGETHER = 1.0, 1.3, 1.4, 2.2
#: Loans that end so may take a link vowel before any ending (лифтіні, киоскіде).
_LOAN_ENDS: Final = ("фт", "ск", "кт", "нк", "кс", "ст", "кл", "рк", "нд", "йк", "лк", "нт", "мп", "рт", "рс")


def of(stem: str, part: str) -> Iterator[tuple[str, str]]:
    """(look, class) of a stem; `part` is n(oun) or v(erb)."""
    sides = harmony(stem) or "B"
    if part == "n" and sides == "B" and (stem[-1] in "кг" or stem.endswith("кт")):
        sides = "FB"
    for side in sides:
        base = sound(stem[-1]) + side + part
        yield stem, base
        for full in {stem, _SYNCOPE.get(stem, stem)}:
            if full != stem:
                yield full, base + "v"
            if full[-1] in VOICED:
                yield full[:-1] + VOICED[full[-1]], base + "v"
        if part == "v":
            yield from _grown_together(stem, base)
    if (
        part == "n"
        and len(stem) > 3
        and stem.endswith(_LOAN_ENDS)
        and not stem.endswith(("жұрт", "өрт", "орт"))
    ):
        yield stem + "і", "VFn"


def _grown_together(stem: str, base: str) -> Iterator[tuple[str, str]]:
    """What is left of a verb's stem where its end and the ending are one letter: та|уып, қо|яды, оқ|иды."""
    last = stem[-1]
    if last == "п":
        yield stem[:-1] + "у", base + "w"
    elif last in "йи":
        yield stem[:-1] if last == "й" else stem, base + "j"
    elif last in "ыі":
        yield stem[:-1], base + "y"


def voices(stem: str) -> Iterator[tuple[str, float]]:
    """(derived verb stem, cost) of the voices of a verb and of the usual pairs of two."""
    for one, cost in _voice(stem):
        yield one, cost
        if cost in {_CAUSE, _TOGETHER, _SELF}:
            for two, more in _voice(one):
                if more in {_PASSIVE, _CAUSE}:
                    yield two, cost + more


def _voice(stem: str) -> Iterator[tuple[str, float]]:
    front, kind, last = harmony(stem) == "F", sound(stem[-1]), stem[-1]
    i, g, k = ("і", "г", "к") if front else ("ы", "ғ", "қ")
    if kind == "V":
        yield from (
            (stem + "л", _PASSIVE),
            (stem + "н", _SELF),
            (stem + "с", _TOGETHER),
            (stem + "т", _CAUSE),
        )
        return
    soft = stem[:-1] + VOICED[last] if last in VOICED else stem
    yield soft + i + ("н" if last == "л" else "л"), _PASSIVE
    yield soft + i + "н", _SELF
    yield soft + i + "с", _TOGETHER
    yield stem + ("т" if kind == "T" else "д") + i + "р", _CAUSE
    yield stem + (k if kind == "T" else g) + i + "з", _CAUSE
    if kind in "RL" and len(stem) > 3:
        yield stem + "т", _CAUSE
    if last in "қк":
        yield soft + i + "т", _CAUSE


def infinitive(stem: str) -> str:
    """The verb as a dictionary names it: жазу, оқу, қою."""
    last = stem[-1]
    if last in "ыі":
        return stem[:-1] + "у"
    if last == "й":
        return stem[:-1] + "ю"
    if last == "и":
        return stem + "ю"
    return (stem[:-1] + VOICED[last] if last in VOICED else stem) + "у"
