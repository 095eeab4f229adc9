"""Votes in CSV, wide (a line a person) or long (a line a vote), read in blocks so that millions fit."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.files import open_text
from qulaq.methods.opinion.votes import Coded, Labels, Votes, code, recode, tabulate

WHO: Final = ("participant", "participant_id", "participant-id", "voter-id", "voter_id", "pid")
WHAT: Final = ("statement", "statement_id", "statement-id", "comment-id", "comment_id", "tid")
WHEN: Final = ("timestamp", "modified", "at", "created", "datetime")
ABOUT_PEOPLE: Final = frozenset({"xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"})
BLOCK: Final = 1 << 25
NOTHING: Final = ["", " ", "NaN", "nan", "NA"]


def read_long(path: Path, names: list[str]) -> Votes:
    """Lines of participant, statement, vote and perhaps a time, agree = 1. Raises BadInput with file, line,
    field.
    """
    who, what = _named(path, names, WHO), _named(path, names, WHAT)
    when = next((name for name in WHEN if name in names), None)
    wanted = [who, what, "vote", *([when] if when else [])]
    table = _read(
        path, names, arrow_csv.ConvertOptions(include_columns=wanted, column_types={"vote": pa.int8()})
    )
    for name in (who, what, "vote"):
        if table[name].null_count:
            _blame(path, names, (who, what, "vote"))
    at = table[when].combine_chunks().to_numpy(zero_copy_only=False) if when else None
    votes = table["vote"].combine_chunks().to_numpy(zero_copy_only=False)
    try:
        return tabulate(_coded(table[who]), _coded(table[what]), votes, at=at)
    except BadInput as error:
        raise BadInput(error.message, file=str(path), line=error.line, field=error.field) from error


def read_wide(path: Path, names: list[str]) -> Votes:
    """A line a participant, a column a statement; empty = no vote, agree = 1. Raises BadInput."""
    who = _named(path, names, WHO)
    texts = [name for name in names if name != who and name not in ABOUT_PEOPLE]
    if not texts:
        raise BadInput("the file has no statement columns", file=str(path), line=1)
    number = pa.float32() if _has_points(path) else pa.int8()
    types = {**dict.fromkeys(texts, number), who: pa.string()}
    options = arrow_csv.ConvertOptions(
        include_columns=[who, *texts], column_types=types, null_values=NOTHING, strings_can_be_null=False
    )
    people: list[Any] = []
    rows, columns, values = [], [], []
    for batch in _batches(path, names, options):
        cells = np.column_stack(
            [column.fill_null(9).to_numpy(zero_copy_only=False) for column in batch.columns[1:]]
        )
        row, column = np.nonzero(cells != 9)
        rows.append((row + len(people)).astype(np.int32))
        columns.append(column.astype(np.int32))
        values.append(cells[row, column])
        people.extend(batch.column(0).to_pylist())
    if len(set(people)) < len(people):
        repeated = next(place for place, name in enumerate(people) if name in people[:place])
        raise BadInput(
            f"participant {people[repeated]!r} stands twice", file=str(path), line=repeated + 2, field=who
        )
    votes = np.concatenate(values) if values else np.zeros(0, dtype=np.int8)
    if not len(votes):
        raise BadInput("there are no votes", file=str(path))
    if not np.isin(votes, (-1, 0, 1)).all():
        _blame(path, names, texts)
    who_codes = recode(np.concatenate(rows), np.array(people))
    votes = votes.astype(np.int8)
    return tabulate(who_codes, recode(np.concatenate(columns), np.array(texts)), votes)


def _has_points(path: Path) -> bool:
    """Whether votes are written as 1.0, as spreadsheets do where cells are empty."""
    with open_text(path) as lines:
        reader = csv.reader(lines)
        next(reader, None)
        return any(cell.strip() in {"1.0", "-1.0", "0.0"} for row in islice(reader, 200) for cell in row)


def _named(path: Path, names: list[str], wanted: tuple[str, ...]) -> str:
    found = next((name for name in wanted if name in names), None)
    if found is None:
        raise BadInput(f"there is no column {wanted[0]!r}", file=str(path), line=1, field=wanted[0])
    return found


def _coded(column: pa.ChunkedArray) -> Coded:
    if pa.types.is_integer(column.type):
        labels: Labels = column.combine_chunks().to_numpy(zero_copy_only=False)
        return code(labels)
    packed = pc.dictionary_encode(column.cast(pa.string()).combine_chunks())
    names = np.array(packed.dictionary.to_pylist(), dtype=str)
    return recode(packed.indices.to_numpy(zero_copy_only=False), names)


def _read(path: Path, names: list[str], options: arrow_csv.ConvertOptions) -> pa.Table:
    batches = list(_batches(path, names, options))
    if not batches:
        raise BadInput("there are no votes", file=str(path))
    return pa.Table.from_batches(batches)


def _batches(path: Path, names: list[str], options: arrow_csv.ConvertOptions) -> Iterator[pa.RecordBatch]:
    reading = arrow_csv.ReadOptions(column_names=names, skip_rows=1, block_size=BLOCK)
    try:
        with arrow_csv.open_csv(path, read_options=reading, convert_options=options) as stream:
            yield from stream
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        _blame(path, names, options.include_columns[1:])
        raise BadInput(str(error).splitlines()[0], file=str(path)) from error


def _is_vote(cell: str) -> bool:
    try:
        return float(cell) in {-1.0, 0.0, 1.0}
    except ValueError:
        return False


def _blame(path: Path, names: list[str], checked: Any) -> None:
    """Find the first cell that is wrong, slowly, and say where it is."""
    with open_text(path) as lines:
        reader = csv.reader(lines)
        next(reader, None)
        for row in reader:
            if len(row) != len(names):
                reason = f"the line has {len(row)} fields, the first line {len(names)}"
                raise BadInput(reason, file=str(path), line=reader.line_num)
            for name, cell in zip(names, row, strict=True):
                if name not in checked:
                    continue
                about_vote = name == "vote" or "vote" not in checked
                if about_vote and not _is_vote(cell) and (cell not in NOTHING or name == "vote"):
                    raise BadInput(
                        f"a vote is -1, 0 or 1, not {cell!r}",
                        file=str(path),
                        line=reader.line_num,
                        field=name,
                    )
                if not about_vote and not cell.strip():
                    raise BadInput("the field is empty", file=str(path), line=reader.line_num, field=name)
