"""Letters go to households with equal chances and to places by their size; then one person of each household."""

from __future__ import annotations

from fractions import Fraction

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.draw.stream import Stream
from qulaq.methods.sortition.two_stage import Household, draw_households, shares_of_places


def homes(numbers: dict[str, int]) -> list[Household]:
    return [
        Household(f"{kato}-{i}", kato, tuple(f"{kato}-{i}-{k}" for k in range(1 + i % 3)))
        for kato, number in numbers.items()
        for i in range(number)
    ]


def test_places_get_letters_by_their_households() -> None:
    drawn = draw_households(
        homes({"310000000": 600, "550000000": 300, "750000000": 100}), 50, stream=Stream(b"k", "m", "s")
    )
    assert len({invitation.household for invitation in drawn}) == 50
    assert shares_of_places(drawn) == {"31": 30, "55": 15, "75": 5}


def test_every_household_has_the_same_chance_and_people_share_it() -> None:
    pool = homes({"31": 7, "55": 3})
    counts = dict.fromkeys((home.code for home in pool), 0)
    for trial in range(3000):
        for invitation in draw_households(pool, 3, stream=Stream(b"k", "m", str(trial))):
            counts[invitation.household] += 1
            size = len(next(home.people for home in pool if home.code == invitation.household))
            assert invitation.chance == Fraction(3, 10) / size
    assert all(abs(count - 900) < 110 for count in counts.values())


def test_only_the_named_region_is_drawn_from() -> None:
    drawn = draw_households(homes({"31": 20, "55": 20}), 5, stream=Stream(b"k", "m", "s"), within="55")
    assert {invitation.kato for invitation in drawn} == {"55"}


def test_more_letters_than_households_are_refused() -> None:
    with pytest.raises(BadInput, match="letters"):
        draw_households(homes({"31": 3}), 4, stream=Stream(b"k", "m", "s"))
