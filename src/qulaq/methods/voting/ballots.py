"""Ballots as counted: sets of approved candidates, or rankings with equal places; and the CSV files they come in.

Four plain layouts are read: one column per candidate (1/0, or the rank), one column per place (`1`, `2`, … holding
names), one column `vote` (`a,b,c` or `a>b=c`), and one row a choice (`voter,candidate[,rank]`). A column `count`
says how many equal ballots a row stands for.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qulaq.kernel.errors import BadInput

VOTERS = ("voter", "voter_id", "id", "ballot_id")
COUNTS = ("count", "weight", "n", "ballots")
LISTS = ("vote", "ballot", "ranking", "approved", "approvals", "choices", "preferences")
NAMES = ("candidate", "option", "choice", "project_id")
PLACE = re.compile(r"(?:rank|place|choice|pref|preference)?[ _]?(\d+)", re.IGNORECASE)
NO = frozenset({"", "0", "-", "no", "false", "n"})


@dataclass(frozen=True, slots=True)
class Ballot:
    """`places`: from the best; each place holds one or more equal candidates. `count` >= 1 equal ballots.

    An approval ballot is what it approves: all places together.
    """

    places: tuple[frozenset[str], ...]
    count: int = 1

    @property
    def approved(self) -> frozenset[str]:
        return frozenset().union(*self.places)


@dataclass(frozen=True, slots=True)
class Ballots:
    """Candidates in file order and the ballots. Errors: `BadInput` for a name outside the candidates."""

    candidates: tuple[str, ...]
    ballots: tuple[Ballot, ...]

    def __post_init__(self) -> None:
        known = set(self.candidates)
        for number, ballot in enumerate(self.ballots, start=1):
            if ballot.count < 1:
                raise BadInput("a ballot counts at least once", line=number, field="count")
            named = [name for place in ballot.places for name in place]
            if len(named) != len(set(named)):
                raise BadInput("a ballot names a candidate twice", line=number)
            if not set(named) <= known:
                raise BadInput(f"{sorted(set(named) - known)[0]!r} is not a candidate", line=number)

    @property
    def total(self) -> int:
        return sum(ballot.count for ballot in self.ballots)


def approvals(sets: Iterable[Iterable[str]], candidates: Iterable[str] | None = None) -> Ballots:
    """Approval ballots from sets of names."""
    ballots = [Ballot((frozenset(names),) if (names := list(chosen)) else ()) for chosen in sets]
    return _whole(ballots, candidates)


def rankings(orders: Iterable[Iterable[str]], candidates: Iterable[str] | None = None) -> Ballots:
    """Strict rankings from the best; names left out stand below all, equal to one another."""
    return _whole([Ballot(tuple(frozenset({name}) for name in order)) for order in orders], candidates)


def _whole(ballots: list[Ballot], candidates: Iterable[str] | None) -> Ballots:
    named = [name for ballot in ballots for place in ballot.places for name in sorted(place)]
    return Ballots(tuple(dict.fromkeys(candidates if candidates is not None else named)), tuple(ballots))


def read_ballots(text: str, *, file: str = "ballots") -> Ballots:
    """Ballots of a CSV in one of the four layouts. Errors: `BadInput` naming line and field."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = [column for column in (reader.fieldnames or []) if column]
    rows: list[tuple[int, dict[str, str]]] = []
    for row in reader:
        if None in row:
            raise BadInput("the row has more cells than the header", file=file, line=reader.line_num)
        rows.append((reader.line_num, {key: (value or "").strip() for key, value in row.items() if key}))
    if not rows:
        raise BadInput("there is no ballot", file=file)
    names = {column.lower(): column for column in columns}
    counts = next((names[name] for name in COUNTS if name in names), None)
    voter = next((names[name] for name in VOTERS if name in names), None)
    listed = next((names[name] for name in LISTS if name in names), None)
    single = next((names[name] for name in NAMES if name in names), None)
    if single and voter and not listed:
        return _whole(_by_choice(rows, voter, single, names.get("rank"), file), None)
    rest = [column for column in columns if column not in (counts, voter)]
    if listed:
        ballots = [
            Ballot(_places(row[listed], file, line), _count(row, counts, file, line)) for line, row in rows
        ]
        return _whole(ballots, None)
    if rest and all(PLACE.fullmatch(column) for column in rest):
        rest.sort(key=lambda column: int(PLACE.fullmatch(column)[1]))  # type: ignore[index]
        ballots = [
            Ballot(
                tuple(frozenset({row[column]}) for column in rest if row[column]),
                _count(row, counts, file, line),
            )
            for line, row in rows
        ]
        return _whole(ballots, None)
    if not rest:
        raise BadInput("there is no column of candidates", file=file, line=1)
    ballots = [Ballot(_marks(row, rest, file, line), _count(row, counts, file, line)) for line, row in rows]
    return _whole(ballots, rest)


def _count(row: Mapping[str, str], column: str | None, file: str, line: int) -> int:
    if column is None or not row[column]:
        return 1
    try:
        return int(row[column])
    except ValueError:
        raise BadInput(f"{row[column]!r} is not a whole number", file=file, line=line, field=column) from None


def _places(text: str, file: str, line: int) -> tuple[frozenset[str], ...]:
    if ">" in text or "=" in text:
        parts = [re.split(r"[=,]", place) for place in text.split(">")]
    else:
        parts = [[name] for name in re.split(r"[,;|]", text)]
    places = [frozenset(name.strip() for name in part if name.strip()) for part in parts]
    found = tuple(place for place in places if place)
    if sum(len(place) for place in found) != len(frozenset().union(*found)):
        raise BadInput("a ballot names a candidate twice", file=file, line=line)
    return found


def _marks(row: Mapping[str, str], candidates: list[str], file: str, line: int) -> tuple[frozenset[str], ...]:
    """Cells of one column per candidate: a number is the rank (1 the best); any other mark counts as 1."""
    ranks: dict[int, set[str]] = {}
    for name in candidates:
        mark = row[name].lower()
        if mark not in NO:
            if mark.lstrip("-").isdigit() and int(mark) < 1:
                raise BadInput("a rank is 1 or more", file=file, line=line, field=name)
            ranks.setdefault(int(mark) if mark.isdigit() else 1, set()).add(name)
    return tuple(frozenset(ranks[rank]) for rank in sorted(ranks))


def _by_choice(
    rows: list[tuple[int, dict[str, str]]], voter: str, candidate: str, rank: str | None, file: str
) -> list[Ballot]:
    voters: dict[str, dict[int, set[str]]] = {}
    for line, row in rows:
        places = voters.setdefault(row[voter], {})
        if any(row[candidate] in place for place in places.values()):
            raise BadInput("a ballot names a candidate twice", file=file, line=line, field=candidate)
        try:
            place = int(row[rank]) if rank else 1
        except ValueError:
            raise BadInput(f"{row[rank or '']!r} is not a rank", file=file, line=line, field=rank) from None
        places.setdefault(place, set()).add(row[candidate])
    return [Ballot(tuple(frozenset(p[place]) for place in sorted(p))) for p in voters.values()]
