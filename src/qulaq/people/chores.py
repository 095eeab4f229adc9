"""Housekeeping of the floor: old claims and ended sessions are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from qulaq.ledger.chores import chore
from qulaq.people.acts import forget_old_claims


@chore("people.forget", every=timedelta(hours=1))
def forget(at: datetime) -> None:
    """Delete claims past every limit, and sessions past their end."""
    forget_old_claims(at=at)
    Session.objects.filter(expire_date__lt=at).delete()
