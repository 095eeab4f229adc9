"""What is asked of a person who signs in: a contact, then the code that came to it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ContactForm(forms.Form):
    """One field for both, since people know which of the two they have."""

    contact = forms.CharField(
        label=_("Phone or e-mail"),
        help_text=_("We send a code of six digits there. The contact is stored encrypted."),
        max_length=254,
        error_messages={"required": _("Write your phone or e-mail.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "email", "spellcheck": "false"}),
    )


class CodeForm(forms.Form):
    """The code, as the phone offers to fill it in."""

    code = forms.CharField(
        label=_("Code from the message"),
        help_text=_("Six digits. The code works for ten minutes."),
        max_length=12,
        error_messages={"required": _("Write the six digits from the message.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
