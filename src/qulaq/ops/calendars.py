"""`qulaq calendar --adopt`: a decree's calendar taken over, and every due day that it moved, with both dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qulaq.people.actors import SYSTEM
from qulaq.procedures.acts import adopt_calendar
from qulaq.procedures.models import Case


def adopt(*, table: str, version: str, at: datetime) -> list[dict[str, Any]]:
    """What moved: the case's number, the duty, the day before and the day now. BadInput leaves all as it was."""
    moved = adopt_calendar(table=table, version=version, at=at, by=SYSTEM)
    numbers = dict(Case.objects.filter(pk__in={each.case for each in moved}).values_list("pk", "number"))
    return [
        {"case": numbers[each.case], "duty": each.duty, "was": str(each.was), "now": str(each.now)}
        for each in moved
    ]
