"""Votes as other systems write them, with what their comments file says about moderation and about the sign.

Read: a Polis export folder or its `participants-votes.csv` (a line a person, a column a statement, agree =
1), lines of `participant,statement,vote` (agree = 1; with a time column the last vote counts), and raw dumps
of the Polis API (`votes.json`, said to hold agree = -1). The sign is the classic mistake of such imports, and
dumps are found with either sign: where counts of agreement stand beside the votes, they decide.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.files import kind, open_text, read_json, read_text
from qulaq.methods.opinion.tables import read_long, read_wide
from qulaq.methods.opinion.votes import Flags, Votes, gather

CSV_NAMES: Final = ("participants-votes.csv", "participants-votes.csv.gz", "votes.csv", "votes.csv.gz")
JSON_NAMES: Final = ("votes.json", "votes.json.gz")
COMMENT_NAMES: Final = ("comments.csv", "comments.csv.gz", "comments.json", "comments.json.gz")


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement as its list has it: text, moderation, and how many agreed and disagreed if told."""

    text: str
    out: bool
    meta: bool
    agreed: int | None
    disagreed: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """Votes with what is known about their statements.

    `agree_was`: the number agreement had in the file, told by `sign_from`; `notes`: what a reader should
    know.
    """

    votes: Votes
    comments: Mapping[str, Comment] = field(default_factory=dict)
    agree_was: int = 1
    sign_from: str = "format"
    notes: tuple[str, ...] = ()

    def zeroed(self) -> Flags:
        """Statements (m) that moderation took out of the map, meta statements among them."""
        return self._flags(lambda comment: comment.out or comment.meta)

    def meta(self) -> Flags:
        return self._flags(lambda comment: comment.meta)

    def texts(self) -> dict[str, str]:
        return {label: comment.text for label, comment in self.comments.items()}

    def turned(self, *, sign_from: str) -> Conversation:
        """The same with agree and disagree exchanged."""
        votes = replace(self.votes, values=(-self.votes.values).astype(np.int8))
        return replace(self, votes=votes, agree_was=-self.agree_was, sign_from=sign_from)

    def signed_by(self, leaning: Mapping[str, int], *, name: str) -> Conversation:
        """Turned if that fits better what an earlier run (file `name`) knew: agrees minus disagrees of statements.

        Counts beside the votes go before; they were the votes' own.
        """
        if self.sign_from != "format" or not leaning:
            return self
        known = np.array([leaning.get(str(label), 0) for label in self.votes.statements])
        return self.turned(sign_from=name) if float(np.sum(known * self.votes.totals())) < 0 else self

    def _flags(self, says: Any) -> Flags:
        return np.array(
            [
                str(label) in self.comments and says(self.comments[str(label)])
                for label in self.votes.statements
            ],
            dtype=bool,
        )


def read_conversation(path: Path, *, comments: Path | None = None) -> Conversation:
    """Read votes from a folder or file, and the comments file named or lying beside. Raises BadInput."""
    source = _votes_file(path)
    beside = comments or _comments_beside(source)
    known = read_comments(beside) if beside is not None else {}
    if kind(source) == ".json":
        conversation = Conversation(_dump(source), known, agree_was=-1)
        conversation = replace(
            conversation, votes=replace(conversation.votes, values=-conversation.votes.values)
        )
    else:
        conversation = Conversation(_csv(source), known)
    return _signed(conversation, beside)


def _votes_file(path: Path) -> Path:
    if path.is_dir():
        named = (f for name in (*CSV_NAMES, *JSON_NAMES) if (f := path / name).is_file())
        found = next(named, None) or next(iter(sorted(path.glob("*participant*votes.csv"))), None)
        if found is None:
            raise BadInput(
                "the folder holds no participants-votes.csv, votes.csv or votes.json", file=str(path)
            )
        return found
    if not path.is_file():
        raise BadInput("there is no such file", file=str(path))
    return path


def _comments_beside(source: Path) -> Path | None:
    """The comments file in the folder of the votes, under its usual name or with a prefix as in newer exports."""
    named = (file for name in COMMENT_NAMES if (file := source.parent / name).is_file())
    return next(named, None) or next(iter(sorted(source.parent.glob("*-comments.csv"))), None)


def _csv(path: Path) -> Votes:
    with open_text(path) as lines:
        try:
            header = next(csv.reader(lines), [])
        except UnicodeDecodeError as error:
            raise BadInput("the file is not UTF-8 text", file=str(path)) from error
    names = [name.strip() for name in header]
    return read_long(path, names) if "vote" in names else read_wide(path, names)


def _dump(path: Path) -> Votes:
    rows = read_json(path)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise BadInput("a votes dump is a list of objects with pid, tid and vote", file=str(path))
    who, what = ("pid", "tid") if "pid" in rows[0] else ("participant_id", "statement_id")
    columns: dict[str, list[Any]] = {}
    for name in (who, what, "vote"):
        missing = next((place for place, row in enumerate(rows) if row.get(name) is None), None)
        if missing is not None:
            raise BadInput(f"vote number {missing + 1} lacks it", file=str(path), field=name)
        columns[name] = [row[name] for row in rows]
    times = [row.get("modified", row.get("created")) for row in rows]
    try:
        at = np.array([float(time) for time in times]) if all(time is not None for time in times) else None
    except (TypeError, ValueError):
        at = np.array([str(time) for time in times])
    try:
        votes = np.array(columns["vote"], dtype=np.float64)
        return gather(np.array(columns[who]), np.array(columns[what]), votes, at=at)
    except BadInput as error:
        raise BadInput(error.message, file=str(path), field="vote") from error
    except (TypeError, ValueError) as error:
        raise BadInput(f"a vote is no number: {error}", file=str(path), field="vote") from error


def read_comments(path: Path) -> dict[str, Comment]:
    """Statements by label from a Polis `comments.csv` or an API dump `comments.json`."""
    if kind(path) == ".json":
        rows = read_json(path)
        if not isinstance(rows, list):
            raise BadInput("a comments dump is a list of objects", file=str(path))
    else:
        rows = list(csv.DictReader(io.StringIO(read_text(path), newline="")))
    found = {}
    for place, row in enumerate(rows):
        label = _first(row, "comment-id", "tid", "statement_id", "statement")
        if label is None:
            raise BadInput("a comment has no id", file=str(path), line=place + 2, field="comment-id")
        found[str(label)] = Comment(
            text=str(_first(row, "comment-body", "txt", "text", "body") or ""),
            out=str(_first(row, "moderated", "mod")).strip() == "-1",
            meta=str(_first(row, "is_meta", "is-meta", "meta")).strip().lower() in {"true", "1", "t"},
            agreed=_count(_first(row, "agrees", "agree_count")),
            disagreed=_count(_first(row, "disagrees", "disagree_count")),
        )
    return found


def _first(row: Mapping[str, Any], *names: str) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _count(value: Any) -> int | None:
    return int(value) if value is not None and str(value).strip().isdigit() else None


def _signed(conversation: Conversation, beside: Path | None) -> Conversation:
    """Turn the votes where the counts in the comments file fit them better the other way round."""
    votes = conversation.votes
    m = votes.shape[1]
    agreed = np.bincount(votes.columns[votes.values == 1], minlength=m)
    disagreed = np.bincount(votes.columns[votes.values == -1], minlength=m)
    as_read = as_turned = 0
    for place, label in enumerate(votes.statements):
        comment = conversation.comments.get(str(label))
        if comment is None or comment.agreed is None or comment.disagreed is None:
            continue
        as_read += abs(int(agreed[place]) - comment.agreed) + abs(int(disagreed[place]) - comment.disagreed)
        as_turned += abs(int(disagreed[place]) - comment.agreed) + abs(int(agreed[place]) - comment.disagreed)
    if as_read == as_turned or beside is None:
        return conversation
    if as_read < as_turned:
        return replace(conversation, sign_from=beside.name)
    turned = conversation.turned(sign_from=beside.name)
    note = f"{beside.name} shows that agree is {turned.agree_was} in this file: the votes were turned"
    return replace(turned, notes=(*turned.notes, note))
