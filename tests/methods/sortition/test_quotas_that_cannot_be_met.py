"""The smallest relaxation: fewest cells changed, then the least total change, and the binding cells named."""

from __future__ import annotations

from itertools import product

import pytest

from methods.sortition.small_pools import every_panel
from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition import Person, Pool, Quota, QuotasCannotBeMet, hold_lottery, smallest_relaxation


def pool_of(women: int, men: int, quotas: tuple[Quota, ...]) -> Pool:
    people = [("f", "old" if i % 2 else "young") for i in range(women)] + [("m", "young")] * men
    return Pool(("sex", "age"), quotas, tuple(Person(f"p{i}", values) for i, values in enumerate(people)))


def test_the_binding_cell_is_named_with_what_would_do() -> None:
    pool = pool_of(
        2,
        6,
        (
            Quota("sex", "f", 3, 3),
            Quota("sex", "m", 0, 6),
            Quota("age", "young", 0, 6),
            Quota("age", "old", 0, 6),
        ),
    )
    with pytest.raises(QuotasCannotBeMet, match="sex=f") as caught:
        hold_lottery(pool, 6)
    (change,) = caught.value.changes
    assert (change.least, change.most, change.available) == (2, 3, 2)


def test_no_change_is_proposed_where_none_is_needed() -> None:
    pool = pool_of(
        4,
        4,
        (
            Quota("sex", "f", 2, 2),
            Quota("sex", "m", 2, 2),
            Quota("age", "young", 0, 4),
            Quota("age", "old", 0, 4),
        ),
    )
    assert smallest_relaxation(pool, 4) == ()


def test_one_cell_is_changed_by_much_rather_than_two_by_little() -> None:
    quotas = (
        Quota("sex", "f", 0, 9),
        Quota("sex", "m", 0, 9),
        Quota("age", "young", 0, 1),
        Quota("age", "old", 1, 9),
    )
    pool = pool_of(4, 6, quotas)
    (change,) = smallest_relaxation(pool, 7)
    assert (change.quota.value, change.most) == ("young", 5)


@pytest.mark.parametrize("f,m,y,o", list(product((0, 2, 4), (0, 3), (1, 3), (0, 2))))
def test_the_relaxed_quotas_can_be_met(f: int, m: int, y: int, o: int) -> None:
    pool = pool_of(
        3,
        3,
        (
            Quota("sex", "f", f, f),
            Quota("sex", "m", m, m + 1),
            Quota("age", "young", y, y),
            Quota("age", "old", o, o),
        ),
    )
    changes = {(c.quota.feature, c.quota.value): c for c in smallest_relaxation(pool, 4)}
    assert bool(changes) == (not every_panel(pool, 4))
    relaxed = [
        Quota(q.feature, q.value, changes[q.feature, q.value].least, changes[q.feature, q.value].most)
        if (q.feature, q.value) in changes
        else q
        for q in pool.quotas
    ]
    assert every_panel(Pool(pool.features, tuple(relaxed), pool.people), 4)


def test_too_few_households_are_bad_input() -> None:
    people = tuple(Person(f"p{i}", ("a",), "home") for i in range(5))
    with pytest.raises(BadInput, match="households"):
        hold_lottery(Pool(("x",), (Quota("x", "a", 0, 5),), people), 3)
