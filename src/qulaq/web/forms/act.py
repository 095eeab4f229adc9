"""A form made from the declaration of an act: the facts it needs become fields, with the declaration's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from qulaq.procedures.declaration import Exit, Field
from qulaq.web.choice_words import words_for

LONG: Final = frozenset({"reasons", "objection", "remark", "text"})
MISSING: Final = _("Fill this in.")
Options = Mapping[str, Sequence[tuple[str, str]]]


class ActForm(forms.Form):
    """What an act asks. `options` gives the choices of codes (bodies, officers) by the fact's name."""

    def __init__(
        self,
        way: Exit,
        *,
        language: str,
        options: Options | None = None,
        leave_out: Sequence[str] = (),
        **given: Any,
    ) -> None:
        super().__init__(prefix=given.pop("prefix", way.act), **given)
        self.way = way
        for name, needed in way.needs.items():
            if name not in leave_out:
                self.fields[name] = made(name, needed, language, (options or {}).get(name))

    def facts(self) -> dict[str, Any]:
        """The facts as the engine takes them: days as text, nothing for what was left empty."""
        found = {}
        for name, value in self.cleaned_data.items():
            if value not in (None, ""):
                found[name] = value.isoformat() if isinstance(value, date) else value
        return found


def made(name: str, needed: Field, language: str, options: Sequence[tuple[str, str]] | None) -> forms.Field:
    """The field of one fact."""
    label, required = needed.title.said(language), needed.required
    asked: dict[str, Any] = {"label": label, "required": required, "error_messages": {"required": MISSING}}
    if needed.kind == "flag":
        return forms.BooleanField(label=label, required=False)
    if needed.kind == "day":
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(widget=widget, **asked)
    if needed.kind == "number":
        return forms.IntegerField(min_value=needed.least, max_value=needed.most, **asked)
    choices = options if options is not None else [(code, words_for(code)) for code in needed.choices]
    if choices:
        return forms.ChoiceField(choices=[("", "–"), *choices], **asked)
    if name in LONG:
        return forms.CharField(
            min_length=needed.least, max_length=needed.most, widget=forms.Textarea(attrs={"rows": 4}), **asked
        )
    return forms.CharField(max_length=min(needed.most, 200), **asked)
