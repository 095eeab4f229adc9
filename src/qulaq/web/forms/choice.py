"""A choice with a second, quieter line: the district under the village, plain words under the legal name."""

from __future__ import annotations


class Choice(str):
    """A label that carries its second line (Django reads a tuple there as a group of choices)."""

    __slots__ = ("small",)
    small: str

    def __new__(cls, label: str, small: str = "") -> Choice:
        made = super().__new__(cls, label)
        made.small = small
        return made
