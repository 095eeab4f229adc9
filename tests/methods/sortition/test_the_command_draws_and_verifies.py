"""`qulaq sortition` from the lottery to a verification that fails by name, as an office would type it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from methods.sortition.drawn_folder import THROWN, write_pool
from methods.sortition.small_pools import random_pool
from qulaq.cli.door import main


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    write_pool(tmp_path, random_pool(3, people=14))
    return ["--features", str(tmp_path / "features.csv"), "--people", str(tmp_path / "people.csv")]


def test_the_lottery_has_the_keys_of_the_contract(files: list[str], tmp_path: Path) -> None:
    out, picture = tmp_path / "out.json", tmp_path / "chances.svg"
    assert (
        main(["sortition", "lottery", *files, "--size", "4", "--out", str(out), "--svg", str(picture)]) == 0
    )
    lottery = json.loads(out.read_text("utf-8"))
    assert {
        "panels",
        "probabilities",
        "person_probabilities",
        "algorithm",
        "objective",
        "optimal",
        "gap",
        "uniform",
    } <= set(lottery)
    assert set(lottery["objective"]) == {"min", "gini"} and lottery["optimal"] is True
    assert lottery["uniform"]["m"] == 1000 == len(lottery["uniform"]["panels"])
    assert picture.read_text("utf-8").startswith("<svg")


def test_commit_draw_verify_and_a_changed_byte(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "draw"
    assert main(["sortition", "commit", str(folder), *files, "--size", "4", "--at", "2026-03-01T10:00"]) == 0
    committed = said(capsys)["commitment"]
    assert main(["sortition", "draw", str(folder), "--dice", THROWN]) == 0
    panel = said(capsys)["panel"]
    assert main(["sortition", "verify", str(folder), "--published", committed]) == 0
    assert said(capsys)["panel"] == panel
    data = (folder / "lottery.json").read_bytes()
    (folder / "lottery.json").write_bytes(data.replace(b"p1", b"p2", 1))
    assert main(["sortition", "verify", str(folder)]) == 1
    assert said(capsys)["problems"][0]["file"] == "lottery.json"


def test_quotas_that_cannot_be_met_exit_1_with_the_relaxation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "f.csv").write_text("feature,value,min,max\nsex,f,3,4\nsex,m,0,4\n")
    (tmp_path / "p.csv").write_text("id,sex\na,f\nb,f\nc,m\nd,m\ne,m\n")
    code = main(
        [
            "sortition",
            "lottery",
            "--features",
            str(tmp_path / "f.csv"),
            "--people",
            str(tmp_path / "p.csv"),
            "--size",
            "4",
        ]
    )
    answer = said(capsys)
    assert code == 1 and answer["feasible"] is False
    assert answer["relaxation"] == [
        {"feature": "sex", "value": "f", "min": 3, "max": 4, "new_min": 2, "new_max": 4, "available": 2}
    ]


def test_bad_input_exits_2_with_one_line(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sortition", "lottery", *files, "--size", "99"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["sortition", "draw", str(tmp_path / "nothing"), "--dice", "1"]) == 2
    assert main(["sortition", "verify", str(tmp_path / "nothing")]) == 2


def test_no_method_command_loads_django() -> None:
    import subprocess
    import sys

    code = (
        "import sys, qulaq.cli.door as d; d.main(['sortition', 'verifier']);"
        "import qulaq.methods.sortition, qulaq.methods.voting, qulaq.methods.poll;"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
