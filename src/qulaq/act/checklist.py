"""What article 89(2) asks of an answer, checked before it goes out; and what makes it readable.

Pure: text in, findings out. Source: АППК 89(2)(3) and 80(5); docs/law.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qulaq.kernel.words import Words

ARTICLE: Final = re.compile(
    r"\b(стать[яиейю]|ст\.|бап\w*|-бап\w*|тармақ\w*|пункт\w*|article|закон\w*|заң\w*|кодекс\w*)", re.I
)
FACT: Final = re.compile(r"\d")
OFFICE_PHRASES: Final = {
    "ru": (
        "в соответствии с",
        "осуществля",
        "надлежащ",
        "вышеуказанн",
        "нижеследующ",
        "в рамках",
        "принято к сведению",
    ),
    "kk": ("аталған", "болып табылады", "жүзеге асыр", "жоғарыда көрсетілген", "шеңберінде"),
    "en": ("in accordance with", "hereinafter", "aforementioned"),
}
SHORTEST: Final = 80


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. `must` = the letter does not go out without it."""

    name: str
    passed: bool
    must: bool
    words: Words


def check_answer(
    *, text: str, language: str, asked_in: str, points_answered: bool, executor: str, executor_phone: str
) -> list[Check]:
    """Hold a draft to the checklist. `asked_in` is the language of the voice."""
    phrases = [phrase for phrase in OFFICE_PHRASES.get(language, ()) if phrase in text.lower()]
    found = ", ".join(f"«{phrase}»" for phrase in phrases)
    return [
        Check(
            "language",
            language in {"kk", asked_in} and _reads_as(text, language),
            True,
            Words(
                kk="Жауап мемлекеттік тілде немесе хаттың тілінде",
                ru="Ответ на государственном языке или на языке письма",
                en="The answer is in the state language or in the language of the message",
            ),
        ),
        Check(
            "substance",
            len(text.strip()) >= SHORTEST and points_answered,
            True,
            Words(
                kk="Әр сұраққа мәні бойынша жауап берілген",
                ru="На каждый вопрос отвечено по существу",
                en="Every point is answered in substance",
            ),
        ),
        Check(
            "facts",
            bool(FACT.search(text)),
            True,
            Words(
                kk="Нақты дерек бар: күн, сан, мекенжай",
                ru="Есть факты: дата, число, место",
                en="There are facts: a date, a number, a place",
            ),
        ),
        Check(
            "law",
            bool(ARTICLE.search(text)),
            True,
            Words(kk="Заң нормасы көрсетілген", ru="Названа норма закона", en="A rule of law is named"),
        ),
        Check(
            "executor",
            bool(executor.strip() and executor_phone.strip()),
            True,
            Words(
                kk="Орындаушының аты-жөні мен телефоны бар",
                ru="Есть имя и телефон исполнителя",
                en="The officer's name and phone are there",
            ),
        ),
        Check(
            "plain",
            not phrases,
            False,
            Words(
                kk=f"Қарапайым сөзбен жазылған{f': ауыстырыңыз {found}' if found else ''}",
                ru=f"Написано простыми словами{f': замените {found}' if found else ''}",
                en=f"Written in plain words{f': replace {found}' if found else ''}",
            ),
        ),
    ]


def _reads_as(text: str, language: str) -> bool:
    """Whether the letters fit the language said: Kazakh needs its own letters, English needs Latin ones."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if not letters:
        return False
    latin = sum("a" <= letter <= "z" for letter in letters)
    if language == "en":
        return latin * 2 > len(letters)
    kazakh = sum(letter in "әғқңөұүһі" for letter in letters)
    return (
        kazakh * 50 >= len(letters)
        if language == "kk"
        else kazakh * 50 < len(letters) and latin * 2 < len(letters)
    )
