"""The register of bodies: opened, renamed, closed, posts filled. Names change; the past keeps its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.ledger.acts import record
from qulaq.people.events import BodyAmended, BodyClosed, BodyMoved, BodyOpened, BodyRenamed, PostFilled
from qulaq.people.models import Account, Body, BodyLevel, BodyName, Competence, Post, PostKind
from qulaq.people.queries import higher_bodies

CATEGORIES = frozenset(
    {
        "utilities",
        "housing",
        "roads",
        "transport",
        "urban",
        "health",
        "education",
        "social",
        "jobs",
        "prices",
        "ecology",
        "land",
        "agriculture",
        "safety",
        "emergency",
        "services",
        "telecom",
        "culture_sport",
        "animals",
        "corruption",
        "business",
        "rumour",
        "other",
    }
)


def _complete(words: Words, field: str) -> Words:
    if words.missing():
        raise BadInput(f"says nothing in {', '.join(words.missing())}", field=field)
    return words


@transaction.atomic
def open_body(
    *,
    code: str,
    names: Words,
    level: BodyLevel,
    at: datetime,
    since: date,
    parent: Body | None = None,
    place: str = "",
    competences: Collection[str] = (),
    office_hours: str = "09:00-18:30",
    phone: str = "",
) -> Body:
    """Enter a body into the register with its name in three languages and what it answers for."""
    _refuse_unknown(competences)
    body = Body.objects.create(
        code=code,
        parent=parent,
        level=level,
        place=place,
        office_hours=str(OfficeHours.parse(office_hours)),
        phone=phone,
        valid_from=since,
    )
    _write_name(body, _complete(names, "names"), since)
    Competence.objects.bulk_create(Competence(body=body, category=one) for one in sorted(set(competences)))
    event = BodyOpened(body_id=body.pk, code=code, parent_id=parent.pk if parent else None)
    record(event, at=at, subject=("people.body", body.pk))
    return body


def _refuse_unknown(competences: Collection[str]) -> None:
    unknown = set(competences) - CATEGORIES
    if unknown:
        raise BadInput(f"knows no category {', '.join(sorted(unknown))}", field="competences")


def _write_name(body: Body, words: Words, since: date) -> None:
    """A second name on one day is a slip of the first being mended: one row a day."""
    BodyName.objects.update_or_create(body=body, valid_from=since, defaults=words.as_dict())


@transaction.atomic
def rename_body(*, body: Body, names: Words, since: date, at: datetime) -> Body:
    """Call a body otherwise from a day on; the name before ends that day."""
    body.names.filter(valid_to=None, valid_from__lt=since).update(valid_to=since)
    _write_name(body, _complete(names, "names"), since)
    event = BodyRenamed(body_id=body.pk, since=since.isoformat())
    record(event, at=at, subject=("people.body", body.pk))
    return body


@transaction.atomic
def amend_body(
    *,
    body: Body,
    level: BodyLevel,
    place: str,
    competences: Collection[str],
    office_hours: str,
    phone: str,
    at: datetime,
) -> tuple[str, ...]:
    """Correct what the register says of a body; the columns that really changed (none: nothing is written).

    Cases that run keep the office hours under which they were opened.
    """
    _refuse_unknown(competences)
    said = {
        "level": level,
        "place": place,
        "office_hours": str(OfficeHours.parse(office_hours)),
        "phone": phone,
    }
    columns = [name for name, value in said.items() if getattr(body, name) != value]
    for name in columns:
        setattr(body, name, said[name])
    body.save(update_fields=columns)
    held = set(body.competences.values_list("category", flat=True))
    if held != set(competences):
        body.competences.exclude(category__in=competences).delete()
        Competence.objects.bulk_create(
            Competence(body=body, category=one) for one in sorted(set(competences) - held)
        )
        columns.append("competences")
    if columns:
        record(BodyAmended(body_id=body.pk, changed=tuple(columns)), at=at, subject=("people.body", body.pk))
    return tuple(columns)


@transaction.atomic
def move_body(*, body: Body, parent: Body | None, at: datetime) -> Body:
    """Put a body under another one. BadInput when that would make a ring."""
    if parent is not None and body.pk in {parent.pk, *higher_bodies(parent.pk)}:
        raise BadInput(f"{body.code} cannot stand below itself", field="parent")
    body.parent = parent
    body.save(update_fields=["parent"])
    event = BodyMoved(body_id=body.pk, parent_id=parent.pk if parent else None)
    record(event, at=at, subject=("people.body", body.pk))
    return body


@transaction.atomic
def close_body(*, body: Body, since: date, at: datetime) -> Body:
    """The body no longer stands from that day on; roles in it end the same day."""
    body.valid_to = since
    body.save(update_fields=["valid_to"])
    body.memberships.filter(valid_to=None, valid_from__lt=since).update(valid_to=since)
    record(BodyClosed(body_id=body.pk, since=since.isoformat()), at=at, subject=("people.body", body.pk))
    return body


@transaction.atomic
def fill_post(
    *,
    body: Body,
    kind: PostKind,
    title: Words,
    holder: str,
    since: date,
    at: datetime,
    account: Account | None = None,
) -> Post:
    """Somebody takes a post; whoever sat there leaves it that day."""
    if not holder.strip():
        raise BadInput("names nobody", field="holder")
    if kind != PostKind.OTHER:
        body.posts.filter(kind=kind, valid_to=None, valid_from__lt=since).update(valid_to=since)
    words = _complete(title, "title").as_dict()
    post = Post.objects.create(
        body=body, kind=kind, holder=holder.strip(), account=account, valid_from=since, **words
    )
    event = PostFilled(body_id=body.pk, post_id=post.pk, kind=str(kind))
    record(event, at=at, subject=("people.body", body.pk))
    return post
