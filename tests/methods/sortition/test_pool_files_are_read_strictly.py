"""Every slip in the two CSV files is named with file, line and field."""

from __future__ import annotations

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition import read_people, read_quotas

QUOTAS = "feature,value,min,max\nsex,f,1,2\nsex,m,1,2\n"


def test_both_names_of_the_columns_are_read() -> None:
    assert read_quotas(QUOTAS) == read_quotas(QUOTAS.replace("feature,value", "category,feature"))


def test_people_without_a_code_are_named_by_row() -> None:
    pool = read_people("sex\nf\nm\n", read_quotas(QUOTAS))
    assert [person.id for person in pool.people] == ["p0", "p1"]
    assert [p.id for p in read_people("nationbuilder_id,sex\nx,f\ny,m\n", read_quotas(QUOTAS)).people] == [
        "x",
        "y",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("feature,value,min,max\nsex,f,3,2\n", "line 2, min: min 3 is above max 2"),
        ("feature,value,min,max\nsex,f,x,2\n", "line 2, min: 'x' is not a whole number"),
        ("feature,value,min,max\nsex,f,-1,2\n", "cannot be negative"),
        ("feature,value,min,max\nsex,f,1,2\nsex,f,1,2\n", "line 3: 'f' of 'sex' stands twice"),
        ("feature,value,min\nsex,f,1\n", "line 1, max"),
        ("feature,value,min,max\nsex,f,1\n", "another number of cells"),
        ("feature,value,min,max\n", "no quota cell"),
        ("", "empty"),
    ],
)
def test_a_wrong_quota_file_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_quotas(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,sex\na,f\na,m\n", "line 3, id: stands twice"),
        ("id,sex\n,f\n", "line 2, id: is empty"),
        ("id,sex\na,other\n", "line 2, sex: 'other' has no quota cell"),
        ("id,age\na,3\n", "line 1, sex: the column is missing"),
        ("id,sex\n", "nobody"),
    ],
)
def test_a_wrong_people_file_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_people(text, read_quotas(QUOTAS))
