"""`qulaq poll change` prints the report as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qulaq.cli.door import main


def test_the_report_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after, weights = tmp_path / "pre.csv", tmp_path / "post.csv", tmp_path / "w.csv"
    before.write_text("id,q,w\n" + "".join(f"p{i},{i % 5},{1 + i % 2}\n" for i in range(50)))
    after.write_text("id,group,q\n" + "".join(f"p{i},g{i % 5},{i % 5 + i % 2}\n" for i in range(40)))
    weights.write_text("id,weight\n" + "".join(f"p{i},{1 + i % 2}\n" for i in range(40)))
    assert main(["poll", "change", str(before), str(after)]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["participants"] == 40 and plain["items"][0]["net"] == 0.5
    assert main(["poll", "change", str(before), str(after), "--weights", str(weights)]) == 0
    weighted = json.loads(capsys.readouterr().out)
    assert weighted["items"][0]["net"] == pytest.approx(2 / 3)
    assert main(["poll", "change", str(before), str(after), "--weights", "w"]) == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["net"] == pytest.approx(2 / 3)
    assert main(["poll", "change", str(before), str(tmp_path / "none.csv")]) == 2
