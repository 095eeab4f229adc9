"""The parts that a running case is made of: steps taken, duties owed, windows open, notices due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, Literal

from qulaq.kernel.clock import ALMATY
from qulaq.procedures.declaration import Field, Notice
from qulaq.procedures.refusals import MISSING, UNFIT, Refused

DutyState = Literal["open", "done", "dropped", "restarted"]
ESCALATE: Final = "escalate"
SINCE: Final = "_since"
"""A fact that only the system gives: the moment from which the duties of this act count, where that was earlier."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act done in a case: by which role, by whom (an opaque id, so that a second person can be told apart), when.

    `taken` is where it led (a stage, an outcome, or another procedure): a replay goes the same way without asking
    the guards again, whatever the calendar or the declaration says by then.
    """

    act: str
    at: datetime
    by: str
    facts: dict[str, Any] = field(default_factory=dict)
    who: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty as it stands. `due` is the last day (or the last moment where the law counts minutes)."""

    name: str
    owner: str
    rule: str | None
    article: str | None
    started: datetime
    counted_from: date
    due: date | datetime | None
    state: DutyState = "open"
    ended: datetime | None = None
    first_due: date | datetime | None = None
    extensions: int = 0
    level: int = 0
    """How many steps of its escalation have been taken."""

    @property
    def ends(self) -> datetime | None:
        return moment(self.due)

    def late(self, at: datetime) -> bool:
        return self.state == "open" and self.ends is not None and at > self.ends


@dataclass(frozen=True, slots=True)
class Opened:
    """A window as it stands; `until` is its last moment."""

    name: str
    opened: datetime
    until: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoticeDue:
    notice: Notice
    at: datetime
    due: datetime


def moment(day: date | datetime | None) -> datetime | None:
    """The last moment of a day; a moment stays itself."""
    if day is None or isinstance(day, datetime):
        return day
    return datetime.combine(day, time(23, 59, 59), ALMATY)


def as_day(value: object) -> date:
    """A day from a fact, which JSON keeps as text."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def check_fact(name: str, needed: Field, value: Any) -> None:
    """Raise Refused where a fact is missing or does not fit its field."""
    if value is None or (isinstance(value, str) and not value.strip()):
        if needed.required:
            raise Refused(MISSING, field=name)
        return
    if not _fits(needed, value):
        raise Refused(UNFIT, field=name)


def _fits(needed: Field, value: Any) -> bool:
    if needed.kind == "text":
        return isinstance(value, str) and needed.least <= len(value.strip()) <= needed.most
    if needed.kind == "choice":
        return value in needed.choices
    if needed.kind == "number":
        return isinstance(value, int) and needed.least <= value <= needed.most
    if needed.kind == "flag":
        return isinstance(value, bool)
    if needed.kind == "day":
        try:
            as_day(value)
        except ValueError:
            return False
    return True
