"""`qulaq calendar --adopt`: a decree moves what is open, each with both dates; a broken one changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from people_of_the_story import Story
from procedures.cases import opened
from qulaq.cli.door import main
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.models import CalendarEdition, CaseDuty
from qulaq.procedures.queries import main_duty, stale_duties

pytestmark = pytest.mark.django_db
CODE = "kz-2026-test"


def decree(path: Path, *more: date) -> Path:
    """The calendar of 2026 as it stands, with more days off."""
    official = Calendar.official()
    off = {day for day in official.weekdays_off if day.year == 2026} | set(more)
    rows = [f"{day},holiday" for day in sorted(off)]
    rows += [f"{day},working" for day in sorted(official.weekends_worked) if day.year == 2026]
    path.write_text("date,kind\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def calendar(capsys: Any, *words: object) -> tuple[int, Any, str]:
    code = main(["calendar", *map(str, words)])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def test_each_moved_day_is_told_with_both_dates(story: Story, capsys: Any, tmp_path: Path) -> None:
    case = opened(story, at=datetime(2026, 6, 1, 5, tzinfo=UTC))
    before = main_duty(case)
    assert before is not None and before.due_day is not None
    lost = before.due_day - timedelta(days=1)
    while not Calendar.official().is_working(lost):
        lost -= timedelta(days=1)
    code, told, err = calendar(capsys, "--adopt", decree(tmp_path / "decree.csv", lost), "--version", CODE)
    assert (code, told["version"], told["years"]) == (0, CODE, [2026])
    after = CaseDuty.objects.get(pk=before.pk)
    now = Calendar.official().next_working(before.due_day)
    assert after.due_day == now
    row = {"case": case.number, "duty": before.name, "was": str(before.due_day), "now": str(now)}
    assert row in told["due_days"]
    assert told["moved"] == len(told["due_days"])
    assert f"{told['moved']} due days moved" in err
    assert stale_duties().wrong == []


def test_a_decree_that_moves_nothing_says_so(story: Story, capsys: Any, tmp_path: Path) -> None:
    opened(story, at=datetime(2026, 6, 1, 5, tzinfo=UTC))
    code, told, _ = calendar(capsys, "--adopt", decree(tmp_path / "decree.csv"), "--version", CODE)
    assert (code, told["moved"], told["due_days"]) == (0, 0, [])


def test_the_same_decree_twice_is_refused(db: None, capsys: Any, tmp_path: Path) -> None:
    words = ("--adopt", decree(tmp_path / "decree.csv"), "--version", CODE)
    assert calendar(capsys, *words)[0] == 0
    code, _, err = calendar(capsys, *words)
    assert (code, err) == (2, f"qulaq calendar: version: {CODE} is loaded already\n")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("date,kind\n2026-13-01,holiday\n", "decree.csv, line 2, date"),
        ("date,kind\n2026-03-07,feast\n", "decree.csv, line 2, kind"),
        ("day\n2026-03-07\n", "decree.csv, line 1, date: this column is missing"),
    ],
)
def test_a_broken_table_is_named_by_line_and_field(
    db: None, capsys: Any, tmp_path: Path, table: str, says: str
) -> None:
    path = tmp_path / "decree.csv"
    path.write_text(table, "utf-8")
    code, told, err = calendar(capsys, "--adopt", path, "--version", CODE)
    assert (code, told) == (2, None)
    assert says in err
    assert not CalendarEdition.objects.exists()


@pytest.mark.parametrize(
    "words", [(), ("2026", "--adopt", "x", "--version", "v"), ("--adopt", "x"), ("2026", "--version", "v")]
)
def test_a_year_or_a_decree_with_its_version(capsys: Any, words: tuple[str, ...]) -> None:
    assert calendar(capsys, *words)[0] == 2


def test_a_year_is_shown_as_ever(capsys: Any) -> None:
    code, told, _ = calendar(capsys, "2026")
    assert (code, told["year"]) == (0, 2026)
    assert set(told) == {"year", "non_working", "working_weekends", "working_days", "version"}
