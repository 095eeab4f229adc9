"""Cases in the tables, opened as rooms open them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from people_of_the_story import Story
from qulaq.people.actors import ANYONE, Actor, official
from qulaq.people.models import Body, Role
from qulaq.procedures.acts import open_case
from qulaq.procedures.models import Case

AT = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)
"""10:00 in Almaty on a working Friday before the holidays of March."""
WHY = "because the article says so and it is written here"


def acting(story: Story, role: Role) -> Actor:
    """The official of the district who holds the role."""
    account = {Role.REGISTRAR: story.aigul, Role.OFFICER: story.serik, Role.HEAD: story.marat}[role]
    return official(account, story.district, role)


def opened(
    story: Story,
    *,
    procedure_name: str = "appeal",
    number: str = "Q-26-000042",
    at: datetime = AT,
    at_body: Body | None = None,
    parent: Case | None = None,
    **facts: Any,
) -> Case:
    """A message of somebody at the district."""
    return open_case(
        procedure_name=procedure_name,
        number=number,
        body=at_body or story.district,
        at=at,
        by=ANYONE,
        facts={"kind": "message", **facts},
        parent=parent,
    )
