"""Words that everybody would try first at this door (OWASP ASVS 5.0, 6.2.11): they add nothing to a password."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

EXPECTED: Final = (
    "qulaq құлақ кулак akimat әкімдік акимат akim әкім аким egov otinish өтініш қазақстан казахстан kazakhstan",
    "qazaqstan almaty алматы astana астана password parol пароль құпия admin 109 1414 2024 2025 2026 2027",
)
"""Names of the product, of bodies and services, and what people add to them."""
OWN: Final = 10


class OwnWords:
    """A password has at least ten characters of its own once the expected words are taken out."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        rest = password.casefold()
        for word in sorted(" ".join(EXPECTED).split(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < OWN:
            raise ValidationError(self.get_help_text(), code="expected_words")

    def get_help_text(self) -> str:
        return _("Do not build it from words like Qulaq, akimat or the year.")
