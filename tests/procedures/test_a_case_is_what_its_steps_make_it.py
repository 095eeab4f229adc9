"""Replaying the recorded steps gives the same case, whatever happened; ticking often is ticking once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.kernel.clock import OfficeHours
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.registry import declared, procedure
from qulaq.procedures.state import ESCALATE, Step
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, replay
from qulaq.procedures.walks import lived

RECKONER = Reckoner(Calendar.official(), OfficeHours())
seeds = st.integers(0, 1_000_000)
names = st.sampled_from(tuple(declared()))


def kept(step: Step) -> Step:
    """The step as the table keeps it: its facts as JSON."""
    return Step(step.act, step.at, step.by, json.loads(json.dumps(step.facts)), step.who, step.taken)


def again(track: Track, upto: int | None = None) -> Track:
    return replay(track.procedure, [kept(step) for step in track.steps[:upto]], RECKONER)


@settings(max_examples=100)
@given(names, seeds)
def test_a_replay_is_the_case_itself(name: str, seed: int) -> None:
    track, _, failure = lived(procedure(name), RECKONER, seed)
    assert failure is None
    assert again(track) == track


@settings(max_examples=60)
@given(names, seeds, st.lists(st.integers(0, 24 * 200), max_size=12))
def test_ticking_often_is_ticking_once(name: str, seed: int, hours: list[int]) -> None:
    track, _, _ = lived(procedure(name), RECKONER, seed)
    upto = max(1, len(track.steps) // 2)
    often, once = again(track, upto), again(track, upto)
    start = often.steps[-1].at
    for moment in sorted({*hours, 24 * 200}):
        often.tick(start + timedelta(hours=moment))
    once.tick(start + timedelta(hours=24 * 200))
    assert often == once
    assert often.tick(start) == []


@settings(max_examples=60)
@given(names, seeds)
def test_the_next_moment_is_when_the_clock_has_work(name: str, seed: int) -> None:
    track, _, _ = lived(procedure(name), RECKONER, seed)
    early = again(track, max(1, len(track.steps) // 2))
    early.tick(early.steps[-1].at)
    due = early.next_moment()
    if due is None:
        return
    assert early.tick(max(due - timedelta(seconds=2), early.steps[-1].at)) == []
    assert early.tick(due) != []


@settings(max_examples=60)
@given(names, seeds)
def test_steps_go_forward_in_time_and_lateness_climbs_rung_by_rung(name: str, seed: int) -> None:
    track, _, _ = lived(procedure(name), RECKONER, seed)
    moments = [step.at for step in track.steps]
    assert moments == sorted(moments)
    for owed in track.duties:
        assert owed.level <= len(track.procedure.duty(owed.name).escalates)
        assert owed.state != "open" or not (track.outcome or track.becomes)
    assert all(step.by == "clock" for step in track.steps if step.act == ESCALATE)


@pytest.mark.parametrize("name", declared())
def test_a_case_that_has_ended_owes_nothing_and_allows_nothing(name: str) -> None:
    ended = (lived(procedure(name), RECKONER, seed)[0] for seed in range(40))
    closed = [track for track in ended if track.outcome or track.becomes]
    assert closed
    for track in closed:
        assert (track.open_duties(), track.ways(), track.next_moment()) == ([], (), None)
        assert all(window.closed for window in track.windows)
