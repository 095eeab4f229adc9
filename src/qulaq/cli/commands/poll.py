"""The report of a deliberative poll: what changed between two questionnaires

Contract: CONTRACTS "Votes and budgets". The numbers come from `qulaq.methods.poll`.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from qulaq.cli.answer import Parser, emit, tell
from qulaq.kernel.errors import BadInput

EXAMPLE = """\
qulaq poll change before.csv after.csv --knowledge q7,q8 --midpoint 5

Both files: one row a person with the column id and one column a question; numbers are answers, words are
demographics. People of before.csv who are not in after.csv are the non-participants. Columns group (small
group) and know… (1 right, 0 wrong) are recognised. --weights names a CSV id,weight."""


def run(argv: Sequence[str]) -> int:
    parser = Parser("poll", says="Change, polarisation, knowledge and representativeness.", example=EXAMPLE)
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
    change = verbs.add_parser("change", help="the report from two questionnaires")
    change.error = parser.error  # type: ignore[method-assign]
    change.add_argument("before", type=Path)
    change.add_argument("after", type=Path)
    change.add_argument("--weights", help="a CSV id,weight, or a column of one of the two files")
    change.add_argument("--knowledge", default="", help="columns of right or wrong answers: a,b,c")
    change.add_argument("--midpoint", type=float, help="middle of the scales")
    change.add_argument("--control", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    change.add_argument("--level", type=float, default=0.95)
    change.add_argument("--seed", type=int, default=0, help="seed of the bootstrap")
    chosen = parser.parse_args(argv)
    if not 0 < chosen.level < 1:
        raise BadInput("a level lies between 0 and 1", field="--level")

    from qulaq.methods.poll import poll_report, read_sheet, read_weights
    from qulaq.methods.poll.answers import weights_in

    def text(path: Path) -> str:
        try:
            return path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"cannot be read as UTF-8 text: {error}", file=str(path)) from error

    sheets = [read_sheet(text(path), file=str(path)) for path in (chosen.before, chosen.after)]
    control = [read_sheet(text(path), file=str(path)) for path in chosen.control or ()]
    weights = None
    if chosen.weights:
        holder = next((sheet for sheet in sheets if chosen.weights in sheet.columns), None)
        if holder is not None and not Path(chosen.weights).exists():
            weights = weights_in(holder, chosen.weights)
        else:
            weights = read_weights(text(Path(chosen.weights)), file=chosen.weights)
    report = poll_report(
        sheets[0],
        sheets[1],
        weights=weights,
        knowledge=[name.strip() for name in chosen.knowledge.split(",") if name.strip()],
        midpoint=chosen.midpoint,
        control=(control[0], control[1]) if control else None,
        level=chosen.level,
        seed=chosen.seed,
    )
    if report["small_sample"]:
        tell(f"{report['participants']} participants: below 30 no shares are given")
    emit(report)
    return 0
