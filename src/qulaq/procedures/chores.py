"""The clock of all cases, once a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from qulaq.ledger.chores import chore
from qulaq.procedures.acts import tick


@chore("procedures.tick", every=timedelta(minutes=1))
def clock(at: datetime) -> int:
    return tick(at=at)
