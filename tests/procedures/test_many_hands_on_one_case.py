"""Several officials act on one case at the same moment: each step is done once, in one order, and none is lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from people_of_the_story import told
from procedures.cases import AT, WHY, acting, opened
from qulaq.people.actors import SYSTEM
from qulaq.people.models import Role
from qulaq.procedures.acts import perform, tick
from qulaq.procedures.models import Case
from qulaq.procedures.queries import stale_duties
from qulaq.procedures.refusals import Refused

HANDS = 6
pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def together(act: str, case: Case, **facts: object) -> Counter[str]:
    """The same act by all hands at once: how many were done and refused."""
    gate = Barrier(HANDS)

    def one(_: int) -> str:
        try:
            gate.wait(10)
            perform(case=case, act=act, by=SYSTEM, at=AT, facts=facts)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(HANDS) as pool:
        return Counter(pool.map(one, range(HANDS)))


def test_a_step_that_can_be_done_once_is_done_once() -> None:
    case = opened(told())
    assert together("register", case) == {"done": 1, "refused": HANDS - 1}
    assert case.steps.filter(act="register").count() == 1
    assert case.duties.filter(name="register").count() == 1
    assert stale_duties().wrong == []


def test_steps_that_can_be_repeated_are_all_kept_in_one_order() -> None:
    case = opened(told())
    assert together("flag_danger", case) == {"done": HANDS}
    positions = list(case.steps.order_by("position").values_list("position", flat=True))
    assert positions == list(range(HANDS + 1))
    assert case.duties.filter(name="urgent").count() == 1
    assert stale_duties().wrong == []


def test_two_clocks_tell_lateness_once() -> None:
    case, late = opened(told()), AT + timedelta(days=60)
    gate = Barrier(HANDS)

    def one(_: int) -> int:
        try:
            gate.wait(10)
            return tick(at=late)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        assert sum(pool.map(one, range(HANDS))) == 1
    escalated = case.steps.filter(act="escalate").values_list("facts__duty", "facts__to")
    assert len(escalated) == len(set(escalated)) == 9


def test_a_part_split_off_by_two_at_once_is_one_child_a_step() -> None:
    story = told()
    case = opened(story)
    registrar = acting(story, Role.REGISTRAR)
    perform(case=case, act="register", by=registrar, at=AT)
    gate = Barrier(2)

    def one(_: int) -> None:
        try:
            gate.wait(10)
            facts = {"to_body": story.region.code, "reasons": WHY}
            perform(case=case, act="split", by=registrar, at=AT, facts=facts)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))
    assert sorted(case.children.values_list("number", flat=True)) == [
        f"{case.number}-1",
        f"{case.number}-2",
    ]
