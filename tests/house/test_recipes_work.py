"""What a recipe tells people to write works as it stands, and the generated pages are what the code says today."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

from house.sources import ROOT
from qulaq.cli import door
from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.check import failures
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.walks import walk

sys.path.insert(0, str(ROOT / "tools"))
import procedure_pages

BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


def written(recipe: str, folder: Path) -> Path:
    """The Python of a recipe, as a reader would save it."""
    text = (ROOT / "docs" / "recipes" / recipe).read_text("utf-8")
    block = BLOCK.search(re.sub(r"^ {3}", "", text, flags=re.MULTILINE))
    assert block, f"{recipe} shows no Python"
    path = folder / "as_written.py"
    path.write_text(block[1], "utf-8")
    return path


def test_the_procedure_of_the_recipe_is_sound_and_keeps_the_promise(tmp_path: Path) -> None:
    crossing = runpy.run_path(str(written("add-a-procedure.md", tmp_path)))["PROCEDURE"]
    assert failures(crossing) == []
    reckoner = Reckoner(Calendar.official(), OfficeHours.parse("09:00-18:30"))
    walks = [walk(crossing, reckoner, seed) for seed in range(40)]
    assert [one.failure for one in walks if one.failure] == []
    assert {"promised", "declined"} <= {one.end for one in walks}


def test_the_command_of_the_recipe_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written("add-a-command.md", tmp_path).rename(tmp_path / "working_day.py")
    module = ModuleType("qulaq.cli.commands.working_day")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(path.read_text("utf-8"), str(path), "exec"), module.__dict__)
    monkeypatch.setattr(door, "COMMANDS", tmp_path)
    assert door.main(["working-day", "2026-03-06"]) == 0
    assert door.main(["working-day", "2026-03-07"]) == 1
    assert door.main(["working-day", "someday"]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == '{"day": "2026-03-07", "working": false}'
    assert err.startswith("qulaq working-day: ")


def test_the_page_of_procedures_is_up_to_date() -> None:
    told = procedure_pages.PAGE.read_text("utf-8")
    assert told == procedure_pages.page(), "run: .venv/bin/python tools/procedure_pages.py"
