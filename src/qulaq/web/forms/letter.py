"""The official's letter and what of it is shown to everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qulaq.act.models import Result
from qulaq.web.categories import CATEGORIES
from qulaq.web.choice_words import words_for

LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))
GROUNDS = ("urgent_protection", "applicant_asks", "no_discretion", "short_term")


class LetterForm(forms.Form):
    """The draft of the answer. What the law asks of it is checked by `act`, not here."""

    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)
    text = forms.CharField(
        label=_("Letter"),
        help_text=_(
            "First the answer, then the reason, then the article. How to complain is added by itself."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Write the answer.")},
    )
    result = forms.ChoiceField(label=_("Result"), error_messages={"required": _("Choose the result.")})
    no_hearing_ground = forms.ChoiceField(label=_("If refused without a hearing: why"), required=False)
    executor = forms.CharField(label=_("Who wrote it"), max_length=200, required=False)
    executor_phone = forms.CharField(label=_("Their phone"), max_length=40, required=False)
    points_answered = forms.BooleanField(
        label=_("I have answered every question of the letter in substance"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        results = [(value, words_for(value)) for value in Result.values]
        self.fields["result"].choices = [("", "–"), *results]  # type: ignore[attr-defined]
        grounds = [(value, words_for(value)) for value in GROUNDS]
        self.fields["no_hearing_ground"].choices = [("", "–"), *grounds]  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """Question and answer as everybody will read them."""

    question = forms.CharField(
        label=_("Question"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000)
    category = forms.ChoiceField(label=_("Category"), choices=list(CATEGORIES.items()))


class HideForm(forms.Form):
    """Why a published answer is taken from sight; the reason is counted in public."""

    why = forms.CharField(
        label=_("Why it is hidden"), widget=forms.Textarea(attrs={"rows": 3}), min_length=10, max_length=300
    )


class OfficerForm(forms.Form):
    """Who will work on the matter."""

    officer = forms.ChoiceField(label=_("Official in charge"))

    def __init__(self, *args: Any, officers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]
