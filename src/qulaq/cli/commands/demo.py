"""Serves a demonstration region with living cases on this machine (SQLite, a worker thread)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from qulaq.cli.answer import Parser, emit, start_django, tell
from qulaq.kernel.errors import BadInput
from qulaq.ops.demo.serve import fill, prepare, serve


def run(argv: Sequence[str]) -> int:
    parser = Parser("demo", says=str(__doc__), example="qulaq demo --fresh")
    parser.add_argument(
        "--fresh", action="store_true", help="throw the demonstration's data away and begin anew"
    )
    parser.add_argument(
        "--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help="loopback only (%(default)s)"
    )
    parser.add_argument(
        "--folder", type=Path, default=Path("var"), help="where its data lies (%(default)s)"
    )
    parser.add_argument("--no-serve", action="store_true", help="only make the data")
    options = parser.parse_args(argv)
    if os.environ.get("DATABASE_URL"):
        raise BadInput("the demonstration keeps to its own SQLite file: unset it first", field="DATABASE_URL")
    prepare(options.folder, fresh=options.fresh, bind=options.bind)
    start_django()
    fill(tell)
    if options.no_serve:
        emit({"ok": True, "folder": str(options.folder)})
    else:
        serve(options.bind, tell)
    return 0
