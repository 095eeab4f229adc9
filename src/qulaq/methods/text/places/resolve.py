"""From mentions to codes: context of the message, the sender's region, and ambiguity as an answer.

A town, the district it is the centre of and their rural okrug share one name (Мерке, Қордай): that is one answer, the
town first. A name that many villages share stays ambiguous unless the message or the region settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qulaq.methods.text.places.mentions import Mention, mentions
from qulaq.methods.text.places.names import (
    CITY,
    DISTRICT,
    HALL,
    OKRUG,
    REGION,
    SPOT,
    TOWN,
    VILLAGE,
    Named,
    names,
)

_RANK: Final = {CITY: 0, REGION: 1, TOWN: 2, DISTRICT: 3, VILLAGE: 4, OKRUG: 5, SPOT: 6, HALL: 7}
#: A district's centre is meant when at most so many other villages have its name.
FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a message: codes best first. A resolved one has several only where a town, its district and okrug
    share the name."""

    start: int
    end: int
    text: str
    kato: tuple[str, ...]
    status: str


def find(text: str, region: str | None = None, starts: Iterable[int] | None = None) -> list[Found]:
    """Places of Kazakhstan named in `text`. `region` (a KATO code, the sender's own) helps where names repeat;
    `starts` are the positions of the words with a `hint`, for a caller who knows them."""
    said = mentions(text, starts)
    return _resolve(said, region) if said else []


def _resolve(said: list[Mention], region: str | None) -> list[Found]:
    """Each mention settled by the others that are sure, then by the sender's region."""
    done = [_settled(m.choices, m.typed, ()) for m in said]
    if len(said) > 1:
        for _ in range(2):
            for number, mention in enumerate(said):
                others = {kept[0].prefix for i, (kept, sure) in enumerate(done) if i != number and sure}
                inner = tuple(sorted(others, key=lambda p: (-len(p), p)))
                if others and not done[number][1]:
                    done[number] = _settled(mention.choices, mention.typed, inner)
    if region and not all(sure for _, sure in done):
        own = names().gazetteer.get(region)
        wider = ((own.prefix,) if own else ()) + (region[:2],)
        for number, mention in enumerate(said):
            for prefix in wider if not done[number][1] else ():
                done[number] = _settled(tuple(done[number][0]), mention.typed, (prefix,), within=True)
    return [
        Found(m.start, m.end, m.text, tuple(n.code for n in kept), "resolved" if sure else "ambiguous")
        for m, (kept, sure) in zip(said, done, strict=True)
    ]


@lru_cache(maxsize=65536)
def _settled(
    choices: tuple[Named, ...], typed: bool, prefixes: tuple[str, ...], within: bool = False
) -> tuple[tuple[Named, ...], bool]:
    """Choices left after the context (what lies in the first prefix that holds any) and the habits of speech, best
    first, and whether they are one place. `within`: the prefix may be the place itself (the sender's own district)."""
    for prefix in prefixes:
        inner = tuple(n for n in choices if n.code.startswith(prefix) and (within or n.prefix != prefix))
        if inner:
            choices = inner
            break
    choices = tuple(sorted(choices, key=lambda n: (2 if n.is_seat else _RANK[n.kind], n.code)))
    one = _one_place(choices, typed)
    return (tuple(one), True) if one else (choices, False)


def _one_place(choices: tuple[Named, ...], typed: bool) -> Sequence[Named]:
    """The choices that are one place, if speech means one of them by this name; none if it may mean several."""
    if len(choices) == 1:
        return choices
    cities = [n for n in choices if n.kind == CITY]
    regions = [n for n in choices if n.kind == REGION]
    if len(cities) == 1 and (not regions or cities[0].code.endswith("0000") or typed):
        return cities
    if len(regions) == 1 and all(n.code.startswith(regions[0].code[:2]) for n in choices):
        return regions
    if regions or cities:
        return []
    known = [n for n in choices if n.known and n.kind in {TOWN, VILLAGE}]
    if len(known) == 1:
        return known
    solid = [n for n in choices if n.kind != SPOT] or list(choices)
    if len(solid) == 1:
        return solid
    centre = [n for n in solid if n.kind == DISTRICT or n.is_seat]
    homes = {n.code[:4] for n in centre}
    if len(homes) == 1:
        home = homes.pop()
        outside = {n.code[:6] for n in solid if n.code[:4] != home and n.kind in {TOWN, VILLAGE, OKRUG}}
        if len(outside) <= FEW:
            own = [n for n in solid if n.code[:4] == home]
            return [n for n in own if n.kind != OKRUG or n.code[:6] == own[0].code[:6]]
    if len({n.code[:6] for n in solid}) == 1:
        return solid
    return []
