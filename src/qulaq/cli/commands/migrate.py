"""Makes or updates tables, static files and places; safe to repeat (needs the database)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from qulaq.cli.answer import Parser, emit, start_django, tell


def run(argv: Sequence[str]) -> int:
    parser = Parser("migrate", says=str(__doc__), example="qulaq migrate --check")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where migrations wait")
    options = parser.parse_args(argv)
    start_django()
    from qulaq.ops.tables import prepare, waiting_migrations

    if options.check:
        waiting = waiting_migrations()
        emit({"ok": not waiting, "waiting": waiting})
        return 1 if waiting else 0
    tell("Making the tables, gathering static files, loading places…")
    emit({"ok": True, **asdict(prepare(at=datetime.now(UTC)))})
    return 0
