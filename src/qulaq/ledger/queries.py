"""Reads of the ledger for pages, feeds and operators."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from qulaq.ledger.models import ChoreRun, Delivery, Entry, Head, Leaf


def entries_about(subject: tuple[str, int]) -> QuerySet[Entry]:
    """Entries of one aggregate, as ("hear.voice", 12), oldest first."""
    return Entry.objects.filter(subject_kind=subject[0], subject_id=subject[1]).order_by("pk")


def head_feed(limit: int = 100) -> list[dict[str, Any]]:
    """The newest signed heads as published, newest first."""
    return [json.loads(head.document) for head in Head.objects.order_by("-size")[:limit]]


def failing_deliveries() -> QuerySet[Delivery]:
    """Deliveries that failed and are still owed, longest-suffering first: an operator's list."""
    return Delivery.objects.failing().select_related("entry").order_by("-attempts", "pk")


def failing_chores() -> QuerySet[ChoreRun]:
    """Chores whose last run failed."""
    return ChoreRun.objects.filter(failures__gt=0).order_by("-failures", "chore")


def waiting_entries() -> int:
    """Entries committed and not yet placed in the log; a growing number says that no worker runs."""
    return Leaf.objects.filter(index__isnull=True).count()
