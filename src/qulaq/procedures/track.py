"""A running case as a pure value: what the events of the case, the pinned editions and the calendar make of it.

Nothing here touches a database. The tables are a cache of what `replay` returns; `qulaq procedures --check
--database` recomputes and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from qulaq.kernel.clock import ALMATY, local, parse_moment
from qulaq.kernel.errors import BadInput
from qulaq.procedures.clockwork import next_moment, owed_by_clock, reached
from qulaq.procedures.declaration import (
    Door,
    Duty,
    Exit,
    Extension,
    Facts,
    Notice,
    Procedure,
    Spawn,
)
from qulaq.procedures.refusals import (
    BACKWARDS,
    NOT_NOW,
    NOT_YOURS,
    TOO_LATE,
    TOO_LONG,
    TOO_OFTEN,
    TOO_SHORT,
    WINDOW_SHUT,
    Refused,
)
from qulaq.procedures.state import (
    ESCALATE,
    SINCE,
    NoticeDue,
    Opened,
    Owed,
    Step,
    as_day,
    check_fact,
    moment,
)
from qulaq.procedures.terms import Reckoner, Term


@dataclass(slots=True)
class Track:
    """The state of one case. Change it only by `step`; `tick` says what the clock itself must do by a moment."""

    procedure: Procedure
    reckoner: Reckoner
    pinned: date
    stage: str
    opened: datetime
    outcome: str | None = None
    becomes: str | None = None
    steps: list[Step] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    duties: list[Owed] = field(default_factory=list)
    windows: list[Opened] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    notices: list[NoticeDue] = field(default_factory=list)
    spawned: list[tuple[Spawn, dict[str, Any]]] = field(default_factory=list)
    answered: datetime | None = None
    carried: list[str] = field(default_factory=list)
    """Acts whose duties were still open when the case became another procedure: a danger flagged stays flagged."""

    # reading ---------------------------------------------------------------------------------------------------

    def open_duties(self) -> list[Owed]:
        return [owed for owed in self.duties if owed.state == "open"]

    def duty(self, name: str) -> Owed | None:
        """The newest instance of a duty."""
        return next((owed for owed in reversed(self.duties) if owed.name == name), None)

    def window(self, name: str) -> Opened | None:
        return next((window for window in reversed(self.windows) if window.name == name), None)

    def done(self, act: str) -> list[Step]:
        return [step for step in self.steps if step.act == act]

    def last(self, act: str) -> Step | None:
        return next((step for step in reversed(self.steps) if step.act == act), None)

    def late_duties(self, at: datetime) -> list[Owed]:
        return [owed for owed in self.duties if owed.late(at)]

    def registered_on(self) -> date:
        """The registration day; the day of opening where the procedure has none."""
        return self.pinned

    def ways(self) -> tuple[Exit, ...]:
        """Every exit declared for where the case stands now."""
        if self.outcome or self.becomes:
            return ()
        return (*self.procedure.stage(self.stage).exits, *self.procedure.anywhere)

    def open_doors(self, at: datetime) -> list[tuple[Door, Term]]:
        """Ways on for the person, each with the term in which it stays open."""
        found = []
        for door in self.procedure.doors:
            opened = [step.at for step in self.steps if step.act in door.opens]
            opened += [
                owed.ends
                for owed in self.duties
                if owed.ends and owed.late(at) and self.procedure.duty(owed.name).deemed_refusal
            ]
            if not opened:
                continue
            since = max(opened)
            told = bool(self.facts.get("complaint_info", True))
            rule = door.rule if told or door.without_info_rule is None else door.without_info_rule
            term = self.reckoner.due(self.procedure.book, rule, since)
            if term.ends is None or at <= term.ends:
                found.append((door, term))
        return found

    # changing --------------------------------------------------------------------------------------------------

    def admit(self, act: str, *, by: str, at: datetime, facts: Facts, who: str = "") -> Exit:
        """The exit that this act takes now. Refused: unknown here, not for this role, a fact missing, a guard."""
        ways = [way for way in self.ways() if way.act == act]
        if not ways:
            raise Refused(NOT_NOW)
        ways = [way for way in ways if by in way.by]
        if not ways:
            raise Refused(NOT_YOURS)
        refused: Refused | None = None
        for way in ways:
            try:
                self._admit(way, at, facts, Step(act, at, by, dict(facts), who))
            except Refused as reason:
                refused = refused or reason
            else:
                return way
        raise refused or Refused(NOT_NOW)

    def _admit(self, way: Exit, at: datetime, facts: Facts, step: Step) -> None:
        windows = [window.name for window in self.procedure.windows if way.act in window.allows]
        if windows and not any(
            opened.name in windows and not opened.closed and opened.opened <= at <= opened.until
            for opened in self.windows
        ):
            raise Refused(WINDOW_SHUT)
        if way.most is not None and len(self.done(way.act)) >= way.most:
            raise Refused(TOO_OFTEN)
        if any(
            threshold.reached == way.act and not reached(self, threshold)
            for threshold in self.procedure.thresholds
        ):
            raise Refused(NOT_NOW)
        for name, needed in way.needs.items():
            check_fact(name, needed, facts.get(name))
        context = dict(facts) | {"_at": at, "_by": step.by, "_who": step.who}
        for guard in way.when:
            if not guard.test(self, context):
                raise Refused(guard.says)
        self._check_extension(way.act, at, facts)

    def step(self, act: str, *, at: datetime, by: str, facts: Facts | None = None, who: str = "") -> Exit:
        """Do an act: first what the clock owes until then, then this, checked. Returns the exit taken."""
        at = local(at)
        facts = {name: value for name, value in (facts or {}).items() if by == "system" or name[0] != "_"}
        self.tick(at)
        if at < self.steps[-1].at:
            raise Refused(BACKWARDS)
        way = self.admit(act, by=by, at=at, facts=facts, who=who)
        self.apply(Step(act, at, by, facts, who), way)
        self.tick(at)
        return way

    def apply(self, step: Step, way: Exit) -> None:
        """Write an admitted step into the state."""
        self.steps.append(replace(step, taken=way.to or way.becomes or self.stage))
        self.facts.update({name: value for name, value in step.facts.items() if name != "count"})
        self.counts[step.act] = self.counts.get(step.act, 0) + int(step.facts.get("count", 1))
        if way.answers and self.answered is None:
            self.answered = step.at
        self._extend(step.act, step.at, step.facts)
        self._end_duties(step)
        self._start_duties(step.act, step.at)
        self._windows(step.act, step.at)
        self._owe(way.notices, step.at)
        self.spawned.extend((spawn, spawn.facts(self, step.facts)) for spawn in way.spawns)
        self._move(way, step.at)

    def _move(self, way: Exit, at: datetime) -> None:
        if way.becomes:
            self.becomes = way.becomes
            self.carried = [act for owed in self.open_duties() if (act := self._started_by(owed)) != "open"]
        elif way.to is not None and self.procedure.outcome(way.to):
            self.outcome = way.to
        elif way.to is not None:
            self.stage = way.to
        if self.outcome or self.becomes:
            self.duties = [
                replace(o, state="dropped", ended=at) if o.state == "open" else o for o in self.duties
            ]
            self.windows = [w if w.closed else replace(w, closed=at) for w in self.windows]

    def _started_by(self, owed: Owed) -> str:
        starts = self.procedure.duty(owed.name).starts
        return next(
            step.act for step in reversed(self.steps) if step.act in starts and step.at <= owed.started
        )

    def _owe(self, notices: Iterable[Notice], at: datetime) -> None:
        for notice in notices:
            due = (
                self.reckoner.due(self.procedure.book, notice.rule, at, pinned=self.pinned).ends
                if notice.rule
                else at
            )
            self.notices.append(NoticeDue(notice, at, due or at))

    def _start_duties(self, act: str, at: datetime) -> None:
        for duty in self.procedure.duties:
            if act in duty.starts and (duty.when is None or duty.when.test(self, self.facts)):
                self.duties = [
                    replace(o, state="restarted", ended=at)
                    if o.name == duty.name and o.state == "open"
                    else o
                    for o in self.duties
                ]
                self.duties.append(self._owed(duty, at))

    def _owed(self, duty: Duty, at: datetime, *, count_from: date | None = None) -> Owed:
        rule = next((v.rule for v in duty.variants if v.when.test(self, self.facts)), duty.rule)
        if rule is None:
            due = as_day(self.facts[duty.until or ""])
            return Owed(duty.name, duty.owner, None, None, at, at.date(), due, first_due=due)
        since = self.steps[-1].facts.get(SINCE)
        start = parse_moment(str(since)) if since else at
        if count_from is not None:
            start = datetime.combine(count_from, at.timetz())
        elif duty.from_fact:
            start = datetime.combine(as_day(self.facts[duty.from_fact]), time(12), ALMATY)
        term = self.reckoner.due(self.procedure.book, rule, start, pinned=self.pinned)
        return Owed(
            duty.name,
            duty.owner,
            rule,
            term.edition.article,
            at,
            term.counted_from,
            term.due,
            first_due=term.due,
        )

    def _end_duties(self, step: Step) -> None:
        for index, owed in enumerate(self.duties):
            duty = self.procedure.duty(owed.name)
            if owed.state != "open" or step.act not in (*duty.ends, *duty.stops):
                continue
            if duty.recurring and step.act not in duty.stops and step.at.date() <= owed.counted_from:
                continue  # a second report in one period is welcome, but does not stand for the next
            self.duties[index] = replace(owed, state="done", ended=step.at)
            if duty.recurring and step.act not in duty.stops and isinstance(owed.due, date):
                last = owed.due.date() if isinstance(owed.due, datetime) else owed.due
                self.duties.append(self._owed(duty, step.at, count_from=last))

    def _extension(self, duty: Duty) -> Extension | None:
        ways = duty.extension.variants if duty.extension else ()
        return next((way for way in ways if way.when and way.when.test(self, self.facts)), duty.extension)

    def _extended(self, act: str, at: datetime, facts: Facts) -> Iterator[tuple[int, Owed, date, date]]:
        """(position, duty, new last day, limit) of each open duty that this act lengthens."""
        for index, owed in enumerate(self.duties):
            extension = self._extension(self.procedure.duty(owed.name))
            if owed.state == "open" and extension is not None and extension.act == act:
                start = (
                    datetime.combine(as_day(owed.first_due), time(12), ALMATY) if extension.from_due else at
                )
                limit = as_day(
                    self.reckoner.due(self.procedure.book, extension.rule, start, pinned=self.pinned).due
                )
                chosen = as_day(facts[extension.until]) if facts.get(extension.until) else limit
                yield index, owed, self.reckoner.calendar.roll(chosen), limit

    def _check_extension(self, act: str, at: datetime, facts: Facts) -> None:
        for _, owed, until, limit in self._extended(act, at, facts):
            extension = self._extension(self.procedure.duty(owed.name))
            if extension is None or owed.extensions >= extension.most:
                raise Refused(TOO_OFTEN)
            if owed.late(at):
                raise Refused(TOO_LATE)
            if until > limit:
                raise Refused(TOO_LONG, field=extension.until)
            if until <= as_day(owed.due):
                raise Refused(TOO_SHORT, field=extension.until)

    def _extend(self, act: str, at: datetime, facts: Facts) -> None:
        for index, owed, until, _ in list(self._extended(act, at, facts)):
            self.duties[index] = replace(owed, due=until, extensions=owed.extensions + 1)

    def _windows(self, act: str, at: datetime) -> None:
        self.windows = [
            replace(w, closed=at)
            if not w.closed
            and act in (self.procedure.window(w.name).closes_by, *self.procedure.window(w.name).ended_by)
            else w
            for w in self.windows
        ]
        for window in self.procedure.windows:
            if act in window.opens and (window.when is None or window.when.test(self, self.facts)):
                if window.rule:
                    until = self.reckoner.due(self.procedure.book, window.rule, at, pinned=self.pinned).ends
                else:
                    until = moment(as_day(self.facts[window.until or ""]))
                self.windows.append(Opened(window.name, at, until or at))

    # the clock -------------------------------------------------------------------------------------------------

    def tick(self, at: datetime) -> list[Step]:
        """Do all that the clock must do up to `at`: close windows, take thresholds, escalate what is late."""
        taken: list[Step] = []
        while step := owed_by_clock(self, at):
            if step.act == ESCALATE:
                self._escalate(step)
            else:
                self.apply(step, self.admit(step.act, by=step.by, at=step.at, facts=step.facts))
            taken.append(step)
        return taken

    def _escalate(self, step: Step) -> None:
        self.steps.append(step)
        for index, owed in enumerate(self.duties):
            if owed.name == step.facts["duty"] and owed.state == "open":
                self.duties[index] = replace(owed, level=int(step.facts["level"]))

    def next_moment(self) -> datetime | None:
        """When the clock has something to do next; None when it has nothing more to do."""
        return next_moment(self)


def begin(
    procedure: Procedure,
    *,
    at: datetime,
    reckoner: Reckoner,
    facts: Facts | None = None,
    by: str = "anyone",
    who: str = "",
) -> Track:
    """Open a case at `at`: pin the edition of the registration day, start the opening duties and notices."""
    at = local(at)
    facts = dict(facts or {})
    for name, needed in procedure.opening.items():
        check_fact(name, needed, facts.get(name))
    day = at.date()
    if procedure.registered_by:
        day = reckoner.due(procedure.book, procedure.registered_by, at).counted_from
    track = Track(procedure, reckoner, day, procedure.first, at, facts=facts)
    track.steps.append(Step("open", at, by, facts, who))
    track._start_duties("open", at)
    track._windows("open", at)
    track._owe(procedure.opening_notices, at)
    return track


def replay(procedure: Procedure, steps: Iterable[Step], reckoner: Reckoner) -> Track:
    """The case as its recorded steps make it. Guards were asked when the steps were taken and are not asked again."""
    first, *rest = steps
    track = begin(procedure, at=first.at, reckoner=reckoner, facts=first.facts, by=first.by, who=first.who)
    for step in rest:
        if step.act == ESCALATE:
            track._escalate(step)
        else:
            track.apply(step, _way_taken(track, step))
    return track


def _way_taken(track: Track, step: Step) -> Exit:
    for way in track.ways():
        if way.act == step.act and (way.to or way.becomes or track.stage) == step.taken:
            return way
    raise BadInput(
        f"{track.procedure.name} has no way from {track.stage} by {step.act} to {step.taken}", field="steps"
    )
