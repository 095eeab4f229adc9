"""Whether every promise is kept now: worker, log, witness, owed work; exit 1 when not (needs the database)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from qulaq.cli.answer import Parser, emit, start_django


def run(argv: Sequence[str]) -> int:
    Parser("health", says=str(__doc__), example="qulaq health").parse_args(argv)
    start_django()
    from qulaq.ledger.health import health

    found = health(at=datetime.now(UTC))
    emit(found.as_json())
    return 0 if found.ok else 1
