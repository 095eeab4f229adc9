"""Filling the table of places from the gazetteer that comes with Qulaq, as often as anybody likes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from qulaq.kernel.clock import local
from qulaq.kernel.folding import fold
from qulaq.kernel.kato import Gazetteer
from qulaq.kernel.kato import Place as Unit
from qulaq.people.models import Place

COLUMNS: Final = ["parent", "level", "kk", "ru", "kk_name", "ru_name", "folded", "valid_to"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What changed: places now known, new among them, ended because the classifier no longer has them."""

    places: int
    new: int
    ended: int


@transaction.atomic
def load_places(gazetteer: Gazetteer, *, at: datetime) -> Loaded:
    """Write every place of the gazetteer; a code that it no longer holds ends today and keeps its row."""
    before = set(Place.objects.values_list("code", flat=True))
    rows = [_row(unit) for unit in gazetteer]
    Place.objects.bulk_create(
        rows, batch_size=2000, update_conflicts=True, unique_fields=["code"], update_fields=COLUMNS
    )
    codes = {row.code for row in rows}
    gone = Place.objects.filter(valid_to=None, code__in=sorted(before - codes))
    ended = gone.update(valid_to=local(at).date())
    return Loaded(places=len(rows), new=len(codes - before), ended=ended)


def _row(unit: Unit) -> Place:
    return Place(
        code=unit.code,
        parent=unit.parent or "",
        level=unit.level,
        kk=unit.kk,
        ru=unit.ru,
        kk_name=unit.name("kk"),
        ru_name=unit.name("ru"),
        folded=" ".join(dict.fromkeys([fold(unit.kk), fold(unit.ru)])),
        valid_to=unit.valid_to,
    )
