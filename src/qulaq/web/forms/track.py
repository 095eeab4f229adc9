"""Finding one's own matter: the number and the code of the talon."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from qulaq.kernel import tracking


class TalonForm(forms.Form):
    """Number and code, in any case and with any separators."""

    number = forms.CharField(
        label=_("Number"),
        help_text=_("It stands on the talon and in the message."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the number of the talon.")},
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_(
            "Twelve letters and digits and one more for checking. Keep it to yourself: it opens your letter."
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Write the code of the talon.")},
    )

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip().upper()

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"])
        if not tracking.is_code(typed):
            raise forms.ValidationError(_("One sign of the code is wrong: compare it with the talon."))
        return tracking.normalise(typed)
