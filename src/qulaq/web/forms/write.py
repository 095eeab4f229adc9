"""The letter in three steps: what happened and what for; where, to whom, by whom; the last look."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from qulaq.kernel.folding import fold
from qulaq.kernel.kato import Gazetteer, Place
from qulaq.kernel.numbers import check_iin
from qulaq.people.contact import parse_contact
from qulaq.people.refusals import Refused
from qulaq.web.forms.choice import Choice

MOST_SIGNS: Final = 5000
KINDS: Final = (
    ("", _("I do not know: decide for me"), ""),
    ("application", _("Application"), _("I ask for help: a benefit, a document, a right of mine")),
    ("complaint", _("Complaint"), _("I do not agree with a decision or an act of an official")),
    ("message", _("Message"), _("I report that something is broken or against the law")),
    ("proposal", _("Proposal"), _("I know how to make something better")),
    ("request", _("Request"), _("I ask for information")),
    ("response", _("Response"), _("I say what I think of what the state does")),
)


class WhatHappened(forms.Form):
    """Step 1: the text in the person's own words, and what they want of it."""

    text = forms.CharField(
        label=_("What happened and what do you expect?"),
        help_text=_("In your own words, in Kazakh, Russian or English. Numbers of laws are not needed."),
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Write what happened: a sentence or two is enough."),
            "max_length": _("Make the text shorter, at most 5,000 signs; the rest can go as a file."),
        },
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        help_text=_("Not sure? Leave the first line: the official will choose with you."),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, Choice(str(label), str(small))) for code, label, small in KINDS]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


class Particulars(forms.Form):
    """Step 2: the place, the body, the person. Files are looked after by the draft itself."""

    place = forms.CharField(
        label=_("Where is it?"),
        help_text=_("Village, town or district. Latin letters and missing Kazakh letters are fine."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kato = forms.ChoiceField(
        label=_("Which place is yours?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose your place again: its name was changed.")},
    )
    body = forms.ChoiceField(label=_("Who should answer?"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As in your document, if you want an official answer by name."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("Phone or e-mail"),
        help_text=_("There we send the answer. It is never shown to others."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_("The law asks for it in an official appeal; a paper answer comes there."),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    iin = forms.CharField(
        label=_("Individual identification number"),
        help_text=_("12 digits, if you have one. It is encrypted."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    consent = forms.BooleanField(
        label=_("The question and the answer may be shown to everybody without my name"),
        help_text=_("Name, phone, address and number are hidden. Your experience will help neighbours."),
        required=False,
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tongue = language
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            ("", _("Find the body in charge for me")),
            *bodies,
        ]
        typed = self.data.get("place") if self.is_bound else self.initial.get("place")
        self.places = found_places(str(typed or ""))
        self.fields["kato"].choices = place_choices(self.places, language)  # type: ignore[attr-defined]

    def clean_iin(self) -> str:
        number = str(self.cleaned_data["iin"]).replace(" ", "")
        if number and not check_iin(number).valid:
            raise forms.ValidationError(
                _("Check the 12 digits against your document, or leave the field empty.")
            )
        return number

    def clean_contact(self) -> str:
        typed = str(self.cleaned_data["contact"])
        if typed:
            try:
                parse_contact(typed)
            except Refused as refused:
                raise forms.ValidationError(refused.words.said(self.tongue)) from refused
        return typed

    def clean(self) -> dict[str, Any]:
        """The one place that has this very name is taken; several are never guessed between."""
        data = super().clean() or {}
        if data.get("place") and not data.get("kato") and "kato" not in self.errors:
            called = places_called(self.places, str(data["place"]))
            if len(called) == 1:
                data["kato"] = called[0].code
            elif not self.places:
                self.add_error(
                    "place", _("Write the name of the district or the region: this one was not found.")
                )
            elif len(self.places) == 1:
                self.add_error("kato", _("Is it this place? Choose it or the last line."))
            else:
                self.add_error("kato", _("Choose your place: several have this name."))
        if not data.get("place"):
            data["kato"] = ""
        return data


def found_places(typed: str) -> list[Place]:
    """The places that are called so, the likeliest first; at most eight."""
    return Gazetteer.official().search(typed, limit=8) if typed.strip() else []


def places_called(places: list[Place], typed: str) -> list[Place]:
    """Those that a person named exactly, in either language and any spelling: by the full name («Тараз қаласы»),
    else by the bare one.
    """
    wanted = fold(typed.strip())
    full = [place for place in places if wanted in {fold(place.name(code)) for code in ("kk", "ru")}]
    return full or [place for place in places if wanted in {fold(place.kk), fold(place.ru)}]


def place_choices(places: list[Place], language: str) -> list[tuple[str, str]]:
    """Each with what it lies in; the last line lets a person go on without choosing."""
    gazetteer = Gazetteer.official()
    rows: list[tuple[str, str]] = []
    for place in places:
        above = [outer.name(language) for outer in reversed(gazetteer.path(place.code)[:-1])]
        rows.append((place.code, Choice(place.name(language), ", ".join(above))))
    return [*rows, ("none", Choice(str(_("Another place, or I do not know"))))]
