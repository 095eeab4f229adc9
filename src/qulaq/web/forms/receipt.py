"""A receipt to be checked: pasted, or sent as the file that was downloaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_OCTETS = 64 * 1024


class ReceiptForm(forms.Form):
    """Either is enough; the file wins."""

    pasted = forms.CharField(
        label=_("The text of the receipt"),
        help_text=_("Open the file that you downloaded and copy everything in it."),
        required=False,
        max_length=MOST_OCTETS,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or the file itself"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".json"}),
        error_messages={"empty": _("The file is empty. Choose it again.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file and file.size > MOST_OCTETS:
            self.add_error(
                "file", _("This is too big for a receipt: choose the file that you got with the talon.")
            )
        elif not file and not data.get("pasted") and not self.errors:
            self.add_error("pasted", _("Paste the text of the receipt or choose its file."))
        return data

    def document(self) -> bytes:
        """What was given, as bytes."""
        file = self.cleaned_data.get("file")
        return file.read() if file else str(self.cleaned_data["pasted"]).encode("utf-8", "replace")
