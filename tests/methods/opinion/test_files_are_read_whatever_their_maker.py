"""Exports and dumps of Polis and plain CSV give the same votes; what cannot be used is named by file, line, field."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.files import open_text
from qulaq.methods.opinion.memory import read_memory
from qulaq.methods.opinion.reading import read_conversation
from qulaq.methods.opinion.votes import Votes

DATA = Path(__file__).parent / "data"
VOTES = [("7", "1", 1), ("7", "2", -1), ("8", "1", 0), ("9", "2", 1), ("9", "3", 1)]


def cells(votes: Votes) -> set[tuple[str, str, int]]:
    return {
        (str(votes.participants[row]), str(votes.statements[column]), int(vote))
        for row, column, vote in zip(votes.rows(), votes.columns, votes.values, strict=True)
    }


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("names", ["participant,statement,vote", "voter-id,comment-id,vote", "pid,tid,vote"])
def test_long_csv(tmp_path: Path, names: str) -> None:
    lines = "".join(f"{who},{what},{vote}\n" for who, what, vote in VOTES)
    path = written(tmp_path / "votes.csv", f"{names}\n{lines}")
    assert cells(read_conversation(path).votes) == set(VOTES)


def test_columns_of_a_long_csv_stand_in_any_order_and_the_last_time_counts(tmp_path: Path) -> None:
    text = "timestamp,vote,statement,participant\n20,1,а,Дана\n30,-1,а,Дана\n10,0,а,Дана\n5,1,ә,Ержан\n"
    found = read_conversation(written(tmp_path / "v.csv", text)).votes
    assert cells(found) == {("Дана", "а", -1), ("Ержан", "ә", 1)}


def test_wide_csv_keeps_people_and_statements_without_votes(tmp_path: Path) -> None:
    text = "participant,group-id,n-votes,1,2,3,4\n9,0,2,,1,1,\n7,0,2,1,-1,,\n8,1,1,0,,,\n6,,0,,,,\n"
    found = read_conversation(written(tmp_path / "participants-votes.csv", text)).votes
    assert cells(found) == set(VOTES)
    assert found.participants.tolist() == [6, 7, 8, 9]
    assert found.statements.tolist() == [1, 2, 3, 4]


def test_votes_written_with_a_point_are_votes(tmp_path: Path) -> None:
    text = "participant,1,2,3\n7,1.0,-1.0,\n8,0.0,,NaN\n9,,1.0,1.0\n"
    assert cells(read_conversation(written(tmp_path / "wide.csv", text)).votes) == set(VOTES)
    with pytest.raises(BadInput) as refused:
        read_conversation(written(tmp_path / "wide.csv", text + "10,0.5,,\n"))
    assert (refused.value.line, refused.value.field) == (5, "1")


def test_an_export_knows_what_was_moderated_out() -> None:
    talk = read_conversation(DATA / "scoop-hivemind.taxes")
    with open_text(DATA / "scoop-hivemind.taxes" / "comments.csv.gz") as lines:
        out = {row["comment-id"] for row in csv.DictReader(lines) if row["moderated"] == "-1"}
    assert set(talk.votes.statements[talk.zeroed()].astype(str)) == out
    assert len(out) > 10


def test_meta_statements_of_a_dump_are_set_to_zero_too() -> None:
    talk = read_conversation(DATA / "25ptpt-3gp-no-strict-with-meta")
    assert talk.votes.statements[talk.meta()].tolist() == [0, 1, 2, 3]
    assert (talk.zeroed() & talk.meta()).sum() == 4


def dumped(folder: Path, sign: int, *, comments: bool) -> Path:
    rows = [{"pid": int(p), "tid": int(s), "vote": sign * v, "modified": "5"} for p, s, v in VOTES]
    if comments:
        counts = [
            {
                "tid": tid,
                "agree_count": agreed,
                "disagree_count": against,
                "mod": 1,
                "is_meta": False,
                "txt": "…",
            }
            for tid, agreed, against in ((1, 1, 0), (2, 1, 1), (3, 1, 0))
        ]
        (folder / "comments.json").write_text(json.dumps(counts), encoding="utf-8")
    return written(folder / "votes.json", json.dumps(rows))


def test_a_dump_alone_holds_agreement_as_minus_one(tmp_path: Path) -> None:
    talk = read_conversation(dumped(tmp_path, -1, comments=False))
    assert cells(talk.votes) == set(VOTES)
    assert (talk.agree_was, talk.sign_from) == (-1, "format")


@pytest.mark.parametrize("sign", [-1, 1])
def test_counts_of_agreement_beside_the_votes_decide_their_sign(tmp_path: Path, sign: int) -> None:
    talk = read_conversation(dumped(tmp_path, sign, comments=True))
    assert cells(talk.votes) == set(VOTES)
    assert (talk.agree_was, talk.sign_from) == (sign, "comments.json")


def test_packed_and_plain_files_read_alike(tmp_path: Path) -> None:
    for name in ("participants-votes.csv", "comments.csv"):
        packed = (DATA / "brexit-consensus" / f"{name}.gz").read_bytes()
        (tmp_path / name).write_bytes(gzip.decompress(packed))
    plain, packed_talk = read_conversation(tmp_path), read_conversation(DATA / "brexit-consensus")
    assert np.array_equal(plain.votes.values, packed_talk.votes.values)
    assert plain.texts() == packed_talk.texts()


def test_newer_exports_put_a_prefix_before_their_names(tmp_path: Path) -> None:
    written(tmp_path / "2025-01-02-abc-participant-votes.csv", "participant,1,2,3\n7,1,-1,\n8,0,,\n9,,1,1\n")
    written(tmp_path / "2025-01-02-abc-comments.csv", "comment-id,moderated,comment-body\n3,-1,gone\n")
    talk = read_conversation(tmp_path)
    assert cells(talk.votes) == set(VOTES)
    assert talk.zeroed().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("participant,statement,vote\n1,1,1\n1,2,agree\n", 3, "vote"),
        ("participant,statement,vote\n1,1,1\n1,2,5\n", 3, "vote"),
        ("participant,statement,vote\n1,1,1\n1,2,\n", 3, "vote"),
        ("participant,statement,vote\n1,1,1\n,2,1\n", 3, "participant"),
        ("participant,statement,vote\n1,1,1\n1,2\n", 3, None),
        ("who,statement,vote\n1,1,1\n", 1, "participant"),
        ("participant,1,2\n4,1,0\n5,1,yes\n", 3, "2"),
        ("participant,1,2\n4,1,0\n5,1,7\n", 3, "2"),
        ("participant,1,2\n4,1,0\n4,1,0\n", 3, "participant"),
        ("participant\n4\n", 1, None),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_field(
    tmp_path: Path, text: str, line: int | None, field: str | None
) -> None:
    path = written(tmp_path / "votes.csv", text)
    with pytest.raises(BadInput) as refused:
        read_conversation(path)
    assert (refused.value.file, refused.value.line, refused.value.field) == (str(path), line, field)


@pytest.mark.parametrize(
    "text", ["", "participant,1,2\n", "participant,1\n5,\n", "participant,statement,vote\n"]
)
def test_a_file_without_votes_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "votes.csv", text)
    with pytest.raises(BadInput) as refused:
        read_conversation(path)
    assert refused.value.file == str(path)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "[1]",
        "{}",
        '[{"pid":1,"tid":2}]',
        '[{"pid":1,"tid":2,"vote":9}]',
        '[{"pid":1,"tid":2,"vote":"yes"}]',
    ],
)
def test_a_broken_dump_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "votes.json", text)
    with pytest.raises(BadInput) as refused:
        read_conversation(path)
    assert refused.value.file == str(path)


def test_bytes_that_are_no_text_and_paths_that_are_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(b"participant,statement,vote\n\xff\xfe,1,1\n")
    for wrong in (path, tmp_path / "none.csv", tmp_path / "nowhere"):
        with pytest.raises(BadInput):
            read_conversation(wrong)
    with pytest.raises(BadInput, match=r"no participants-votes\.csv"):
        (tmp_path / "empty").mkdir()
        read_conversation(tmp_path / "empty")


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", '{"pca": {}}', '{"pca": {"tids": [1], "comps": [[1]]}, "groups": {}, "centres": {}}',
     '{"pca": {"comps": [[1]]}, "group-clusters": [], "tids": [1]}', "no"],
)  # fmt: skip
def test_a_file_that_holds_no_earlier_run_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "math.json", text)
    with pytest.raises(BadInput) as refused:
        read_memory(path)
    assert refused.value.file == str(path)
