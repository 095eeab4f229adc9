"""The one way a pure package says that what it was given cannot be used."""

from __future__ import annotations


class BadInput(ValueError):
    """Input that its owner can mend: a sentence in plain words, and where to look.

    `file`, `line` (from 1) and `field` are filled where known. The command line prints it as one line and exits 2;
    a page shows it beside the field.
    """

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.field = message, file, line, field

    def __str__(self) -> str:
        where = [part for part in (self.file, self.line and f"line {self.line}", self.field) if part]
        return ": ".join([", ".join(where), self.message]) if where else self.message
