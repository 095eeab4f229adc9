"""Moving sealed fields to the newest key, so that an old one can be thrown away."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from qulaq.people.sealing import ring, sealed_columns


def reseal(*, batch: int = 500) -> int:
    """Rewrite every row, in any room, that another key than the current one sealed; returns how many.

    Safe to run again after a stop; each batch is one transaction.
    """
    return sum(_reseal_model(model, batch) for model in apps.get_models() if sealed_columns(model))


def _reseal_model(model: Any, batch: int) -> int:
    fields = sealed_columns(model)
    done, last = 0, 0
    while True:
        with transaction.atomic():
            rows = list(model.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:batch])
            for row in rows:
                done += _reseal_row(row, fields)
        if not rows:
            return done
        last = rows[-1].pk


def _reseal_row(row: Any, fields: dict[str, Any]) -> int:
    mark = f"{ring().current}."
    old = [
        name for name in fields if (value := getattr(row, f"{name}_sealed")) and not value.startswith(mark)
    ]
    for name in old:
        setattr(row, name, getattr(row, name))
    if old:
        row.save()
    return bool(old)
