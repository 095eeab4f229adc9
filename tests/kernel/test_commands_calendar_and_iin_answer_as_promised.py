"""The contract of the two commands of the kernel: JSON on standard output, exit codes 0, 1 and 2."""

from __future__ import annotations

import json

import pytest

from qulaq.cli.door import main


def test_calendar_prints_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "2024"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["year"] == 2024
    assert answer["non_working"][:3] == ["2024-01-01", "2024-01-02", "2024-03-08"]
    assert len(answer["non_working"]) == 14
    assert answer["working_weekends"] == ["2024-05-04"]
    assert answer["version"]


def test_calendar_of_an_unknown_year_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "2031"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "qulaq calendar: no calendar for 2031\n"
    assert main(["calendar", "next"]) == 2


def test_iin_answers_a_line_for_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["iin", "900101300017", "900101300018"]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers == [
        {"number": "900101300017", "valid": True, "why": ""},
        {"number": "900101300018", "valid": False, "why": "wrong check digit"},
    ]


def test_iin_is_content_when_all_are_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["iin", "900101300017"]) == 0
    assert main(["iin"]) == 2
    assert capsys.readouterr().err.startswith("qulaq iin: ")
