"""`qulaq ballot` and `qulaq budget` print what the contract says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qulaq.cli.door import main

ELECTION = """META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;70;Park
b;30;Road
VOTES
voter_id;vote
1;a
2;a
3;a
4;b
5;b
"""


def test_a_budget_is_a_list_of_project_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, rounds, picture = tmp_path / "e.pb", tmp_path / "rounds.json", tmp_path / "b.svg"
    file.write_text(ELECTION)
    assert main(["budget", str(file), "--rule", "equal-shares"]) == 0
    assert json.loads(capsys.readouterr().out) == ["b"]
    assert (
        main(["budget", str(file), "--completion", "add1", "--explain", str(rounds), "--svg", str(picture)])
        == 0
    )
    assert set(json.loads(capsys.readouterr().out)) == {"a", "b"}
    assert all(set(step["says"]) == {"kk", "ru", "en"} for step in json.loads(rounds.read_text())["rounds"])
    assert "<svg" in picture.read_text()
    assert main(["budget", str(file), "--rule", "greedy"]) == 0
    assert json.loads(capsys.readouterr().out) == ["a", "b"]


def test_a_tally_explains_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "b.csv"
    file.write_text("vote\na>b>c\nb>c>a\nb>a>c\n")
    for rule in ("approval", "schulze", "ranked-pairs", "irv", "phragmen", "equal-shares-multiwinner"):
        assert main(["ballot", "tally", str(file), "--rule", rule, "--seats", "1"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert len(answer["elected"]) == 1 and answer["rounds"]
    assert main(["ballot", "tally", str(file), "--rule", "dictator"]) == 2


def test_the_jurys_roll_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "roll.csv"
    roll = [f"m{i},{'for' if i < 19 else 'against'}" for i in range(25)]
    file.write_text("\n".join(["member,vote", *roll]) + "\n")
    assert main(["ballot", "jury", str(file), "--held", "2026-04-01"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["result"], answer["repeat_on"], answer["missing"]) == ("not-adopted", "2026-04-15", 1)
    file.write_text(file.read_text().replace("m19,against", "m19,for"))
    assert main(["ballot", "jury", str(file), "--held", "2026-04-01"]) == 0
