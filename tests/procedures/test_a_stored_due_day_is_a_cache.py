"""A tampered due day is found; a new calendar moves open days with both dates told; an archive owes nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from people_of_the_story import Story
from procedures.cases import AT, WHY, acting, opened
from qulaq.cli.door import main
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar
from qulaq.ledger.models import Entry
from qulaq.people.actors import SYSTEM
from qulaq.people.models import Role
from qulaq.procedures.acts import adopt_calendar, import_archive, perform, tick
from qulaq.procedures.models import CalendarEdition, Case, CaseDuty
from qulaq.procedures.queries import overdue_in_public, stale_duties

NOON = datetime(2026, 8, 3, 6, 0, tzinfo=UTC)


def decree(*off: str) -> str:
    """The calendar of 2026 with more days off."""
    known = sorted(day for day in Calendar.official().weekdays_off if day.year == 2026)
    rows = [f"{day},holiday" for day in [*map(str, known), *off]]
    return "\n".join(["date,kind", *rows]) + "\n"


def moved_to(number: str, duty: str = "answer") -> date | None:
    return CaseDuty.objects.get(case__number=number, name=duty).due_day


def told(entry: Entry) -> dict[str, Any]:
    """What an entry of the ledger says."""
    payload: dict[str, Any] = json.loads(entry.body)["payload"]
    return payload


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due_day", date(2026, 4, 30)),
        ("due_at", datetime(2026, 4, 30, tzinfo=UTC)),
        ("state", "done"),
        ("article", "1"),
        ("level", 3),
    ],
)
def test_a_duty_that_somebody_changed_is_found_and_named(story: Story, field: str, value: Any) -> None:
    case = opened(story)
    assert (stale_duties().checked, stale_duties().wrong) == (3, [])
    CaseDuty.objects.filter(case=case, name="answer").update(**{field: value})
    (found,) = stale_duties().wrong
    assert found.startswith(f"{case.number}: answer: {field} is ")


def test_a_duty_that_somebody_deleted_is_found(story: Story) -> None:
    case = opened(story)
    CaseDuty.objects.filter(case=case, name="answer").delete()
    assert stale_duties().wrong == [f"{case.number}: 2 duties stored, 3 computed"]


def test_the_command_tells_it_and_exits_1(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    opened(story)
    assert main(["procedures", "--check", "--walks", "5", "--database"]) == 0
    assert json.loads(capsys.readouterr().out)["duties_checked"] == 3
    CaseDuty.objects.filter(name="answer").update(due_day=date(2026, 12, 31))
    assert main(["procedures", "--check", "--walks", "5", "--database"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert not answer["ok"]
    assert answer["failures"] == ["Q-26-000042: answer: due_day is 2026-12-31, should be 2026-04-02"]


def test_the_calendar_of_december_is_mended_in_march_and_every_moved_day_is_told(story: Story) -> None:
    adopt_calendar(table=decree("2026-08-31"), version="ministry-2025-12", at=AT, by=SYSTEM)
    case = opened(story, at=datetime(2026, 8, 10, 5, 0, tzinfo=UTC))
    # fifteen working days from 10 August pass over the day that the old calendar has off
    assert moved_to(case.number) == date(2026, 9, 1)
    moved = adopt_calendar(table=decree(), version="mended-2026-03", at=NOON, by=SYSTEM)
    assert [(event.case, event.duty, str(event.was), str(event.now)) for event in moved] == [
        (case.pk, "answer", "2026-09-01", "2026-08-31")
    ]
    assert moved_to(case.number) == date(2026, 8, 31)
    days = told(Entry.objects.filter(name__endswith="DueDayMoved").get())
    assert (days["was"], days["now"]) == ("2026-09-01", "2026-08-31")
    case.refresh_from_db()
    assert "mended-2026-03" in case.calendar
    assert stale_duties().wrong == []


def test_what_is_done_or_ended_is_not_recounted(story: Story) -> None:
    adopt_calendar(table=decree("2026-08-31"), version="ministry-2025-12", at=AT, by=SYSTEM)
    at = datetime(2026, 8, 10, 5, 0, tzinfo=UTC)
    case = opened(story, at=at)
    registrar = acting(story, Role.REGISTRAR)
    perform(case=case, act="register", by=registrar, at=at)
    perform(case=case, act="return_abusive", by=registrar, at=at, facts={"reasons": WHY})
    assert adopt_calendar(table=decree(), version="mended-2026-03", at=NOON, by=SYSTEM) == []


def test_a_broken_decree_changes_nothing(story: Story) -> None:
    opened(story)
    with pytest.raises(BadInput, match="not a date"):
        adopt_calendar(table="date,kind\nsoon,holiday\n", version="v1", at=NOON, by=SYSTEM)
    assert CalendarEdition.objects.count() == 0


def test_an_archive_is_one_event_and_owes_nothing(story: Story) -> None:
    rows = [
        {
            "number": f"A-20-{number}",
            "kind": "message",
            "outcome": "answered",
            "body": story.district,
            "opened_at": datetime(2020, 3, 1, tzinfo=UTC),
            "answered_at": datetime(2020, 3, 10, tzinfo=UTC),
            "ended_at": datetime(2020, 3, 10, tzinfo=UTC),
        }
        for number in range(2_287)
    ]
    before = Entry.objects.count()
    assert import_archive(procedure_name="appeal", rows=rows, batch="zhambyl-2020", at=NOON) == 2_287
    entry = Entry.objects.last()
    assert entry is not None
    assert (Entry.objects.count(), entry.name.rpartition(".")[2]) == (before + 1, "ArchiveImported")
    assert told(entry)["cases"] == 2_287
    assert Case.objects.filter(origin="archived").count() == 2_287
    assert CaseDuty.objects.count() == 0
    assert tick(at=NOON) == 0
    assert list(overdue_in_public(NOON)) == []
    assert stale_duties().checked == 0


def test_an_archive_with_an_unknown_end_is_refused_whole(story: Story) -> None:
    row = {
        "number": "A-1",
        "outcome": "vanished",
        "body": story.district,
        "opened_at": NOON,
        "ended_at": NOON,
    }
    with pytest.raises(BadInput, match="vanished"):
        import_archive(procedure_name="appeal", rows=[row], batch="zhambyl-2020", at=NOON)
    assert Case.objects.count() == 0


@pytest.mark.parametrize("name", ["the one of March", "", "8 701 000 00 01", "Қаулы"])
def test_words_are_no_version_and_no_batch(story: Story, name: str) -> None:
    with pytest.raises(BadInput, match="short code"):
        adopt_calendar(table=decree(), version=name, at=NOON, by=SYSTEM)
    with pytest.raises(BadInput, match="short code"):
        import_archive(procedure_name="appeal", rows=[], batch=name, at=NOON)


def test_a_decree_is_loaded_once(story: Story) -> None:
    adopt_calendar(table=decree(), version="mended-2026-03", at=NOON, by=SYSTEM)
    with pytest.raises(BadInput, match="loaded already"):
        adopt_calendar(table=decree("2026-08-31"), version="mended-2026-03", at=NOON, by=SYSTEM)


def test_decrees_of_several_years_stand_beside_each_other(story: Story) -> None:
    for year in range(2028, 2036):
        table = f"date,kind\n{year}-01-03,holiday\n"
        adopt_calendar(table=table, version=f"decree-{year}", at=NOON.replace(year=year), by=SYSTEM)
    case = opened(story, at=datetime(2028, 12, 20, 5, 0, tzinfo=UTC))
    assert moved_to(case.number) == date(2029, 1, 11)
    assert len(case.calendar) <= 80
    assert stale_duties().wrong == []
