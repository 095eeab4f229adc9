"""`qulaq bodies`: the register of bodies brought to what a table says, all of it or nothing; and written as one."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TextIO

from django.db import transaction

from qulaq.kernel.clock import OfficeHours, local
from qulaq.kernel.kato import Gazetteer
from qulaq.ops.bodies_file import COLUMNS, BodyRow, read_bodies
from qulaq.people.acts import CATEGORIES, amend_body, move_body, open_body, rename_body
from qulaq.people.models import Body, BodyLevel, holding
from qulaq.people.queries import bodies_tree, words_at


@dataclass(slots=True)
class LoadedBodies:
    """Codes by what was done to them, and those of the register that the table does not name (they stay)."""

    opened: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    amended: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)


def read(text: str, *, file: str, at: datetime) -> list[BodyRow]:
    """The rows of a table, judged against the register as it stands. BadInput (Unfit) names what is wrong."""
    standing = Body.objects.filter(holding(local(at).date())).select_related("parent")
    return read_bodies(
        text,
        file=file,
        standing={body.code: body.parent.code if body.parent else "" for body in standing},
        ended=set(Body.objects.exclude(valid_to=None).values_list("code", flat=True)),
        categories=CATEGORIES,
        gazetteer=Gazetteer.official(),
    )


@transaction.atomic
def load(rows: Iterable[BodyRow], *, at: datetime) -> LoadedBodies:
    """Open the new bodies, rename, move and correct the known ones. A body that the table does not name stays."""
    done, day = LoadedBodies(), local(at).date()
    known = {body.code: body for body in Body.objects.filter(holding(day)).prefetch_related("names")}
    done.not_in_file = sorted(set(known))
    for row in rows:
        parent = known[row.parent] if row.parent else None
        if row.code in known:
            done.not_in_file.remove(row.code)
            _bring(known[row.code], row, parent, done, at=at)
        else:
            known[row.code] = _opened(row, parent, at=at)
            done.opened.append(row.code)
    return done


def _opened(row: BodyRow, parent: Body | None, *, at: datetime) -> Body:
    return open_body(
        code=row.code,
        names=row.names,
        level=BodyLevel(row.level),
        at=at,
        since=local(at).date(),
        parent=parent,
        place=row.kato,
        competences=row.competences,
        office_hours=row.hours,
        phone=row.phone,
    )


def _bring(body: Body, row: BodyRow, parent: Body | None, done: LoadedBodies, *, at: datetime) -> None:
    day, before = local(at).date(), len(done.renamed) + len(done.moved) + len(done.amended)
    if words_at(body, day) != row.names:
        rename_body(body=body, names=row.names, since=day, at=at)
        done.renamed.append(row.code)
    if body.parent_id != (parent.pk if parent else None):
        move_body(body=body, parent=parent, at=at)
        done.moved.append(row.code)
    changed = amend_body(
        body=body,
        level=BodyLevel(row.level),
        place=row.kato,
        competences=row.competences,
        office_hours=str(OfficeHours.parse(row.hours)),
        phone=row.phone,
        at=at,
    )
    if changed:
        done.amended.append(row.code)
    if before == len(done.renamed) + len(done.moved) + len(done.amended):
        done.unchanged.append(row.code)


def table(*, on: date) -> list[dict[str, str]]:
    """Every body that stands on a day, by the columns of the table, parents first."""
    rows = []
    for branch in (branch for root in bodies_tree(at=on) for branch in root.walk()):
        body, names = branch.body, branch.name
        rows.append(
            {
                "code": body.code,
                "parent": body.parent.code if body.parent else "",
                "level": str(body.level),
                "kato": body.place,
                "name_kk": names.kk,
                "name_ru": names.ru,
                "name_en": names.en,
                "competences": " ".join(sorted(body.competences.values_list("category", flat=True))),
                "hours": body.office_hours,
                "phone": body.phone,
            }
        )
    return rows


def write(rows: Iterable[dict[str, str]], out: TextIO) -> int:
    """The same as CSV, as `bodies load` reads it; how many rows."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow(row)
    return count
