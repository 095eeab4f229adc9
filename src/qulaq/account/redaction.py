"""Personal data in a text that is about to be published: found, shown in a preview, replaced by its kind.

Pure. Rules only (numbers with their checksums, contacts, addresses, the author's own names); an official looks at
the preview before anything is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qulaq.kernel.numbers import check_iin

PATTERNS: Final = (
    ("EMAIL", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("IBAN", re.compile(r"\bKZ\d{2}[0-9A-Z]{3}[0-9A-Z]{13}\b", re.I)),
    ("CARD", re.compile(r"\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b")),
    ("IIN", re.compile(r"\b\d{12}\b")),
    ("PHONE", re.compile(r"(?<!\d)(?:\+?7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")),
    (
        "ADDRESS",
        re.compile(
            r"(?:\b(?:ул\.|улица|улице|улицы|пр\.|проспект|мкр\.?|микрорайон)\s*[«\"]?[\w.\- ]{2,40}?|[\w.\-]{3,40}\s+"
            r"(?:көшесі|көшесінде|көшесіндегі|даңғылы|шағын ауданы))[»\"]?[, ]*(?:дом|д\.|үй|№)?\s*\d+\w?"
            r"(?:[,\s]*(?:кв\.|квартира|пәтер)\s*\d+)?",
            re.I,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of personal data: its kind and where it stands in the text."""

    kind: str
    start: int
    end: int


def find(text: str, names: tuple[str, ...] = ()) -> list[Span]:
    """Spans of personal data in order, none overlapping; `names` are the author's own words of a name."""
    spans = [Span(kind, m.start(), m.end()) for kind, pattern in PATTERNS for m in pattern.finditer(text)]
    spans = [span for span in spans if span.kind != "IIN" or _looks_like_iin(text[span.start : span.end])]
    for word in names:
        if len(word) >= 3:
            stem = word[:-1] if len(word) > 4 else word
            spans += [
                Span("PERSON", m.start(), m.end())
                for m in re.finditer(rf"\b{re.escape(stem)}\w*", text, re.I)
            ]
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def redact(text: str, names: tuple[str, ...] = ()) -> str:
    """The text with every span replaced by its kind in brackets."""
    for span in reversed(find(text, names)):
        text = f"{text[: span.start]}[{span.kind}]{text[span.end :]}"
    return text


def _looks_like_iin(digits: str) -> bool:
    """A twelve-digit number is hidden when it is a valid IIN, and also when it merely could be one by its date."""
    return check_iin(digits).valid or (1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31)
