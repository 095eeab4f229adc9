"""Statements are drawn by what they teach; the log of chances makes shares honest again."""

from __future__ import annotations

import numpy as np
import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.exposure import Exposures, corrected_shares
from qulaq.methods.opinion.routing import draw
from qulaq.methods.opinion.votes import gather


def test_statements_are_drawn_in_proportion_to_priority() -> None:
    priority, open_to = np.array([1.0, 3.0, 6.0, 90.0]), np.array([True, True, True, False])
    drawn = [draw(priority, open_to, seed=(7, turn)) for turn in range(4000)]
    share = np.bincount([each[0] for each in drawn if each], minlength=4) / 4000
    assert share == pytest.approx([0.1, 0.3, 0.6, 0.0], abs=0.03)
    assert {each[0]: each[1] for each in drawn if each} == pytest.approx({0: 0.1, 1: 0.3, 2: 0.6})


def test_the_same_seed_draws_the_same_and_nothing_open_draws_nothing() -> None:
    priority = np.array([1.0, 2.0])
    assert draw(priority, np.ones(2, dtype=bool), seed=(1, 2)) == draw(
        priority, np.ones(2, dtype=bool), seed=(1, 2)
    )
    assert draw(priority, np.zeros(2, dtype=bool), seed=(1, 2)) is None
    column, chance = draw(np.zeros(2), np.array([False, True]), seed=(1, 2)) or (None, None)
    assert (column, chance) == (1, 1.0)


def test_routing_that_favoured_one_camp_is_taken_out_of_the_shares() -> None:
    """Both camps draw as often, but the statement was shown to the first, who agree, five times as much."""
    errors, plain_errors = [], []
    for seed in range(8):
        lots = np.random.default_rng(seed)
        camp = np.arange(6000) % 2
        chance = np.where(camp == 0, 0.5, 0.1)
        shown = lots.random(6000) < chance
        people = np.flatnonzero(shown)
        agrees = lots.random(len(people)) < np.where(camp[people] == 0, 0.9, 0.2)
        votes = gather(people, np.zeros(len(people), dtype=int), np.where(agrees, 1, -1))
        log = Exposures(np.arange(len(people)), np.zeros(len(people), dtype=int), chance[people])
        found = corrected_shares(votes, log)
        errors.append((found.share[0] - 0.55) / found.error[0])
        plain_errors.append(found.plain[0] - 0.55)
        assert found.effective[0] < found.answered[0]
    assert min(plain_errors) > 0.15
    assert abs(np.mean(errors)) < 1.2
    assert max(np.abs(errors)) < 3.5


def test_equal_chances_correct_nothing() -> None:
    lots = np.random.default_rng(1)
    rows, columns = np.divmod(np.arange(400), 4)
    votes = gather(rows, columns, lots.integers(-1, 2, 400))
    found = corrected_shares(votes, Exposures(rows, columns, np.full(400, 0.25)))
    assert found.share == pytest.approx(found.plain)
    assert found.effective == pytest.approx([100.0] * 4)


def test_showings_without_an_answer_are_counted_as_shown_only() -> None:
    votes = gather(np.array([0, 1, 2]), np.array([0, 1, 0]), np.array([1, 1, -1]))
    found = corrected_shares(
        votes, Exposures(np.array([0, 1, 2]), np.array([0, 0, 0]), np.array([0.5, 0.5, 0.5]))
    )
    assert (found.shown[0], found.answered[0]) == (3, 2)


@pytest.mark.parametrize("chances", [[0.0], [1.5], [0.5, 0.5]])
def test_a_log_with_impossible_chances_is_refused(chances: list[float]) -> None:
    with pytest.raises(BadInput):
        Exposures(np.array([0]), np.array([0]), np.array(chances))
