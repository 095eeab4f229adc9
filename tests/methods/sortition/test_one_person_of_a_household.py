"""With --household at most one person of a household sits on any panel, through commitment and verification."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from methods.sortition.drawn_folder import THROWN
from qulaq.cli.door import main


def test_households_are_kept_apart_and_the_commitment_remembers_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"p{i},{'fm'[i % 2]},h{i // 2}" for i in range(20)]
    (tmp_path / "features.csv").write_text("feature,value,min,max\nsex,f,3,3\nsex,m,3,3\n")
    (tmp_path / "people.csv").write_text("\n".join(["id,sex,home", *rows]) + "\n")
    given = ["--features", str(tmp_path / "features.csv"), "--people", str(tmp_path / "people.csv")]
    out = tmp_path / "lottery.json"
    assert (
        main(["sortition", "lottery", *given, "--size", "6", "--household", "home", "--out", str(out)]) == 0
    )
    lottery = json.loads(out.read_text())
    homes = {f"p{i}": i // 2 for i in range(20)}
    assert all(len({homes[code] for code in panel}) == 6 for panel in lottery["panels"])
    assert all(abs(chance - 0.3) < 1e-6 for chance in lottery["person_probabilities"].values())
    assert main(["sortition", "commit", str(tmp_path), "--at", "2026-03-01T10:00"]) == 0
    assert json.loads((tmp_path / "manifest.json").read_text())["household"] == "home"
    assert main(["sortition", "draw", str(tmp_path), "--dice", THROWN]) == 0
    capsys.readouterr()
    assert main(["sortition", "verify", str(tmp_path)]) == 0
    panel = json.loads(capsys.readouterr().out)["panel"]
    assert len({homes[code] for code in panel}) == 6
