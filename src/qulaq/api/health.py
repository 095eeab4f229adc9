"""The state of the installation for the operator's monitoring: counts and ages, no words, no secrets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from qulaq.ledger.health import health

router = Router()


class HealthOut(Schema):
    """Ages in seconds; `wrong` names what somebody must look at."""

    ok: bool
    wrong: list[str]
    worker_age: int | None
    head_age: int | None
    waiting_entries: int
    unwitnessed_heads: int
    owed: int
    oldest_owed_age: int | None
    failing_deliveries: int
    failing_chores: int


@router.get(
    "/health",
    response={200: HealthOut, 503: HealthOut},
    summary="Is everything kept that was promised? 503 if not",
)
def show_health(request: HttpRequest) -> Status[dict[str, Any]]:
    found = health(at=timezone.now())
    return Status(200 if found.ok else 503, found.as_json())
