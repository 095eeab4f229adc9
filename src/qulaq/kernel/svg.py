"""Charts as short inline SVG: pure functions from numbers to a string that is safe to put into a page.

The classes are those of the design (`chart`, `ax`, `l1`, `l2`, `val`, `v0` to `v2`, `map`); no inline style
(the content policy has no hole for it), no script, no identifier. Every text is escaped. A chart names
itself for those who hear it; the table beside it is the page's duty. The viewBox is 440 wide, so that
labels stay above 9 px on a phone of 360.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from math import ceil, floor, isfinite, log10
from typing import Final, Literal

from qulaq.kernel.markup import Svg, address
from qulaq.kernel.tilemap import Tile, short_name, tile_map

__all__ = [
    "Bar", "Line", "Point", "State", "Svg", "Tile", "bars", "line_chart", "plain", "shares", "short_name",
    "tile_map", "timeline",
]  # fmt: skip

Number = int | float
Show = Callable[[Number], str]
State = Literal["done", "now", "next", "late"]

WIDTH: Final = 440
_TOP, _BOTTOM = 42, 270
_LETTER: Final = 7.5  # width of a digit at 13 px, bold
_GRID_LINES: Final = 4
_NOTHING: Final = 1e-9  # below this a scale would be noise; the line lies on zero
_LINE_CLASSES: Final = ("l1", "l2")
_SHARE_CLASSES: Final = ("v1", "v0", "v2")


def plain(value: Number) -> str:
    """A number as people here read it: 12 418 with a no-break space, 8,4 with a comma."""
    return f"{value:,.10g}".replace(",", "\u00a0").replace(".", ",")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: what it counts and its values, None where nothing is known (the line has a gap
    there).
    """

    name: str
    values: Sequence[Number | None]


def line_chart(lines: Sequence[Line], labels: Sequence[str], *, title: str, show: Show = plain) -> Svg:
    """One or two lines over the same `labels`, from zero up; the highest point and the last ones are named.

    Errors: `ValueError` for no line or more than two, another number of values than labels, a value below
    zero or not finite.
    """
    if not 1 <= len(lines) <= len(_LINE_CLASSES):
        raise ValueError(f"a chart holds one or two lines, not {len(lines)}")
    if any(len(line.values) != len(labels) for line in lines):
        raise ValueError("every line needs a value (or None) for every label")
    known = [value for line in lines for value in line.values if value is not None]
    step = _grid_step(_checked(known))
    most = max(step, *known, 0)
    scale = (_BOTTOM - _TOP) / most
    levels = [step * number for number in range(floor(most / step * (1 + 1e-9)) + 1)]
    ends = [line.values[-1] for line in lines if line.values]
    left = 12 + _room(levels, show)
    right = WIDTH - 15 - _room([end for end in ends if end is not None], show)
    xs = _places(len(labels), left + 6, right)

    def y(value: Number) -> int:
        return round(_BOTTOM - value * scale)

    parts = [_grid(left, right, [(y(level), show(level)) for level in levels])]
    parts += ['<g text-anchor="middle">', *_labels(xs, labels), _peak(lines[0], xs, y, show), "</g>"]
    for line, look in zip(lines, _LINE_CLASSES, strict=False):
        parts.append(f'<path class="{look}" d="{_path(xs, line.values, y)}"/>')
    parts += _last_points(lines, right + 6, y, show)
    return _chart("".join(parts), WIDTH, 298, title)


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Number
    href: str | None = None


def bars(rows: Sequence[Bar], *, title: str, show: Show = plain) -> Svg:
    """Horizontal bars, each under its label and before its number, which is a link where `href` says so."""
    most = max(_checked([row.value for row in rows]), default=0) or 1
    parts = []
    for number, row in enumerate(rows):
        top, width = number * 44, round(row.value / most * 360)
        value = f'<text class="val" x="{width + 8}" y="{top + 34}">{escape(show(row.value))}</text>'
        parts.append(f'<text y="{top + 14}">{escape(row.label)}</text>')
        parts.append(f'<rect class="v1" y="{top + 20}" width="{width}" height="18"/>')
        parts.append(_link(value, row.href))
    return _chart("".join(parts), WIDTH, max(1, len(rows) * 44), title, role="group")


def shares(values: Sequence[Number]) -> Svg:
    """One bar split in up to three shares (for, passed, against); the numbers stand beside it in words, so
    it is hidden from readers.
    """
    if not 1 <= len(values) <= len(_SHARE_CLASSES):
        raise ValueError(f"a bar holds one to three shares, not {len(values)}")
    total, x, parts = sum(_checked(values)) or 1, 0, []
    for number, (value, look) in enumerate(zip(values, _SHARE_CLASSES, strict=False), start=1):
        end = round(sum(values[:number]) / total * 1000)
        if value:
            parts.append(f'<rect class="{look}" x="{x}" width="{end - x}" height="8"/>')
        x = end
    body = "".join(parts)
    return Svg(f'<svg viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">{body}</svg>')


@dataclass(frozen=True, slots=True)
class Point:
    """A stop of a trace: what, when (as shown), and whether it is done, now, ahead, or past its term."""

    label: str
    when: str
    state: State


def timeline(points: Sequence[Point], *, title: str) -> Svg:
    """The trace as a picture, for letters, feeds and print; pages use the list `ol.trace`. Shape tells the
    state: filled, ring, dotted ring, diamond.
    """
    parts = [f'<path class="ax" d="M12 12V{max(12, len(points) * 52 - 40)}"/>']
    for number, point in enumerate(points):
        y = number * 52 + 12
        parts.append(_stop(y, point.state))
        parts.append(f'<text class="val" x="34" y="{y + 5}">{escape(point.label)}</text>')
        parts.append(f'<text x="34" y="{y + 23}">{escape(point.when)}</text>')
    return _chart("".join(parts), WIDTH, max(1, len(points) * 52), title)


def _chart(body: str, width: int, height: int, title: str, *, role: str = "img") -> Svg:
    name = escape(title)
    return Svg(
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="{role}" aria-label="{name}">{body}</svg>'
    )


def _grid(left: int, right: int, levels: Sequence[tuple[int, str]]) -> str:
    lines = "".join(f"M{left} {y}H{right}" for y, _ in levels)
    names = "".join(f'<text x="{left - 6}" y="{y + 4}">{escape(name)}</text>' for y, name in levels)
    return f'<path class="ax" d="{lines}"/><g text-anchor="end">{names}</g>'


def _labels(xs: Sequence[int], labels: Sequence[str]) -> list[str]:
    """Labels under the axis; of many only as many as fit, always the last."""
    every = max(1, ceil(len(labels) / 12))
    shown = [pair for n, pair in enumerate(zip(xs, labels, strict=True), 1) if (len(labels) - n) % every == 0]
    return [f'<text x="{x}" y="290">{escape(label)}</text>' for x, label in shown]


def _path(xs: Sequence[int], values: Sequence[Number | None], y: Callable[[Number], int]) -> str:
    """One stroke for every run of known values, in steps from point to point (shorter on the wire than
    places); a lone value becomes a dot by a stroke of no length.
    """
    strokes = []
    for is_known, run in groupby(zip(xs, values, strict=True), key=lambda pair: pair[1] is not None):
        if not is_known:
            continue
        dots = [(x, y(value)) for x, value in run if value is not None]
        steps = [(x - was_x, y - was_y) for (was_x, was_y), (x, y) in pairwise(dots)] or [(0, 0)]
        strokes.append(f"M{dots[0][0]} {dots[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps))
    return "".join(strokes).replace(" -", "-")


def _peak(line: Line, xs: Sequence[int], y: Callable[[Number], int], show: Show) -> str:
    """The number over the highest point, unless that is the last one, which is named anyway."""
    points = [(value, x) for x, value in zip(xs, line.values, strict=True) if value is not None]
    value, x = max(points, key=lambda point: point[0], default=(0, xs[-1] if xs else 0))
    if not points or x == xs[-1]:
        return ""
    return f'<text x="{x}" y="{max(12, y(value) - 10)}" class="val">{escape(show(value))}</text>'


def _last_points(lines: Sequence[Line], x: int, y: Callable[[Number], int], show: Show) -> list[str]:
    """The last number of each line at its end, kept 14 apart."""
    texts, taken = list[str](), list[int]()
    for line in lines:
        last = line.values[-1] if line.values else None
        if last is not None:
            at = y(last) + 4
            at = at if all(abs(at - other) >= 14 for other in taken) else max(taken) + 14
            taken.append(at)
            texts.append(f'<text x="{x}" y="{at}" class="val">{escape(show(last))}</text>')
    return texts


def _stop(y: int, state: State) -> str:
    if state == "late":
        return f'<path class="gb" d="M12 {y - 9}L21 {y}L12 {y + 9}L3 {y}Z"/>'
    look = {
        "done": 'class="v1"',
        "now": 'class="l1"',
        "next": 'fill="none" stroke="currentColor" stroke-dasharray="2 3"',
    }[state]
    return f'<circle cx="12" cy="{y}" r="7" {look}/>'


def _link(inside: str, href: str | None) -> str:
    return inside if href is None else f'<a href="{address(href)}">{inside}</a>'


def _room(values: Sequence[Number], show: Show) -> int:
    """The width that these numbers need beside the drawing; never less than three digits."""
    return round(_LETTER * max(3, *(len(show(value)) for value in values), 0))


def _places(count: int, left: int, right: int) -> list[int]:
    if count < 2:
        return [right] * count
    return [round(left + (right - left) * n / (count - 1)) for n in range(count)]


def _grid_step(values: Sequence[Number]) -> Number:
    """1, 2 or 5 times a power of ten, so that at most four lines stand over zero; at least 1 for whole
    numbers.
    """
    most = max(values, default=0)
    rough = (most if most > _NOTHING else 1) / _GRID_LINES
    power = 10.0 ** floor(log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - 1e-9))
    if all(isinstance(value, int) for value in values):
        return max(1, round(step))
    return step


def _checked(values: Sequence[Number]) -> Sequence[Number]:
    for value in values:
        if not isfinite(value) or value < 0:
            raise ValueError(f"a chart counts from zero up, not {value}")
    return values
