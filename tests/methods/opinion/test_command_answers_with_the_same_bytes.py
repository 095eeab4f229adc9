"""`qulaq opinion groups`: the contract's keys, exit codes, and the same bytes whatever order the votes stand in."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qulaq.cli.door import main
from qulaq.methods.opinion.files import open_text
from qulaq.methods.opinion.planted import plant

DATA = Path(__file__).parent / "data"
DUMP = DATA / "below-100-ptpts"


def answer(path: Path, out: Path, *options: str) -> bytes:
    assert main(["opinion", "groups", str(path), *options, "--out", str(out)]) == 0
    return out.read_bytes()


def test_a_vote_file_shuffled_five_times_gives_the_same_bytes(tmp_path: Path) -> None:
    with open_text(DATA / "brexit-consensus" / "participants-votes.csv.gz") as lines:
        rows = list(csv.DictReader(lines))
    votes = [
        f"{row['participant']},{tid},{row[tid]}\n"
        for row in rows
        for tid in row
        if tid.isdigit() and row[tid]
    ]
    seen = set()
    for turn in range(5):
        random.Random(turn).shuffle(votes)
        path = tmp_path / f"{turn}.csv"
        path.write_text("participant,statement,vote\n" + "".join(votes), encoding="utf-8")
        seen.add(answer(path, tmp_path / "out.json"))
    assert len(seen) == 1


def test_the_number_of_threads_changes_nothing(tmp_path: Path) -> None:
    votes = plant(1500, 100, seed=1).votes
    path = tmp_path / "votes.csv"
    rows = zip(votes.rows().tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    path.write_text(
        "participant,statement,vote\n" + "".join(f"{p},{s},{v}\n" for p, s, v in rows), encoding="utf-8"
    )
    seen = set()
    for threads in ("1", "2"):
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
        out = tmp_path / f"{threads}.json"
        command = [sys.executable, "-m", "qulaq.cli.door", "opinion", "groups", str(path), "--out", str(out)]
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, **dict.fromkeys(names, threads)}
        )
        seen.add(out.read_bytes())
    assert len(seen) == 1


def test_wide_and_long_files_of_the_same_votes_give_the_same_bytes(tmp_path: Path) -> None:
    lots = np.random.default_rng(2)
    table = lots.integers(-1, 2, (40, 12))
    wide = "participant," + ",".join(map(str, range(12))) + "\n"
    wide += "".join(
        f"{person}," + ",".join(map(str, row)) + "\n" for person, row in enumerate(table.tolist())
    )
    long = "".join(f"{person},{tid},{table[person, tid]}\n" for tid in range(12) for person in range(40))
    (tmp_path / "wide.csv").write_text(wide, encoding="utf-8")
    (tmp_path / "long.csv").write_text("participant,statement,vote\n" + long, encoding="utf-8")
    one = answer(tmp_path / "wide.csv", tmp_path / "one.json")
    assert one == answer(tmp_path / "long.csv", tmp_path / "other.json")


def test_the_answer_holds_what_the_contract_promises(tmp_path: Path) -> None:
    said = json.loads(answer(DUMP, tmp_path / "o.json"))
    assert set(said["groups"].values()) == {None, *range(said["k"])}
    assert {"median_ari", "p10", "verdict"} <= set(said["stability"])
    assert len(said["pca"]["comps"]) == 2
    assert len(said["pca"]["comps"][0]) == len(said["pca"]["tids"]) == 44
    assert all(len(place) == 2 for place in said["projection"].values())
    assert set(said["group_aware_consensus"]) == set(said["bridging"]) == set(said["statements"])
    assert set(said["representative"]) == {str(group) for group in range(said["k"])}
    numbers = [x for place in said["projection"].values() for x in place]
    assert all(number == round(number, 9) for number in numbers)


def test_warm_start_by_command_keeps_the_published_groups(tmp_path: Path) -> None:
    math = DUMP / "math-pca2.json.gz"
    said = json.loads(answer(DUMP / "votes.json.gz", tmp_path / "o.json", "--warm", str(math)))
    published = json.loads(gzip.decompress(math.read_bytes()))
    members = dict(zip(published["base-clusters"]["id"], published["base-clusters"]["members"], strict=True))
    for group in published["group-clusters"]:
        for base in group["members"]:
            assert {said["groups"][str(person)] for person in members[base]} == {group["id"]}
    told = published["group-aware-consensus"]
    assert max(abs(said["group_aware_consensus"][tid] - told[tid]) for tid in told) < 1e-6


def test_the_earlier_run_tells_the_sign_where_no_comments_lie_beside(tmp_path: Path) -> None:
    (tmp_path / "votes.json.gz").write_bytes((DUMP / "votes.json.gz").read_bytes())
    said = json.loads(
        answer(tmp_path / "votes.json.gz", tmp_path / "o.json", "--warm", str(DUMP / "math-pca2.json.gz"))
    )
    told = json.loads(gzip.decompress((DUMP / "math-pca2.json.gz").read_bytes()))["group-aware-consensus"]
    assert max(abs(said["group_aware_consensus"][tid] - told[tid]) for tid in told) < 1e-6


def test_forced_k_is_obeyed(tmp_path: Path) -> None:
    assert json.loads(answer(DATA / "brexit-consensus", tmp_path / "o.json", "--k", "4"))["k"] == 4


def test_without_out_the_answer_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["opinion", "groups", str(DUMP)]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["k"] >= 1
    assert "groups" in printed.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["groups", "nowhere.csv"],
        ["groups", str(DUMP), "--k", "1"],
        ["groups", str(DUMP), "--seed", "-1"],
        ["groups", str(DUMP), "--warm", str(DUMP / "comments.json.gz")],
        ["groups", str(DUMP), "--out", "/nowhere/at/all/o.json"],
        ["groups"],
        ["figures", str(DUMP)],
    ],
)
def test_bad_input_is_one_line_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["opinion", *arguments]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
