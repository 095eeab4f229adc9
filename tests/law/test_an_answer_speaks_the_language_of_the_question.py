"""Golden timeline A15: the state language or the language of the appeal (article 89(2)1)."""

from __future__ import annotations

import pytest

from qulaq.act.checklist import check_answer

KAZAKH = "Сіздің өтінішіңіз бойынша көшеге 12 шам орнатылды, жұмыс 20 наурызда бітті. Негізі: ӘРПК, 89-бап, 2-тармақ."
RUSSIAN = "По вашему обращению на улице поставлено 12 фонарей, работа закончена 20 марта. Основание: статья 89 АППК."


def accepted(text: str, language: str, asked_in: str) -> bool:
    checks = check_answer(
        text=text,
        language=language,
        asked_in=asked_in,
        points_answered=True,
        executor="С. Қ.",
        executor_phone="+7 726 36 2-00-00",
    )
    return all(check.passed for check in checks if check.must)


@pytest.mark.parametrize(
    ("text", "language", "asked_in", "goes_out"),
    [
        (KAZAKH, "kk", "kk", True),
        (RUSSIAN, "ru", "kk", False),
        (RUSSIAN, "kk", "kk", False),
        (KAZAKH, "kk", "ru", True),
        (RUSSIAN, "ru", "ru", True),
        (KAZAKH, "ru", "ru", False),
    ],
)
def test_an_answer_goes_out_in_kazakh_or_as_it_was_asked(
    text: str, language: str, asked_in: str, goes_out: bool
) -> None:
    assert accepted(text, language, asked_in) is goes_out
