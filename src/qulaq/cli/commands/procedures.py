"""The declared procedures: list, show one, check them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qulaq.cli.answer import Parser, emit, start_django
from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.check import failures
from qulaq.procedures.describe import describe
from qulaq.procedures.registry import declared, procedure
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.walks import walk


def run(argv: Sequence[str]) -> int:
    parser = Parser("procedures", says=str(__doc__), example="qulaq procedures --check --walks 1000")
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="show this one: stages, duties, exits, articles"
    )
    parser.add_argument(
        "--check", action="store_true", help="hold every declaration to its invariants, then walk it"
    )
    parser.add_argument("--walks", type=int, default=1000, help="random walks in all (%(default)s)")
    parser.add_argument(
        "--database", action="store_true", help="with --check: recompute every stored due date too"
    )
    options = parser.parse_args(argv)
    if options.check:
        return _check(options.walks, database=options.database)
    if options.name:
        emit(describe(procedure(options.name)))
    else:
        for known in declared().values():
            emit(
                {
                    "name": known.name,
                    "title": known.title.as_dict(),
                    "article": known.article,
                    "stages": len(known.stages),
                }
            )
    return 0


def _check(walks: int, *, database: bool) -> int:
    known = list(declared().values())
    found = [failure for one in known for failure in failures(one)]
    reckoner = Reckoner(Calendar.official(), OfficeHours.parse("09:00-18:30"))
    gone = [walk(known[seed % len(known)], reckoner, seed) for seed in range(walks)]
    found += [one.failure for one in gone if one.failure]
    answer: dict[str, Any] = {"procedures": len(known), "walks": walks}
    if database:
        start_django()
        from qulaq.procedures.queries import stale_duties

        stale = stale_duties()
        answer["duties_checked"], wrong = stale.checked, stale.wrong
        found += wrong
    emit({"ok": not found, **answer, "failures": found})
    return 1 if found else 0
