"""`qulaq procedures`: the list, one declaration in full, and the check that finds a broken one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qulaq.cli.door import main
from qulaq.procedures import registry
from qulaq.procedures.registry import procedure

NAMES = ["appeal", "enquiry", "complaint", "petition", "jury"]


def test_every_procedure_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["procedures"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["name"] for one in listed][:5] == NAMES
    assert all(set(one["title"]) == {"kk", "ru", "en"} for one in listed)


@pytest.mark.parametrize("name", NAMES)
def test_one_is_shown_with_its_stages_duties_exits_and_articles(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["procedures", name]) == 0
    shown = json.loads(capsys.readouterr().out)
    declared = procedure(name)
    assert [stage["name"] for stage in shown["stages"]] == [stage.name for stage in declared.stages]
    assert [duty["name"] for duty in shown["duties"]] == [duty.name for duty in declared.duties]
    assert shown["first"] == declared.first
    ways = [way for stage in shown["stages"] for way in stage["exits"]] + shown["anywhere"]
    assert len(ways) == len(declared.exits())
    assert all(way["by"] and set(way["title"]) == {"kk", "ru", "en"} for way in ways)
    assert all(way["article"] for way in ways if way["refuses"])
    assert all(duty["escalates"][-1]["to"] == "top" for duty in shown["duties"])


def test_an_unknown_name_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["procedures", "divorce"]) == 2
    assert "there is no procedure 'divorce'" in capsys.readouterr().err


def test_the_check_passes_and_counts_its_walks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["procedures", "--check", "--walks", "50"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "procedures": 5,
        "walks": 50,
        "failures": [],
    }


def test_the_check_refuses_a_broken_declaration_by_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(procedure("petition"), duties=(replace(procedure("petition").duties[0], owner=""),))
    monkeypatch.setattr("qulaq.cli.commands.procedures.declared", lambda: {"petition": broken})
    assert main(["procedures", "--check", "--walks", "20"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert "petition: duty check has no owner" in answer["failures"]
    assert any("nobody owes anything" in failure for failure in answer["failures"])


def test_every_declaration_of_ours_is_in_the_registry() -> None:
    assert list(registry.declared())[:5] == list(registry.OURS)
