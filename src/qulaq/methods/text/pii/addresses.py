"""Postal addresses down to a house, in Russian and Kazakh. A street without a house number is a place, not an address."""

# ruff: noqa: E501 - patterns are tables; a broken line would hide a gap
from __future__ import annotations

import re
from typing import Final

#: A street's name: any first word, then only capitalised words or titles («Төле би», «Бауыржан Момышұлы»).
_NAME: Final = (
    r"(?:\d{1,2}(?:-?[а-яәі]{1,3})?\s+)?[^\W\d_][\w’'.-]*"
    r"(?:\s+(?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w’'.-]*|би|хан\w{0,2}|батыр\w{0,2}|ата|ана|сал|серэ|сері|жырау|ақын|акына|жолы|баба|апа|мерген|тархан)){0,3}?"
)
_HOUSE: Final = r"(?:№\s?)?\d{1,4}(?!\d)(?:\s?[/\-–]\s?\d{1,4})*(?:\s?[а-гА-Гa-d](?![\wа-яё]))?"
_FLAT_RU: Final = r"(?:[\s,]+(?:корп(?:ус)?\.?|к\.|стр\.?|блок|подъезд|под\.|этаж)\s?\d+[а-г]?)*(?:[\s,]*(?:кв(?:артир\w*|\.)?|офис|оф\.|комн(?:ат\w*|\.)?)\s?№?\s?\d+|[\s,]+\d+\s?-?\s?(?:кв(?:артир\w*|\.)?)(?!\w))?"
_TYPE_RU: Final = (
    r"(?:ул(?:иц[аеыу]|\.)?|пр(?:оспект\w*|-т|-кт|\.)?|пр\.|мкр[-.]?|мкрн\.?|микрорайон\w*|м-н|пер(?:еул\w+|\.)?|"
    r"бульвар\w*|б-р|шоссе|тупик\w*|проезд\w*|квартал\w*|жм|жилмассив\w*|с/т|снт|дачи?)(?![\wа-яё])"
)
_DOM: Final = r"(?:д(?:ом\w{0,2}|\.)?|дом)"
_TYPE_KK: Final = (
    r"(?:көше(?:сі|сінде|сіндегі|сінің|сіне|сінен)?|к-сі|к-сінде|даңғыл(?:ы|ында|ындағы|ының)?|даң\.|ықшам\s?аудан(?:ы|ында|ындағы)?|"
    r"шағын\s?аудан(?:ы|ында|ындағы|да)?|мкр\.?|бульвар(?:ы|ында|ындағы)?|тұйығы|орам(?:ы|ында)?|тас\s?жолы|ы/а|ш/а|м/а)"
)
_HOUSE_KK: Final = r"(?:№\s?)?\d{1,4}(?!\d)(?:\s?[/\-–]\s?\d{1,4})*(?:\s?[а-гА-Г](?![\wа-яё]))?(?:\s?-?\s?(?:ші|шы|інші|ыншы))?(?:\s?-?\s?үй\w*)?"
_FLAT_KK: Final = r"(?:[\s,]*(?:\d+\s?-?\s?(?:ші|шы)?\s?-?\s?(?:пәтер\w*|п(?:әт)?\.)|пәтер\s?№?\s?\d+|(?:кв\.?|п\.)\s?\d+))?"


def _loose(pattern: str) -> str:
    """The same in any case."""
    return f"(?i:{pattern})"


#: (what must stand in the text at all, the pattern); names of streets keep their case, all else is read in any.
_PATTERNS: Final = tuple(
    (re.compile(needs, re.I), re.compile(p))
    for needs, p in (
        (
            "үй",
            r"(?<!\w)[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+(?:\s(?:[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+|би|батыр|ата|ана|хан|жолы)){0,2}\s*,?\s+\d{1,4}[а-г]?(?:/\d+)?\s?-?\s?үй(?:де|дің|ге|ден|іміз\w*)?(?!\w)",
        ),
        ("ул|пр|мкр|микр|м-н|пер|бульв|б-р|шоссе|тупик|квартал|жм|жилм|с/т|снт|дач", rf"(?<!\w){_loose(_TYPE_RU)}\s?{_NAME}\s*,?\s*{_loose(f'(?:{_DOM}[ ]?)?{_HOUSE}(?:[ ]?-?[ ]?(?:дом|үй)[а-яәі]*)?{_FLAT_RU}')}"),
        ("мкр|микр|м-н|квартал", _loose(rf"(?<!\w)\d{{1,2}}\s?-?(?:й|ый|ой|ом|м)?\s?(?:мкр\.?|микрорайон\w*|м-н|квартал\w*)\s*,?\s*(?:{_DOM}\s?)?{_HOUSE}(?:\s?-?\s?(?:дом|үй)\w*)?{_FLAT_RU}")),
        ("көше|к-с|даң|аудан|мкр|бульвар|тұйы|орам|жолы|/а", rf"(?<!\w){_NAME}\s+{_loose(f'{_TYPE_KK}[ ]*,?[ ]*(?:үй[ ]?)?{_HOUSE_KK}{_FLAT_KK}')}"),
        ("аудан|мкр|орам|/а", _loose(rf"(?<!\w)\d{{1,2}}\s?-?\s?(?:ші|шы)?\s?-?\s?{_TYPE_KK}\s*,?\s*(?:үй\s?)?{_HOUSE_KK}{_FLAT_KK}")),
        ("кв", _loose(rf"(?<!\w)[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+(?:\s[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+)?\s*,?\s+(?:{_DOM}\s?)?\d{{1,4}}[а-г]?(?:/\d+)?[\s,]+(?:кв\.?|квартира)\s?№?\s?\d+")),
        ("пәтер", _loose(r"(?<!\w)[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+(?:\s[А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+)?\s*,?\s+\d{1,4}[а-г]?(?:/\d+)?\s?-?\s?(?:үй)?[\s,]+\d+\s?-?\s?(?:ші|шы)?\s?-?пәтер\w*")),
        ("кв", _loose(r"(?<!\w)(?:дом|д\.)\s?№?\s?\d{1,4}[а-г]?(?:/\d+)?[\s,]+(?:кв\.?|квартира)\s?№?\s?\d+")),
        ("пәтер", _loose(r"(?<!\w)(?:№\s?)?\d{1,4}[а-г]?(?:/\d+)?\s?-?\s?үй\w*[\s,]+\d+\s?-?\s?(?:ші|шы)?\s?-?пәтер\w*")),
    )
)  # fmt: skip
_STREETS: Final = re.compile(
    r"ул|пр|мкр|микрор|пер\.|переул|бульв|шоссе|квартал|көше|к-с|даң|аудан|дом|үй|кв|пәтер|м-н|тұйы|орам|/а|дач|жилм",
    re.I,
)
#: A small word before a capitalised street name is no part of it («шұңқыр Абай көшесі»).
_STRAY: Final = re.compile(r"[а-яёәіңғүұқөһ]+\s+([А-ЯЁӘІҢҒҮҰҚӨҺ])")
_TAIL: Final = re.compile(r"[\s,.\-–]+$")
_LEAD: Final = re.compile(
    r"^(?:(?:мен|менің|біз|біздің|мекенжай\w*|мекен-жай\w*|адрес\w*|қаласы|қала|ауылы|г|город\w*|қ|тұратын|қаласының|ауданы|облысы)[\s:.,]+)+",
    re.I,
)


def find(text: str) -> list[tuple[str, int, int]]:
    """("ADDRESS", start, end) of every address with a house number."""
    if not _STREETS.search(text):
        return []
    found: list[tuple[int, int]] = []
    for needs, pattern in _PATTERNS:
        for match in pattern.finditer(text) if needs.search(text) else ():
            start, end = match.span()
            lead = _LEAD.match(text[start:end])
            start += lead.end() if lead else 0
            stray = _STRAY.match(text, start, end)
            start = stray.start(1) if stray and not _STREETS.match(stray.group(0)) else start
            end -= len(text[start:end]) - len(_TAIL.sub("", text[start:end]))
            found.append((start, end))
    return [("ADDRESS", a, b) for a, b in _merged(found)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
