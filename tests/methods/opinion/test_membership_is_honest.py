"""Chances of belonging are what they say, and people with few votes are called undecided."""

from __future__ import annotations

import numpy as np

from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.membership import soft_membership
from qulaq.methods.opinion.planted import plant


def test_of_those_placed_with_chance_p_about_p_are_placed_right() -> None:
    told, right = [], []
    for seed in (1, 2, 3):
        crowd = plant(3000, 300, seed=seed)
        groups = find_groups(crowd.votes, k=3)
        truth, chances = crowd.groups[groups.counted], groups.membership.chances
        group_of = [
            np.bincount(truth[chances.argmax(1) == group], minlength=3).argmax() for group in range(3)
        ]
        told.append(chances.max(1))
        right.append(np.array(group_of)[chances.argmax(1)] == truth)
    chance, correct = np.concatenate(told), np.concatenate(right)
    for low, high in ((0.45, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1.01)):
        there = (chance >= low) & (chance < high)
        assert abs(chance[there].mean() - correct[there].mean()) < 0.06


def test_few_votes_leave_people_undecided_more_often() -> None:
    crowd = plant(3000, 300, seed=4)
    groups = find_groups(crowd.votes, k=3)
    given_votes = crowd.votes.per_person[groups.counted]
    undecided = groups.membership.undecided
    assert undecided[given_votes < 15].mean() > 2 * undecided[given_votes > 60].mean()
    assert np.allclose(groups.membership.chances.sum(1), 1.0)


def test_one_group_or_a_handful_of_people_stay_as_they_are() -> None:
    places = np.array([[0.0, 1.0], [1.0, 0.0], [3.0, 3.0]])
    assert soft_membership(places, np.zeros(3, dtype=int), 1, np.ones(3)).chances.tolist() == [[1.0]] * 3
    assert soft_membership(places, np.array([0, 0, 1]), 2, np.ones(3)).chances.tolist() == [
        [1, 0],
        [1, 0],
        [0, 1],
    ]
