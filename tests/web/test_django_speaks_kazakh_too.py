"""What Django itself says in forms is said in our words, in Kazakh as in Russian."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format, number_format

KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


class Asked(forms.Form):
    text = forms.CharField(min_length=10)
    day = forms.DateField()
    mail = forms.EmailField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    count = forms.IntegerField(max_value=5)


def said(data: dict[str, str], language: str) -> str:
    with translation.override(language):
        return " ".join(str(error) for errors in Asked(data).errors.values() for error in errors)


@pytest.mark.parametrize(
    "data", [{}, {"text": "x", "day": "31.02.2026", "mail": "x", "kind": "б", "count": "9"}]
)
def test_every_refusal_of_a_field_is_kazakh_in_kazakh_and_russian_in_russian(data: dict[str, str]) -> None:
    kazakh, russian, english = (said(data, language) for language in ("kk", "ru", "en"))
    assert set(kazakh) & KAZAKH
    assert not set(russian) & KAZAKH
    assert len({kazakh, russian, english}) == 3
    assert not any("a" <= letter <= "z" for letter in kazakh + russian)


def test_days_are_read_and_written_as_here() -> None:
    with translation.override("kk"):
        form = Asked(
            {"text": "он таңбадан көп", "day": "19.11.2026", "mail": "a@b.kz", "kind": "a", "count": "1"}
        )
        assert form.is_valid(), form.errors
        assert date_format(form.cleaned_data["day"], "SHORT_DATE_FORMAT") == "19.11.2026"
        assert "2026 жылғы 19" in date_format(form.cleaned_data["day"])
        assert number_format(8.4, 1) == "8,4"
