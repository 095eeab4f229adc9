"""Count ballots by a published rule, or the jury's 20 of 25

Contract: CONTRACTS "Votes and budgets". The numbers come from `qulaq.methods.voting`.
"""

from __future__ import annotations

import csv
import io
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from qulaq.cli.answer import Parser, emit
from qulaq.kernel.clock import parse_moment
from qulaq.kernel.errors import BadInput

EXAMPLE = """\
qulaq ballot tally ballots.csv --rule phragmen --seats 10
  qulaq ballot jury roll.csv --held 2026-04-01

ballots.csv holds one ballot a row: a column for each candidate (1/0, or the rank), or columns 1, 2, 3 … of
names, or one column `vote` (a,b,c or a>b=c); a column `count` stands for equal ballots. Or one choice a row:
voter,candidate[,rank]. roll.csv: member,vote with for|against|abstained|absent|recused|vacant."""


def run(argv: Sequence[str]) -> int:
    from qulaq.methods.voting.rules import RULES

    parser = Parser("ballot", says="Who is elected, with the count round by round.", example=EXAMPLE)
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
    tally = verbs.add_parser("tally", help="count ballots")
    tally.add_argument("file", type=Path)
    tally.add_argument("--rule", choices=tuple(RULES), required=True)
    tally.add_argument("--seats", type=int, default=1)
    ties = tally.add_mutually_exclusive_group()
    ties.add_argument("--ties", help="published order for ties: a,b,c (default: the order of the file)")
    ties.add_argument("--dice", help="ties by lot from these throws")
    jury = verbs.add_parser("jury", help="the decision of one session of the Citizens' Jury")
    jury.add_argument("file", type=Path)
    jury.add_argument("--held", required=True, help="day of the session")
    jury.add_argument("--repeat", action="store_true", help="this is the repeat session")
    for verb in (tally, jury):
        verb.error = parser.error  # type: ignore[method-assign]
    chosen = parser.parse_args(argv)
    return _tally(chosen) if chosen.verb == "tally" else _jury(chosen)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read as UTF-8 text: {error}", file=str(path)) from error


def _tally(chosen: Namespace) -> int:
    from qulaq.methods.voting import by_lot, by_published_order, read_ballots, tally

    ballots = read_ballots(_text(chosen.file), file=str(chosen.file))
    ties = None
    if chosen.ties:
        ties = by_published_order(name.strip() for name in chosen.ties.split(","))
    elif chosen.dice:
        ties = by_lot(ballots.candidates, dice=chosen.dice)
    emit(tally(ballots, chosen.rule, chosen.seats, ties).as_dict())
    return 0


def _jury(chosen: Namespace) -> int:
    from qulaq.methods.voting import decide, roll_of

    rows = list(csv.DictReader(io.StringIO(_text(chosen.file))))
    if not rows or not {"member", "vote"} <= set(rows[0]):
        raise BadInput("needs the columns member and vote", file=str(chosen.file), line=1)
    votes = {row["member"]: row["vote"].strip() for row in rows}
    if len(votes) != len(rows):
        raise BadInput("a member stands twice", file=str(chosen.file), field="member")
    decision = decide(roll_of(votes), held=parse_moment(chosen.held).date(), repeat=chosen.repeat)
    emit(
        {
            "result": decision.result,
            "next": decision.next,
            "for": decision.roll.for_,
            "needed": decision.needed,
            "missing": decision.missing,
            "repeat_on": decision.repeat_on.isoformat() if decision.repeat_on else None,
            "says": decision.says.as_dict(),
        }
    )
    return 0 if decision.result == "adopted" else 1
