"""The access journal: every official look at a person's data, told to that person.

Personal-data law 94-V lets a person ask who processes their data; here they see it without asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from qulaq.people.actors import Actor
from qulaq.people.models import AccessNote, Person
from qulaq.people.sealing import ring


def note_access(*, who: Actor, whose: int, what: str, why: str, at: datetime) -> AccessNote | None:
    """Write one look down. People looking at their own data, and the system's own work, leave no note.

    `what` and `why` are short codes or plain words for the person; empty ones are refused by the database.
    """
    if who.person_id == whose or not who.is_official:
        return None
    return AccessNote.objects.create(
        whose_id=whose,
        at=at,
        role=who.role,
        account_id=who.account_id,
        body_id=who.body_id,
        official=who.name,
        what=what,
        why=why,
    )


def selves(person: Person) -> QuerySet[Person]:
    """The person, and each author of a letter who confirmed by a code the same phone or e-mail.

    Asked only for the person themself: nobody else ever sees letters of one hand side by side.
    """
    same = Q(pk=person.pk)
    for column in ("phone", "email"):
        if getattr(person, f"{column}_confirmed_at"):
            index = ring().indexes(getattr(person, column), purpose=column)
            same |= Q(**{f"{column}_index__in": index, f"{column}_confirmed_at__isnull": False})
    return Person.objects.filter(same)


def who_looked(person: Person, *, limit: int = 200) -> Sequence[AccessNote]:
    """The looks at one person's data, newest first, with the bodies and their names (two queries)."""
    notes = AccessNote.objects.filter(whose__in=selves(person))
    notes = notes.select_related("body").prefetch_related("body__names")
    return list(notes.order_by("-at", "-pk")[:limit])
