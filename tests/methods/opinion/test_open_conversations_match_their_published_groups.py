"""Groups found from the votes alone, beside those Polis published for open conversations."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.files import open_text
from qulaq.methods.opinion.reading import read_conversation
from qulaq.methods.opinion.stability import adjusted_rand

DATA = Path(__file__).parent / "data"


def likeness(folder: Path, votes: str, k: int | None) -> float:
    talk = read_conversation(folder)
    with open_text(folder / votes) as lines:
        published = {row["participant"]: row["group-id"] for row in csv.DictReader(lines)}
    groups = find_groups(talk.votes, zeroed=talk.zeroed(), k=k)
    theirs = np.array([published[str(person)] for person in groups.votes.participants[groups.counted]])
    both = theirs != ""
    return adjusted_rand(groups.grouping.labels[both], np.unique(theirs[both], return_inverse=True)[1])


@pytest.mark.parametrize(
    ("conversation", "least"), [("brexit-consensus", 0.86), ("scoop-hivemind.taxes", 0.89)]
)
@pytest.mark.parametrize("k", [2, None])
def test_small_open_conversations(conversation: str, least: float, k: int | None) -> None:
    assert likeness(DATA / conversation, "participants-votes.csv.gz", k) >= least


@pytest.mark.data
def test_the_austrian_climate_assembly(data_folder: Path) -> None:
    folder = data_folder / "deliberation" / "polis" / "austria-climate.2vkxcncppn.2022-07-07"
    assert likeness(folder, "participants-votes.csv", 2) >= 0.95
