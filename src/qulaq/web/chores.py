"""Housekeeping of the pages: what was not sent is erased after a day, as the privacy page promises."""

from __future__ import annotations

from datetime import datetime, timedelta

from qulaq.ledger.chores import chore
from qulaq.web.drafts import forget_old_drafts


@chore("web.forget_drafts", every=timedelta(hours=1))
def forget(at: datetime) -> None:
    forget_old_drafts(at=at)
