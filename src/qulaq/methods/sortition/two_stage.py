"""Invitations by lot where no register of people may be used: households first, then one person in each.

Stage one shares the letters among places in proportion to their households (systematic drawing, so that every
household has the same chance and each place gets its share up to one letter). Stage two draws one adult of the
household that answers. Source: OECD, "Innovative Citizen Participation and New Democratic Institutions" (2020),
two-stage random selection; systematic sampling: Madow, Annals of Math. Statistics 20 (1949).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.draw.stream import WHOLE, Stream


@dataclass(frozen=True, slots=True)
class Household:
    """An address by its code, its place (KATO code) and the codes of its adults where they are known."""

    code: str
    kato: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A drawn household; `person` where its adults are known. `chance` of that person (household where none)."""

    household: str
    kato: str
    person: str | None
    chance: Fraction


def draw_households(
    households: Sequence[Household], letters: int, *, stream: Stream, within: str | None = None
) -> list[Invitation]:
    """`letters` households of those whose KATO code begins with `within`, each with the same chance.

    The order inside a place is shuffled by the stream, then every (N / letters)-th household from a random start is
    taken along the places in KATO order. Errors: `BadInput` for too few households or a code that stands twice.
    """
    pool = [home for home in households if within is None or home.kato.startswith(within)]
    if len({home.code for home in pool}) != len(pool):
        raise BadInput("a household stands twice", field="households")
    if not 0 < letters <= len(pool):
        raise BadInput(f"{letters} letters cannot go to {len(pool)} households", field="letters")
    by_code = {home.code: home for home in pool}
    order = stream.shuffled(list(by_code))
    frame = sorted((by_code[code] for code in order), key=lambda home: home.kato)
    # positions start + i*N/letters with start uniform in [0, N/letters), in whole numbers of N·2^128 parts
    parts = WHOLE >> 128
    start = stream.below(len(pool) * parts)
    taken = [(start + index * len(pool) * parts) // (letters * parts) for index in range(letters)]
    return [_invite(frame[row], Fraction(letters, len(pool)), stream) for row in taken]


def _invite(home: Household, chance: Fraction, stream: Stream) -> Invitation:
    if not home.people:
        return Invitation(home.code, home.kato, None, chance)
    person = sorted(home.people)[stream.below(len(home.people))]
    return Invitation(home.code, home.kato, person, chance / len(home.people))


def shares_of_places(invitations: Iterable[Invitation], *, digits: int = 2) -> dict[str, int]:
    """Letters by the first `digits` digits of the KATO code (2 = region), for the public page."""
    count: dict[str, int] = {}
    for invitation in invitations:
        place = invitation.kato[:digits]
        count[place] = count.get(place, 0) + 1
    return dict(sorted(count.items()))
