"""What the person says after the answer: whether it is resolved, a new opening, a complaint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qulaq.hear.models import Resolved


class FeedbackForm(forms.Form):
    """Resolved or not, in the person's own judgement; a mark and words if they wish."""

    resolved = forms.ChoiceField(
        label=_("Is the matter resolved?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: yes, partly or no.")},
    )
    mark = forms.ChoiceField(label=_("How were you answered?"), required=False)
    text = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolved"].choices = [  # type: ignore[attr-defined]
            (Resolved.YES.value, _("Yes")),
            (Resolved.PARTLY.value, _("Partly")),
            (Resolved.NO.value, _("No")),
        ]
        self.fields["mark"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            ("5", _("5: it helped")),
            ("4", _("4: good")),
            ("3", _("3: so-so")),
            ("2", _("2: bad")),
            ("1", _("1: it did not help at all")),
        ]


class AgainForm(forms.Form):
    """A reopening or a complaint: why the answer is not enough."""

    text = forms.CharField(
        label=_("What is not right, and what do you expect?"),
        help_text=_("The earlier text and answer go along by themselves."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a sentence or two.")},
    )
