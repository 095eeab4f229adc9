"""The last day of a legal term, from a rule and a moment."""

from __future__ import annotations

from collections.abc import Sequence

from qulaq.cli.answer import Parser, emit
from qulaq.kernel.clock import OfficeHours, parse_moment
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar
from qulaq.law.rules import BOOK
from qulaq.procedures.terms import Reckoner


def run(argv: Sequence[str]) -> int:
    parser = Parser("due", says=str(__doc__), example="qulaq due appeal.term --at 2026-03-06T10:00")
    parser.add_argument(
        "rule", metavar="RULE", nargs="?", help="a rule's name, as `qulaq due --list` shows them"
    )
    parser.add_argument(
        "--at", help="the moment it counts from (a receipt, an event), Almaty time unless it says else"
    )
    parser.add_argument(
        "--office-hours", default="09:00-18:30", help="when the body's doors are open (%(default)s)"
    )
    parser.add_argument("--list", action="store_true", help="every rule and edition, one JSON a line")
    options = parser.parse_args(argv)
    if options.list:
        for edition in BOOK:
            emit(edition.as_dict())
        return 0
    if not options.rule or not options.at:
        raise BadInput("name a rule and a moment: qulaq due RULE --at 2026-03-06T10:00")
    reckoner = Reckoner(Calendar.official(), OfficeHours.parse(options.office_hours))
    emit(reckoner.due(BOOK, options.rule, parse_moment(options.at)).as_dict())
    return 0
