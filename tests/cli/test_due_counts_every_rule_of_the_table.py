"""Every rule of the deadline table, one moment each, with a last day that a person counted on the calendar of 2026.

The moment is Friday 6 March 2026, 10:00: Monday 9 and the three days from 23 to 25 March are holidays.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from qulaq.cli.door import main

AT = "2026-03-06T10:00"
CODE, OLD, NEW, PET = "2025-12-29", "2021-07-01", "2026-03-10", "2024-04-04"
"""First days of the editions: the Code as rewritten, as it began, the new rules of petitions, the first ones."""
LATER = "2026-03-11T10:00"

# rule | value | unit | article before the first bracket | edition since | moment | counted from | last day
TABLE = f"""
appeal.register | - | none | 64 | {CODE} | {AT} | 2026-03-06 | 2026-03-06
appeal.redirect | 3 | wd | 65 | {OLD} | {AT} | 2026-03-06 | 2026-03-12
appeal.fix_term | - | none | 64 | {CODE} | {AT} | 2026-03-06 | -
appeal.return_unfixed | 3 | wd | 64 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
appeal.return_identical | 3 | wd | 64 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
appeal.return_abusive | 3 | wd | 64 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
appeal.term | 15 | wd | 76 | {CODE} | {AT} | 2026-03-06 | 2026-04-02
appeal.extend_max | 2 | month | 76 | {CODE} | {AT} | 2026-03-06 | 2026-05-06
appeal.extend_notice | 3 | wd | 76 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
appeal.last_day_roll | - | none | 76 | {CODE} | {AT} | 2026-03-06 | 2026-03-06
prelim.notice_before_act | 3 | wd | 73 | {CODE} | {AT} | 2026-03-06 | 2026-03-03
prelim.objection | 2 | wd | 73 | {CODE} | {AT} | 2026-03-06 | 2026-03-11
hearing.protocol | 2 | wd | 74 | {CODE} | {AT} | 2026-03-06 | 2026-03-11
hearing.remarks | 3 | wd | 74 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
file.access | 3 | wd | 75 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
recusal.decide | 3 | wd | 67 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
recusal.notify | 2 | wd | 67 | {CODE} | {AT} | 2026-03-06 | 2026-03-11
representative.replace | 3 | wd | 68 | {OLD} | {AT} | 2026-03-06 | 2026-03-12
procedure.terminate_notice | 3 | wd | 70 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
act.typo_fix | 3 | wd | 82 | {OLD} | {AT} | 2026-03-06 | 2026-03-12
act.typo_copy | 3 | wd | 82 | {OLD} | {AT} | 2026-03-06 | 2026-03-12
act.execute | 5 | wd | 86 | {CODE} | {AT} | 2026-03-06 | 2026-03-16
complaint.file | 3 | month | 92 | {CODE} | {AT} | 2026-03-06 | 2026-06-08
complaint.file_no_info | 6 | month | 92 | {CODE} | {AT} | 2026-03-06 | 2026-09-07
complaint.forward | 3 | wd | 91 | {OLD} | {AT} | 2026-03-06 | 2026-03-12
complaint.term | 20 | wd | 99 | {CODE} | {AT} | 2026-03-06 | 2026-04-09
complaint.remit | 5 | wd | 100 | {OLD} | {AT} | 2026-03-06 | 2026-03-16
complaint.left_notice | 3 | wd | 95 | {CODE} | {AT} | 2026-03-06 | 2026-03-12
court.file | 1 | month | 136 | {OLD} | {AT} | 2026-03-06 | 2026-04-06
reception.frequency | 1 | month | 90 | {CODE} | {AT} | 2026-03-06 | -
petition.first50 | 20 | wd | 90-2 | {NEW} | {LATER} | 2026-03-11 | 2026-04-13
petition.check | 20 | wd | 90-2 | {NEW} | {LATER} | 2026-03-11 | 2026-04-13
petition.media_info | 5 | wd | 90-2 | {PET} | {AT} | 2026-03-06 | 2026-03-16
petition.collect | 6 | month | 90-3 | {PET} | {AT} | 2026-03-06 | 2026-09-06
petition.route_notice | 3 | wd | 90-4 | {PET} | {AT} | 2026-03-06 | 2026-03-12
petition.term_central | 40 | wd | 90-5 | {PET} | {AT} | 2026-03-06 | 2026-05-12
petition.term_local | 20 | wd | 90-5 | {PET} | {AT} | 2026-03-06 | 2026-04-09
petition.hearing_notice | 3 | wd | 90-5 | {PET} | {AT} | 2026-03-06 | 2026-03-03
petition.publish_decision | 1 | wd | 90-6 | {PET} | {AT} | 2026-03-06 | 2026-03-10
petition.same_subject_bar | 12 | month | 90-2 | {NEW} | {LATER} | 2026-03-11 | 2027-03-11
info.request | 15 | cd | Law 401-V art. 11 | 2015-11-28 | {AT} | 2026-03-06 | 2026-03-26
info.extend | 15 | cd | Law 401-V art. 11 | 2015-11-28 | {AT} | 2026-03-06 | 2026-03-26
info.extend_notice | 3 | wd | Law 401-V art. 11 | 2015-11-28 | {AT} | 2026-03-06 | 2026-03-12
info.redirect | 3 | wd | Law 401-V art. 11 | 2015-11-28 | {AT} | 2026-03-06 | 2026-03-12
info.refuse | 5 | wd | Law 401-V art. 11 | 2015-11-28 | {AT} | 2026-03-06 | 2026-03-16
media.request | 5 | wd | Mass Media Law art. 36 | 2024-08-20 | {AT} | 2026-03-06 | 2026-03-16
media.extend | 15 | cd | Mass Media Law art. 36 | 2024-08-20 | {AT} | 2026-03-06 | 2026-03-26
media.extend_notice | 2 | wd | Mass Media Law art. 36 | 2024-08-20 | {AT} | 2026-03-06 | 2026-03-11
pubcontrol.final_doc | 7 | wd | Law on Public Control art. 13 | {PET} | {AT} | 2026-03-06 | 2026-03-18
pubcontrol.answer | 10 | wd | Law on Public Control art. 13 | {PET} | {AT} | 2026-03-06 | 2026-03-26
service_act.discussion | 10 | wd | Law on Public Services art. 15 | 2013-05-25 | {AT} | 2026-03-06 | 2026-03-26
"""  # fmt: skip
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
WITHOUT_A_DAY = {"appeal.fix_term", "reception.frequency"}


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["due", *arguments]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_rule_yields_its_value_article_edition_and_last_day(
    row: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    rule, value, unit, article, since, at, counted_from, due = row
    answer = asked(capsys, rule, "--at", at)
    assert answer["rule"] == rule
    assert answer["received"] == f"{at}+05:00"
    assert answer["value"] == (None if value == "-" else int(value))
    assert answer["unit"] == unit
    assert answer["article"].partition("(")[0].strip() == article
    assert answer["edition"] == {"valid_from": since, "valid_to": None}
    assert answer["counted_from"] == counted_from
    assert answer["due"] == (None if due == "-" else due)
    assert bool(answer.get("why")) == (rule in WITHOUT_A_DAY)


def test_the_list_holds_every_rule_of_the_table_with_the_keys_promised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["due", "--list"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    keys = ["rule", "value", "unit", "direction", "roll", "counted_from", "article"]
    keys += ["valid_from", "valid_to", "confirmed"]
    assert all(list(edition) == keys for edition in listed)
    assert {row[0] for row in ROWS} <= {edition["rule"] for edition in listed}
    assert {edition["unit"] for edition in listed} == {"min", "wd", "cd", "month", "none"}
    assert {edition["direction"] for edition in listed} == {"after", "before"}
    assert all(isinstance(edition["confirmed"], bool) for edition in listed)


def test_the_list_tells_which_way_each_rule_counts(capsys: pytest.CaptureFixture[str]) -> None:
    main(["due", "--list"])
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    theirs = {row[0] for row in ROWS}
    backward = {edition["rule"] for edition in listed if edition["direction"] == "before"} & theirs
    from_registration = {
        edition["rule"] for edition in listed if edition["counted_from"] == "registration"
    } & theirs
    not_rolling = {edition["rule"] for edition in listed if edition["roll"] == "none" and edition["value"]}
    assert backward == {"prelim.notice_before_act", "petition.hearing_notice"}
    assert from_registration == {
        "appeal.register",
        "appeal.return_identical",
        "appeal.return_abusive",
        "appeal.term",
        "complaint.term",
        "petition.term_central",
        "petition.term_local",
        "info.refuse",
    }
    assert not_rolling & theirs == backward | {
        "petition.collect",
        "petition.same_subject_bar",
        "reception.frequency",
    }


def test_two_editions_of_one_rule_are_told_apart_by_their_days(capsys: pytest.CaptureFixture[str]) -> None:
    before = asked(capsys, "complaint.file", "--at", "2025-11-30")
    assert (before["edition"], before["due"]) == (
        {"valid_from": "2021-07-01", "valid_to": "2025-12-28"},
        "2026-03-02",
    )
    after = asked(capsys, "complaint.file", "--at", "2025-12-29")
    assert (after["edition"], after["due"]) == ({"valid_from": CODE, "valid_to": None}, "2026-03-30")
