"""A text that exists in Kazakh, Russian and English at once, so that none of the three can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One saying in three languages; Kazakh first, as on every page."""

    kk: str
    ru: str
    en: str

    def said(self, language: str) -> str:
        """The saying in `language` (`kk`, `ru`, `en`, with or without a region); Kazakh where unknown."""
        code = language[:2]
        return str(getattr(self, code)) if code in LANGUAGES else self.kk

    def missing(self) -> tuple[str, ...]:
        """Languages in which nothing is said."""
        return tuple(code for code in LANGUAGES if not getattr(self, code).strip())

    def as_dict(self) -> dict[str, str]:
        return {code: getattr(self, code) for code in LANGUAGES}
