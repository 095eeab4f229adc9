"""A run that continues an earlier one keeps its group names and does not turn the map over."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from qulaq.methods.opinion.analysis import Groups, find_groups, find_opinion
from qulaq.methods.opinion.memory import Memory, matched_names, read_memory
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.report import write_report
from qulaq.methods.opinion.stability import adjusted_rand

CROWD = plant(900, 120, seed=3, slant=2.5, mean_votes=40)


@lru_cache
def answered(people: int) -> tuple[Groups, str]:
    early = find_opinion(CROWD.votes.people(np.arange(people)))
    return early.groups, "".join(write_report(early))


def remembered(path: Path, people: int) -> tuple[Groups, Memory]:
    groups, text = answered(people)
    path.write_text(text, encoding="utf-8")
    return groups, read_memory(path)


def test_our_own_answer_can_be_continued(tmp_path: Path) -> None:
    early, memory = remembered(tmp_path / "out.json", 700)
    late = find_groups(CROWD.votes, memory=memory)
    assert late.grouping.names == early.grouping.names
    before, after = early.labels(), late.labels()[:700]
    both = (before >= 0) & (after >= 0)
    assert np.mean(before[both] == after[both]) > 0.85
    assert (np.sum(early.space.axes * late.space.axes, axis=1) > 0.8).all()


def test_the_same_votes_continue_to_the_same_groups(tmp_path: Path) -> None:
    early, memory = remembered(tmp_path / "out.json", 900)
    late = find_groups(CROWD.votes, memory=memory)
    assert adjusted_rand(early.grouping.labels, late.grouping.labels) > 0.9
    assert np.allclose(early.places, late.places, atol=1e-8)


def test_a_map_turned_over_is_turned_back(tmp_path: Path) -> None:
    early, memory = remembered(tmp_path / "out.json", 900)
    turned = replace(
        memory, axes=memory.axes * np.array([[-1.0], [1.0]]), centres=memory.centres * [-1.0, 1.0]
    )
    late = find_groups(CROWD.votes, memory=replace(turned, bases=None))
    assert np.allclose(late.places, early.places * [-1.0, 1.0], atol=1e-8)
    assert adjusted_rand(early.grouping.labels, late.grouping.labels) > 0.8


def test_axes_that_changed_places_are_recognised(tmp_path: Path) -> None:
    early, memory = remembered(tmp_path / "out.json", 900)
    swapped = replace(memory, axes=memory.axes[::-1], centres=memory.centres[:, ::-1], bases=None)
    late = find_groups(CROWD.votes, memory=swapped)
    assert adjusted_rand(early.grouping.labels, late.grouping.labels) > 0.8


def test_another_number_of_groups_keeps_the_names_of_most_people(tmp_path: Path) -> None:
    early, memory = remembered(tmp_path / "out.json", 900)
    late = find_groups(CROWD.votes, memory=memory, k=2)
    assert late.grouping.k == 2
    assert set(late.grouping.names) <= set(early.grouping.names)
    names = np.array([*late.grouping.names, -1])[late.labels()]
    before = np.array([*early.grouping.names, -1])[early.labels()]
    assert np.mean(names[early.counted] == before[early.counted]) > 0.5


def test_one_group_only_is_nothing_to_continue() -> None:
    axes = np.zeros((2, 120))
    memory = Memory(tuple(map(str, range(120))), axes, (0,), np.zeros((1, 2)), None, {"1": 0}, frozenset())
    late = find_groups(CROWD.votes, memory=memory)
    assert late.grouping.k == find_groups(CROWD.votes).grouping.k > 1
    assert 0 in late.grouping.names


def test_names_go_to_the_groups_with_most_of_their_people() -> None:
    memory = Memory(
        (), np.zeros((2, 0)), (3, 8), np.zeros((2, 2)), None, {"a": 3, "b": 3, "c": 8}, frozenset()
    )
    assert matched_names(np.array([1, 1, 0]), 2, np.array(["a", "b", "c"]), memory) == (8, 3)
    assert matched_names(np.array([1, 1, 0]), 3, np.array(["a", "b", "c"]), memory) == (8, 3, 0)


def test_an_answer_is_json_with_every_person_and_statement(tmp_path: Path) -> None:
    remembered(tmp_path / "out.json", 300)
    said = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert len(said["groups"]) == len(said["projection"]) == said["participants"] == 300
    assert len(said["statements"]) == len(said["bridging"]) == len(said["pca"]["tids"]) == 120
    assert set(said["representative"]) == set(said["sizes"]) == set(said["centres"])
