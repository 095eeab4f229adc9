"""A case in a test: acts with their moments as people write them, and last days read back as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from qulaq.kernel.clock import OfficeHours, parse_moment
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.refusals import Refused
from qulaq.procedures.registry import procedure
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import Track, begin

RECKONER = Reckoner(Calendar.official(), OfficeHours())
WHY = "because the article says so and it is written here"


@dataclass
class Case:
    """One track, told step by step."""

    track: Track

    def do(self, act: str, at: str, by: str, who: str = "", **facts: Any) -> Case:
        self.track.step(act, at=parse_moment(at), by=by, facts=facts, who=who)
        return self

    def refuses(self, act: str, at: str, by: str, who: str = "", **facts: Any) -> str:
        """Why the act is refused, in English; the test fails where it is not."""
        before = len(self.track.steps)
        with pytest.raises(Refused) as refused:
            self.track.step(act, at=parse_moment(at), by=by, facts=facts, who=who)
        assert all(step.by in {"clock", "system"} for step in self.track.steps[before:])
        return refused.value.words.en

    def wait(self, at: str) -> Case:
        self.track.tick(parse_moment(at))
        return self

    def due(self, duty: str) -> str:
        """The last day (or moment) of the newest duty of this name."""
        owed = self.track.duty(duty)
        assert owed is not None, f"nobody ever owed {duty}"
        return said(owed.due)

    def state(self, duty: str) -> str:
        owed = self.track.duty(duty)
        return owed.state if owed else "never owed"

    def owes(self) -> set[str]:
        return {owed.name for owed in self.track.open_duties()}

    def notice(self, name: str) -> str:
        """By when the newest notice of this name must be told."""
        return next(
            said(owed.due.date()) for owed in reversed(self.track.notices) if owed.notice.name == name
        )

    def told(self) -> list[tuple[str, str]]:
        """(notice, to whom) of all."""
        return [(owed.notice.name, owed.notice.to) for owed in self.track.notices]

    def doors(self, at: str) -> dict[str, str]:
        """Ways on for the person, each with its last day."""
        return {door.name: said(term.due) for door, term in self.track.open_doors(parse_moment(at))}

    def late(self, at: str) -> set[str]:
        return {owed.name for owed in self.track.late_duties(parse_moment(at))}

    def told_to(self) -> list[str]:
        """To whom lateness was reported, in order."""
        return [step.facts["to"] for step in self.track.done("escalate")]


def said(value: date | datetime | None) -> str:
    assert value is not None
    return value.isoformat()[:16] if isinstance(value, datetime) else value.isoformat()


def opened(name: str, at: str, **facts: Any) -> Case:
    """A case of the procedure `name`, received at `at`."""
    return Case(begin(procedure(name), at=parse_moment(at), reckoner=RECKONER, facts=facts))


def appeal(at: str, *, kind: str = "application", **facts: Any) -> Case:
    """An appeal received by the district."""
    return opened("appeal", at, kind=kind, body="district", **facts)


def in_work(at: str, *, kind: str = "application", **facts: Any) -> Case:
    """The same, registered at once and with officer `a7` in charge."""
    case = appeal(at, kind=kind, **facts).do("register", at, "registrar")
    return case.do("accept", at, "registrar", officer="a7")


def answered(at: str, on: str) -> Case:
    """A message answered on a day."""
    return in_work(at, kind="message").do("answer", on, "officer", answer="answer-1", result="explained")
