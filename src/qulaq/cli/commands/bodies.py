"""The register of state bodies: load it from a table, list it (needs the database)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from qulaq.cli.answer import Parser, emit, start_django, tell
from qulaq.kernel.errors import BadInput


def run(argv: Sequence[str]) -> int:
    verbs = {"load": load, "list": list_all}
    if argv and argv[0] in verbs:
        return verbs[argv[0]](argv[1:])
    parser = Parser("bodies", says=str(__doc__), example="qulaq bodies load bodies.csv")
    parser.add_argument("verb", choices=list(verbs), help="each has its own --help")
    parser.parse_args(argv)
    return 0


def load(argv: Sequence[str]) -> int:
    parser = Parser(
        "bodies load",
        says="Opens new bodies and brings known ones to what the table says: all of it, or nothing and every wrong "
        "cell by line and field. Columns: code, parent, level, kato, name_kk, name_ru, name_en, competences, hours, "
        "phone. Bodies that it does not name stay.",
        example="qulaq bodies load bodies.csv",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV in UTF-8, with commas or semicolons")
    parser.add_argument("--check", action="store_true", help="only judge the table, change nothing")
    options = parser.parse_args(argv)
    text = _text(options.file)
    start_django()
    from qulaq.ops import bodies
    from qulaq.ops.bodies_file import Unfit

    at = datetime.now(UTC)
    try:
        rows = bodies.read(text, file=options.file.name, at=at)
    except Unfit as unfit:
        for fault in unfit.faults:
            tell(f"qulaq bodies: {fault}")
        return 2
    if options.check:
        emit({"ok": True, "bodies": len(rows)})
        return 0
    emit({"ok": True, "bodies": len(rows), **asdict(bodies.load(rows, at=at))})
    return 0


def list_all(argv: Sequence[str]) -> int:
    parser = Parser(
        "bodies list",
        says="Every body that stands today, parents first; with --out as a table that `bodies load` reads.",
        example="qulaq bodies list --out bodies.csv",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write a CSV instead")
    options = parser.parse_args(argv)
    start_django()
    from qulaq.kernel.clock import local
    from qulaq.ops import bodies

    rows = bodies.table(on=local(datetime.now(UTC)).date())
    if options.out is None:
        for row in rows:
            emit(row)
        return 0
    try:
        with options.out.open("w", encoding="utf-8", newline="") as out:
            count = bodies.write(rows, out)
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", file=str(options.out)) from error
    emit({"file": str(options.out), "bodies": count})
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInput("is not UTF-8: save it as `CSV UTF-8`", file=str(path), line=line) from error
