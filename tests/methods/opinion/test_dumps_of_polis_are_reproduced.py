"""Against the mathematics Polis itself published for two conversations (API dumps in `data`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qulaq.methods.opinion.analysis import Groups, find_groups
from qulaq.methods.opinion.files import read_json
from qulaq.methods.opinion.memory import Memory, read_memory
from qulaq.methods.opinion.reading import read_conversation
from qulaq.methods.opinion.stability import adjusted_rand

DATA = Path(__file__).parent / "data"
DUMPS = ["25ptpt-3gp-no-strict-with-meta", "below-100-ptpts"]


@lru_cache
def told(dump: str) -> tuple[Groups, dict[str, Any], Memory]:
    path = DATA / dump / "math-pca2.json.gz"
    memory, talk = read_memory(path), read_conversation(DATA / dump)
    groups = find_groups(talk.votes, zeroed=talk.zeroed(), meta=talk.meta(), memory=memory)
    return groups, read_json(path), memory


def by_statement(groups: Groups, said: dict[str, float]) -> np.ndarray:
    return np.array([said[str(tid)] for tid in groups.votes.statements])


@pytest.mark.parametrize("dump", DUMPS)
def test_axes_point_the_same_way(dump: str) -> None:
    groups, said, _ = told(dump)
    likeness = np.abs(np.sum(groups.space.axes * np.array(said["pca"]["comps"]), axis=1))
    assert likeness == pytest.approx([1.0, 1.0], abs=1e-12)


@pytest.mark.parametrize("dump", DUMPS)
def test_people_stand_where_polis_put_them(dump: str) -> None:
    groups, said, _ = told(dump)
    row = {person: at for at, person in enumerate(groups.votes.participants.tolist())}
    bases = said["base-clusters"]
    alone = [
        (members[0], x, y) for members, x, y in zip(bases["members"], bases["x"], bases["y"], strict=True)
    ]
    places = np.array([groups.places[row[person]] for person, _, _ in alone])
    assert np.allclose(places, [(x, y) for _, x, y in alone], atol=1e-12)


@pytest.mark.parametrize("dump", DUMPS)
def test_warm_groups_are_the_published_ones_under_their_names(dump: str) -> None:
    groups, _, memory = told(dump)
    names = np.array([*groups.grouping.names, -1])[groups.labels()]
    there = {str(person): int(name) for person, name in zip(groups.votes.participants, names, strict=True)}
    known = list(memory.groups)
    mine, theirs = np.array([there[person] for person in known]), np.array([memory.groups[p] for p in known])
    assert adjusted_rand(mine, theirs) == 1.0
    assert np.array_equal(mine, theirs)


@pytest.mark.parametrize("dump", DUMPS)
def test_group_aware_consensus_and_priorities_are_equal(dump: str) -> None:
    groups, said, _ = told(dump)
    assert np.allclose(
        groups.group_aware_consensus, by_statement(groups, said["group-aware-consensus"]), atol=1e-12
    )
    assert np.allclose(groups.priorities, by_statement(groups, said["comment-priorities"]), rtol=1e-12)


@pytest.mark.parametrize("dump", DUMPS)
def test_representative_statements_are_equal_in_order_and_evidence(dump: str) -> None:
    groups, said, _ = told(dump)
    for name, chosen in zip(groups.grouping.names, groups.representative, strict=True):
        theirs = said["repness"][str(name)]
        mine = [(int(groups.votes.statements[each.column]), each.agrees, each.first) for each in chosen]
        assert mine == [(each["tid"], each["repful-for"] == "agree", "best-agree" in each) for each in theirs]
        for each, other in zip(chosen, theirs, strict=True):
            assert (each.successes, each.trials) == (other["n-success"], other["n-trials"])
            evidence = [each.share, each.share_z, each.ratio, each.ratio_z]
            names = ("p-success", "p-test", "repness", "repness-test")
            assert evidence == pytest.approx([other[key] for key in names], abs=1e-6)


@pytest.mark.parametrize("dump", DUMPS)
def test_lists_of_consensus_are_equal(dump: str) -> None:
    groups, said, _ = told(dump)
    for mine, side in ((groups.agreed_by_all, "agree"), (groups.disagreed_by_all, "disagree")):
        found = [(int(groups.votes.statements[each.column]), each.successes, each.trials) for each in mine]
        assert found == [
            (each["tid"], each["n-success"], each["n-trials"]) for each in said["consensus"][side]
        ]


@pytest.mark.parametrize("dump", DUMPS)
def test_people_once_counted_stay_counted(dump: str) -> None:
    groups, said, _ = told(dump)
    counted = set(groups.votes.participants[groups.counted].tolist())
    assert set(said["in-conv"]) <= counted
