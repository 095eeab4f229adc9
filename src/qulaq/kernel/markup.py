"""Markup that was made safe where it was made, and addresses that lead to a page and never to a script."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlsplit

_SAFE_SCHEMES: Final = frozenset({"", "http", "https"})


class Svg(str):
    """Markup that needs no more escaping; template engines know it by `__html__`."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def address(href: str) -> str:
    """An address to click: of this site or of the web, never a script."""
    if urlsplit(href.strip()).scheme.lower() not in _SAFE_SCHEMES:
        raise ValueError(f"not an address to link to: {href!r}")
    return escape(href)
