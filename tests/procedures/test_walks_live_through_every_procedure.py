"""A thousand random lives of each procedure: each keeps the promise, and together they see every stage, act and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from procedures.small import ASK, BOOK, GRANT, OWED, WAITING, rule, said, small
from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.declaration import Outcome, Procedure
from qulaq.procedures.registry import declared, procedure
from qulaq.procedures.rulebook import RuleBook
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.walks import Walk, walk

RECKONER = Reckoner(Calendar.official(), OfficeHours())
NAMES = tuple(declared())
WALKS = 1000
NEVER_WALKED: dict[str, set[str]] = {}
"""Acts that no walk does, with the reason; there are none today."""


@cache
def walks(name: str) -> tuple[Walk, ...]:
    return tuple(walk(procedure(name), RECKONER, seed) for seed in range(WALKS))


def told(broken: Procedure, seeds: int = 60) -> set[str]:
    """What the walks say about a declaration, without the seeds."""
    found = (walk(broken, RECKONER, seed).failure for seed in range(seeds))
    return {failure.partition(": ")[2] for failure in found if failure}


@pytest.mark.parametrize("name", NAMES)
def test_every_case_ends_or_stands_late_in_public(name: str) -> None:
    assert [one.failure for one in walks(name) if one.failure] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_stage_and_every_end_is_lived_through(name: str) -> None:
    known = procedure(name)
    stages = frozenset().union(*(one.stages for one in walks(name)))
    ends = {one.end for one in walks(name)}
    assert stages == {stage.name for stage in known.stages}
    assert ends >= {end.name for end in known.outcomes} | {"overdue, public"}
    assert ends - {"overdue, public"} <= {end.name for end in known.outcomes} | {
        f"becomes {way.becomes}" for _, way in known.exits() if way.becomes
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_act_is_done_in_some_life(name: str) -> None:
    acts = {way.act for _, way in procedure(name).exits()}
    done = frozenset().union(*(one.acts for one in walks(name)))
    assert acts - done == NEVER_WALKED.get(name, set())


def test_no_single_end_crowds_out_the_others() -> None:
    for name in NAMES:
        late = sum(one.end == "overdue, public" for one in walks(name))
        assert late < 0.75 * WALKS, f"{name}: {late} of {WALKS} walks only wait"


def test_a_seed_is_a_life() -> None:
    assert walk(procedure("appeal"), RECKONER, 7) == walk(procedure("appeal"), RECKONER, 7)


def test_the_small_sound_procedure_keeps_the_promise() -> None:
    assert told(small()) == set()


def test_walks_find_a_stage_where_nobody_owes_anything() -> None:
    broken = small(duties=(replace(OWED, ends=("ask", "grant", "decide")),))
    assert told(broken) == {"rests in stage waiting: nobody owes anything"}


def test_walks_find_an_answered_end_without_an_answer() -> None:
    shut = replace(GRANT, act="shut", to="answered", answers=False)
    broken = small(
        stages=(replace(WAITING, exits=(ASK, shut, replace(GRANT, to="answered"))),),
        outcomes=(Outcome("answered", said("Answered"), "content"),),
        duties=(replace(OWED, ends=("grant", "shut")),),
    )
    assert told(broken) == {"ends as answered without an answer to the person"}


def test_walks_find_an_end_that_denies_the_answer_given() -> None:
    gone = Outcome("gone", said("Withdrawn"), "count", answered=False, article="1")
    tell = replace(ASK, act="tell", answers=True)
    leave = replace(GRANT, act="leave", to="gone", answers=False)
    broken = small(
        stages=(replace(WAITING, exits=(tell, leave)),),
        outcomes=(gone,),
        duties=(replace(OWED, ends=("leave",)),),
    )
    assert told(broken) == {"ends as gone, which has no answer, after the person was answered"}


def test_walks_find_a_term_that_has_no_edition_yet() -> None:
    tomorrow = rule("look", 5, valid_from=date(2030, 1, 1))
    broken = small(book=RuleBook([tomorrow, *(edition for edition in BOOK if edition.rule != "look")]))
    assert any("no edition known of look" in failure for failure in told(broken, seeds=3))
