"""One stylesheet of at most 8 KB on the wire, whose colours pass WCAG 2.2 AA in light and in dark."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import qulaq.web

CSS = (Path(qulaq.web.__file__).parent / "static" / "qulaq.css").read_text("utf-8")


def test_the_stylesheet_weighs_at_most_eight_kilobytes() -> None:
    assert len(gzip.compress(CSS.encode(), 9)) <= 8 * 1024


def test_the_stylesheet_fetches_nothing() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def palette(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


def light_and_dark() -> tuple[dict[str, str], dict[str, str]]:
    light = CSS[CSS.index(":root {") : CSS.index("@media (prefers-color-scheme")]
    dark = CSS[CSS.index(':root[data-theme="dark"] {') : CSS.index("@layer base {")]
    return palette(light), palette(dark)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [
    ("ink", "paper"), ("soft", "paper"), ("soft", "wash"), ("sky", "paper"), ("sky", "wash"),
    ("on-sky", "sky"), ("ochre", "paper"), ("ochre", "ochre-wash"), ("brick", "paper"), ("ink", "sky-wash"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ground"), TEXT)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(words: str, ground: str, scheme: int) -> None:
    colours = light_and_dark()[scheme]
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("edge", ["edge", "mark", "focus", "ochre-mark"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_and_marks_are_seen(edge: str, scheme: int) -> None:
    colours = light_and_dark()[scheme]
    assert contrast(colours[edge], colours["paper"]) >= 3


def test_both_dark_palettes_are_the_same() -> None:
    by_system = CSS[CSS.index("@media (prefers-color-scheme") : CSS.index(':root[data-theme="dark"] {')]
    assert palette(by_system) == light_and_dark()[1]
