"""The whole report: participants matched by code, non-participants compared, knowledge and control groups."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.poll import Sheet, poll_report, read_sheet, read_weights


def sheets(people: int = 120, came: int = 60, seed: int = 2) -> tuple[Sheet, Sheet]:
    random = np.random.default_rng(seed)
    first, second = io.StringIO(), io.StringIO()
    one, two = csv.writer(first), csv.writer(second)
    one.writerow(["id", "sex", "support", "know1", "know2"])
    two.writerow(["id", "group", "support", "know1", "know2"])
    for person in range(people):
        start = int(random.integers(0, 9))
        one.writerow(
            [f"p{person}", "fm"[person % 2], start, int(random.random() < 0.4), int(random.random() < 0.4)]
        )
        if person < came:
            two.writerow(
                [
                    f"p{person}",
                    f"g{person % 6}",
                    start + 1,
                    int(random.random() < 0.8),
                    int(random.random() < 0.8),
                ]
            )
    return read_sheet(first.getvalue()), read_sheet(second.getvalue())


def test_everything_is_reported_with_its_size() -> None:
    report = poll_report(*sheets())
    (item,) = report["items"]
    assert report["participants"] == 60 and not report["small_sample"]
    assert item["item"] == "support" and item["net"] == 1.0 and item["n"] == 60 and item["clusters"] == 6
    assert report["knowledge"]["gain"]["net"] > 0.2
    asked = report["representativeness"]
    assert asked["non_participants"] == 60
    assert {row["item"] for row in asked["items"]} == {"support", "know1", "know2", "sex"}
    assert all(row["p_holm"] is None or row["p_holm"] >= row["p"] for row in asked["items"])
    json.dumps(report, allow_nan=False)


def test_a_biased_turnout_is_seen() -> None:
    before, after = sheets()
    old = {code: {**row, "sex": "f" if code in after.cells else "m"} for code, row in before.cells.items()}
    report = poll_report(Sheet(before.columns, old), after)
    row = next(row for row in report["representativeness"]["items"] if row["item"] == "sex")
    assert row["p_holm"] < 0.001 and row["largest_difference"] == 1.0
    assert report["representativeness"]["balanced"] is False


def test_a_small_poll_gives_no_shares() -> None:
    report = poll_report(*sheets(people=40, came=20))
    assert report["small_sample"] and report["items"][0]["moved"] is None
    assert all("shares" not in row for row in report["representativeness"]["items"])


def test_the_control_group_is_taken_off() -> None:
    before, after = sheets()
    same = Sheet(
        after.columns,
        {code: {**row, "support": before.cells[code]["support"]} for code, row in after.cells.items()},
    )
    control = poll_report(before, after, control=(before, same))["items"][0]["control"]
    assert control["net"] == 0.0 and control["difference"] == 1.0


def test_the_report_is_repeatable() -> None:
    assert poll_report(*sheets()) == poll_report(*sheets())


def test_slips_are_named() -> None:
    before, after = sheets()
    with pytest.raises(BadInput, match="line 3, id: stands twice"):
        read_sheet("id,q\na,1\na,2\n")
    with pytest.raises(BadInput, match="id is missing"):
        read_sheet("name,q\na,1\n")
    with pytest.raises(BadInput, match="above 0"):
        read_weights("id,weight\np0,0\n")
    with pytest.raises(BadInput, match="'p1' has no weight"):
        poll_report(before, after, weights={"p0": 1.0})
    with pytest.raises(BadInput, match="ghost"):
        poll_report(before, after, knowledge=["ghost"])
    with pytest.raises(BadInput, match="no person answered"):
        poll_report(before, Sheet(after.columns, {}))
