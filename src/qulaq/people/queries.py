"""Questions about bodies: who stands above, who leads, its name that day, who answers for a matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.validators import slug_re

from qulaq.kernel.words import Words
from qulaq.people.models import Body, BodyName, Post, PostKind, holding

COUNTRY = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A body with those below it, for the page that shows the tree."""

    body: Body
    name: Words
    depth: int
    below: tuple[Branch, ...]

    def walk(self) -> Iterator[Branch]:
        yield self
        for branch in self.below:
            yield from branch.walk()


def higher_body(body: Body) -> Body | None:
    """The body that examines complaints about this one (АППК 91); None at the top."""
    return body.parent


def higher_bodies(body_id: int) -> list[int]:
    """Ids of every body above, the nearest first; a ring (only a damaged table has one) ends the walk."""
    found: list[int] = []
    current = Body.objects.filter(pk=body_id).values_list("parent_id", flat=True).first()
    while current is not None and current not in found:
        found.append(current)
        current = Body.objects.filter(pk=current).values_list("parent_id", flat=True).first()
    return found


def heads(body: Body, at: date) -> list[Post]:
    """Who led the body on that day (one row, or none while the post is vacant)."""
    return list(Post.objects.filter(holding(at), body=body, kind=PostKind.HEAD).order_by("-valid_from"))


def _name_on(body: Body, on: date) -> Words | None:
    """The newest name in force on the day; before the first known name, that first one."""
    names = sorted(body.names.all(), key=lambda row: row.valid_from)
    then = [row for row in names if row.valid_from <= on and (row.valid_to is None or row.valid_to > on)]
    chosen: BodyName | None = then[-1] if then else (names[0] if names and on < names[0].valid_from else None)
    if chosen is None and names:
        chosen = names[-1]
    return chosen.words if chosen else None


def words_at(body: Body, at: date) -> Words:
    """The body's name that day in three languages; its code where no name was ever written."""
    return _name_on(body, at) or Words(kk=body.code, ru=body.code, en=body.code)


def name_at(body: Body, at: date, language: str) -> str:
    """The body's name that day in one language."""
    return words_at(body, at).said(language)


def covering(kato: str) -> list[str]:
    """Codes of the places that hold a place, the smallest first, the whole country ("") last."""
    if not kato:
        return [COUNTRY]
    wider = [kato, f"{kato[:6]}000", f"{kato[:4]}00000", f"{kato[:2]}0000000"]
    return [*dict.fromkeys(wider), COUNTRY]


def body_for(kato: str, category: str, *, at: date) -> Body | None:
    """Who answers for a matter in a place: the body with that competence over the smallest place around it.

    Where no body has the competence, the same search for `other` (an akimat takes what is nobody's); two of
    equal reach: the older row, so that the same question always has the same answer.
    """
    places = covering(kato)
    for wanted in dict.fromkeys([category, "other"]):
        able = Body.objects.filter(holding(at), competences__category=wanted, place__in=places)
        ranked = sorted(able, key=lambda body: (places.index(body.place), body.pk))
        if ranked:
            return ranked[0]
    return None


def first_body(*, at: date) -> Body | None:
    """The body that runs this installation: the oldest at the top. It takes what is nobody's, and redirects it."""
    return Body.objects.filter(holding(at), parent=None).order_by("pk").first()


def body_called(code: str, *, at: date) -> Body | None:
    """The body with this code, if it stands on that day."""
    if not slug_re.fullmatch(code):
        return None
    return Body.objects.filter(holding(at), code=code).first()


def bodies_tree(*, at: date) -> tuple[Branch, ...]:
    """Every body in force that day as a forest, ordered by Kazakh-readable code; two queries."""
    rows = list(Body.objects.filter(holding(at)).prefetch_related("names").order_by("code"))
    present = {body.pk for body in rows}
    below: dict[int | None, list[Body]] = {}
    for body in rows:
        below.setdefault(body.parent_id if body.parent_id in present else None, []).append(body)

    def grown(body: Body, depth: int) -> Branch:
        branches = tuple(grown(child, depth + 1) for child in below.get(body.pk, []))
        return Branch(body=body, name=words_at(body, at), depth=depth, below=branches)

    return tuple(grown(body, 0) for body in below.get(None, []))
