"""Check individual identification numbers (IIN): one answer a line, exit 1 if any is not valid."""

from __future__ import annotations

from collections.abc import Sequence

from qulaq.cli.answer import Parser, emit
from qulaq.kernel.numbers import check_iin


def run(argv: Sequence[str]) -> int:
    parser = Parser("iin", says=__doc__ or "", example="qulaq iin 900101300017 900101300018")
    parser.add_argument("numbers", nargs="+", metavar="NUMBER")
    answers = [check_iin(number) for number in parser.parse_args(argv).numbers]

    for answer in answers:
        emit({"number": answer.number, "valid": answer.valid, "why": answer.why})
    return 0 if all(answer.valid for answer in answers) else 1
