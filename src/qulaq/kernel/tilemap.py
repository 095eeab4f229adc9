"""The country as a grid of twenty tiles: every region the same size, named, and a link. Real boundaries are
a plug-in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from qulaq.kernel.markup import Svg, address

Step = Literal["a", "b", "c", "d"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One region on the map: its short and its full name, the number as shown, its step (a the best … d
    attention), its page.
    """

    short: str
    name: str
    shown: str
    step: Step
    href: str | None = None


# column and row of each region's tile, by the first two digits of its code
TILES: Final[Mapping[str, tuple[int, int]]] = {
    "59": (3, 0), "39": (2, 1), "11": (3, 1), "71": (4, 1), "55": (5, 1), "27": (0, 2), "15": (1, 2),
    "62": (2, 2), "35": (3, 2), "10": (4, 2), "63": (5, 2), "23": (0, 3), "43": (2, 3), "61": (3, 3),
    "31": (4, 3), "33": (5, 3), "47": (0, 4), "79": (3, 4), "75": (4, 4), "19": (5, 4),
}  # fmt: skip
_SHORT: Final = {
    "kk": "СҚО ҚОС АҚМ АСТ ПАВ БҚО АҚТ ҰЛЫ ҚАР АБА ШҚО АТЫ ҚЫЗ ТҮР ЖАМ ЖЕТ МАҢ ШЫМ АЛМ АЛО",
    "ru": "СКО КОС АКМ АСТ ПАВ ЗКО АКТ УЛЫ КАР АБА ВКО АТЫ КЫЗ ТУР ЖАМ ЖЕТ МАН ШЫМ АЛМ АЛО",
    "en": "NKR KOS AKM AST PAV WKR AKT ULY KAR ABA EKR ATY KYZ TUR ZHA ZHE MAN SHY ALA ALR",
}


def short_name(region: str, language: str) -> str:
    """Three letters for a region's tile, by the code of the region (`310000000` or `31`)."""
    shorts = _SHORT.get(language[:2], _SHORT["kk"]).split()
    return dict(zip(TILES, shorts, strict=True))[region[:2]]


def tile_map(tiles: Mapping[str, Tile], *, title: str) -> Svg:
    """The 20 regions as a grid of tiles, `tiles` by region code; a region without a tile stays empty and
    says nothing.

    Errors: `ValueError` for a code that is no region's.
    """
    unknown = sorted(code for code in tiles if code[:2] not in TILES)
    if unknown:
        raise ValueError(f"no region on the map for {', '.join(unknown)}")
    given = {code[:2]: tile for code, tile in tiles.items()}
    drawn = "\n".join(_tile(given[code], *place) for code, place in TILES.items() if code in given)
    return Svg(
        f'<svg class="map" viewBox="-1 -1 370 288" role="group" aria-label="{escape(title)}">{drawn}</svg>'
    )


def _tile(tile: Tile, column: int, row: int) -> str:
    x, y = column * 62, row * 58
    said = f"<title>{escape(f'{tile.short} {tile.shown}: {tile.name}')}</title>"
    box = f'<rect x="{x}" y="{y}" width="58" height="54" rx="3"/>'
    words = f'<text x="{x + 29}" y="{y + 24}">{escape(tile.short)}</text> '
    value = f'<text x="{x + 29}" y="{y + 43}">{escape(tile.shown)}</text>'
    inside = said + box + words + value
    if tile.href is None:
        return f'<g class="{tile.step}">{inside}</g>'
    return f'<a class="{tile.step}" href="{address(tile.href)}">{inside}</a>'
