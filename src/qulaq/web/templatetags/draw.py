"""`{% load draw %}`: icons and QR codes as inline SVG, without what a content policy would refuse."""

from __future__ import annotations

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from qulaq.web.icons import ICONS

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One icon of the set; `extra` names further classes. An unknown name is the author's mistake."""
    return format_html(
        '<svg class="i{}{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        " " if extra else "",
        extra,
        mark_safe(ICONS[name]),  # noqa: S308 our own constant drawings
    )


@register.simple_tag
def qr(content: str, label: str) -> SafeString:
    """A QR code of `content` (an address or a number, never personal data) with its meaning in words."""
    drawn = segno.make_qr(content, error="m")
    side = drawn.symbol_size(border=0)[0]
    steps: list[str] = []
    for top, row in enumerate(drawn.matrix):
        left = 0
        while left < side:
            run = 0
            while left + run < side and row[left + run]:
                run += 1
            if run:
                steps.append(f"M{left} {top}h{run}v1h-{run}z")
            left += run or 1
    return format_html(
        '<svg class="qr" viewBox="-1 -1 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path d="{2}"/></svg>',
        side + 2,
        label,
        "".join(steps),
    )
