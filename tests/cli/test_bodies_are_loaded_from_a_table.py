"""`qulaq bodies`: an akimat's own table becomes the register, whole or not at all; the same again does nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qulaq.cli.door import main
from qulaq.ledger.models import Entry
from qulaq.ops.bodies_file import COLUMNS, LEVELS
from qulaq.people.models import Body, BodyLevel, BodyName
from qulaq.people.queries import body_for, first_body

pytestmark = pytest.mark.django_db
HEADER = ",".join(COLUMNS)
TABLE = f"""{HEADER}
baizak-utilities,baizak,district,313600000,Байзақ ТҮКШ,ЖКХ Байзак,Baizak utilities,utilities,,8 (72637) 0-00-01
zhambyl,,region,310000000,Жамбыл облысының әкімдігі,Акимат Жамбылской области,Zhambyl akimat,other services,09:00-18:30,
baizak,zhambyl,district,313600000,Байзақ әкімдігі,Акимат Байзака,Baizak akimat,"other, roads",08:30-17:30,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "bodies.csv"
    path.write_text(TABLE, "utf-8")
    return path


def bodies(capsys: Any, *words: object) -> tuple[int, list[Any], list[str]]:
    code = main(["bodies", *map(str, words)])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err.splitlines()


def test_a_table_becomes_the_register_whatever_the_order_of_its_lines(capsys: Any, table: Path) -> None:
    code, [told], _ = bodies(capsys, "load", table)
    assert code == 0
    assert told["opened"] == ["zhambyl", "baizak", "baizak-utilities"]
    today = Body.objects.get(code="zhambyl").valid_from
    utilities = Body.objects.get(code="baizak-utilities")
    assert utilities.parent is not None and utilities.parent.code == "baizak"
    assert (utilities.office_hours, utilities.phone) == ("09:00-18:30", "8 (72637) 0-00-01")
    assert body_for("313600000", "utilities", at=today) == utilities
    assert first_body(at=today) == Body.objects.get(code="zhambyl")


def test_the_same_table_again_writes_nothing(capsys: Any, table: Path) -> None:
    bodies(capsys, "load", table)
    entries = Entry.objects.count()
    code, [told], _ = bodies(capsys, "load", table)
    assert (code, sorted(told["unchanged"])) == (0, ["baizak", "baizak-utilities", "zhambyl"])
    assert (told["opened"], told["renamed"], told["moved"], told["amended"]) == ([], [], [], [])
    assert Entry.objects.count() == entries


def test_what_changed_in_the_table_changes_in_the_register_and_is_recorded(capsys: Any, table: Path) -> None:
    bodies(capsys, "load", table)
    changed = (
        TABLE.replace("Baizak utilities,utilities", "Utilities of Baizak,utilities roads")
        .replace("baizak-utilities,baizak,", "baizak-utilities,zhambyl,")
        .replace("08:30-17:30", "09:00-18:00")
    )
    table.write_text(changed, "utf-8")
    code, [told], _ = bodies(capsys, "load", table)
    assert code == 0
    assert (told["renamed"], told["moved"]) == (["baizak-utilities"], ["baizak-utilities"])
    assert sorted(told["amended"]) == ["baizak", "baizak-utilities"]
    assert Entry.objects.filter(name="people.BodyAmended").count() == 2
    assert Body.objects.get(code="baizak").office_hours == "09:00-18:00"


def test_a_name_mended_on_the_same_day_is_one_name(capsys: Any, table: Path) -> None:
    bodies(capsys, "load", table)
    for name in ("Baisak akimat", "Baizak district akimat"):
        table.write_text(TABLE.replace("Baizak akimat", name), "utf-8")
        assert bodies(capsys, "load", table)[1][0]["renamed"] == ["baizak"]
    assert [row.en for row in BodyName.objects.filter(body__code="baizak")] == ["Baizak district akimat"]


def test_bodies_that_the_table_does_not_name_stay(capsys: Any, table: Path) -> None:
    bodies(capsys, "load", table)
    table.write_text("\n".join([HEADER, TABLE.splitlines()[2]]), "utf-8")
    _, [told], _ = bodies(capsys, "load", table)
    assert told["not_in_file"] == ["baizak", "baizak-utilities"]
    assert Body.objects.filter(valid_to=None).count() == 3


def test_two_bodies_may_change_places(capsys: Any, table: Path) -> None:
    bodies(capsys, "load", table)
    turned = TABLE.replace("zhambyl,,region", "zhambyl,baizak,region").replace(
        "baizak,zhambyl,district", "baizak,,district"
    )
    table.write_text(turned, "utf-8")
    code, [told], err = bodies(capsys, "load", table)
    assert code == 0, err
    assert told["moved"] == ["baizak", "zhambyl"]


def test_a_table_of_a_spreadsheet_with_semicolons_and_a_mark_is_read(capsys: Any, table: Path) -> None:
    rows = TABLE.replace('"other, roads"', "other roads").replace(",", ";").replace("\n", "\r\n")
    table.write_bytes(b"\xef\xbb\xbf" + rows.encode())
    assert bodies(capsys, "load", table)[1][0]["bodies"] == 3


def test_every_wrong_cell_is_named_by_line_and_field_and_nothing_is_loaded(capsys: Any, table: Path) -> None:
    rows = [
        HEADER,
        "ok,,region,310000000,А,Б,C,other,,",
        "Big Code,,city,999999999,,Б,C,other cats,9-18,call me",
        "ok,nowhere,district,,А,Б,C,,,",
        f"long,ok,district,313600000,А,{'Б' * 301},C,,,",
        "ring-a,ring-b,district,313600000,А,Б,C,,,",
        "ring-b,ring-a,district,313600000,А,Б,C,,,",
    ]
    table.write_text("\n".join(rows), "utf-8")
    code, told, err = bodies(capsys, "load", table)
    assert (code, told) == (2, [])
    assert [line.removeprefix("qulaq bodies: bodies.csv, ").split(":")[0] for line in err] == [
        "line 3, code",
        "line 3, level",
        "line 3, kato",
        "line 3, name_kk",
        "line 3, competences",
        "line 3, hours",
        "line 3, phone",
        "line 4, kato",
        "line 4, code",
        "line 4, parent",
        "line 5, name_ru",
        "line 6, parent",
        "line 7, parent",
    ]
    assert not Body.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"code,parent\na,b\n", "line 1, level: this column is missing"),
        (HEADER.encode() + b",more\n", "line 1, more: is no column"),
        (HEADER.encode() + b",code\n", "names a column twice"),
        (HEADER.encode() + b"\n", "holds no bodies"),
        (HEADER.encode() + b"\na,,,,,,,,,,,\n", "line 2: has more cells than the header"),
        (HEADER.encode() + b'\n"a,,,,,,,,,\n', "not readable as CSV"),
        (HEADER.encode() + "\nА".encode("cp1251"), "line 2: is not UTF-8"),
        (b"", "this column is missing"),
    ],
)
def test_what_is_no_such_table_is_said_in_one_line(
    capsys: Any, table: Path, content: bytes, says: str
) -> None:
    table.write_bytes(content)
    code, told, [line] = bodies(capsys, "load", table)
    assert (code, told) == (2, [])
    assert says in line


def test_a_missing_file_is_bad_input(capsys: Any, tmp_path: Path) -> None:
    code, _, [line] = bodies(capsys, "load", tmp_path / "none.csv")
    assert code == 2
    assert "cannot be read" in line


def test_checking_changes_nothing(capsys: Any, table: Path) -> None:
    code, [told], _ = bodies(capsys, "load", table, "--check")
    assert (code, told) == (0, {"ok": True, "bodies": 3})
    assert not Body.objects.exists()


def test_a_code_of_a_closed_body_is_not_taken_again(capsys: Any, table: Path) -> None:
    bodies(capsys, "load", table)
    Body.objects.filter(code="baizak-utilities").update(valid_from="2020-01-01", valid_to="2021-01-01")
    code, _, err = bodies(capsys, "load", table)
    assert code == 2
    assert "line 2, code: baizak-utilities was closed" in err[0]


def test_the_list_as_a_table_is_what_load_calls_unchanged(capsys: Any, table: Path, tmp_path: Path) -> None:
    bodies(capsys, "load", table)
    assert [row["code"] for row in bodies(capsys, "list")[1]] == ["zhambyl", "baizak", "baizak-utilities"]
    out = tmp_path / "out.csv"
    assert bodies(capsys, "list", "--out", out)[1] == [{"file": str(out), "bodies": 3}]
    assert len(bodies(capsys, "load", out)[1][0]["unchanged"]) == 3


def test_the_levels_of_the_table_are_those_of_the_register() -> None:
    assert set(LEVELS) == set(BodyLevel.values)
