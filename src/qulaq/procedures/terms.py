"""From a rule's edition and a moment to a day: pure arithmetic on the official calendar.

Day 0 is the event; counting starts on the next day (article 76(2)); a last day that is not a working one rolls to
the next working day (76(5)). "Not later than N working days before X" is the N-th working day before X. Backward
terms never roll. A rule counted from registration takes the moment of receipt (64(3)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from qulaq.kernel.clock import ALMATY, OfficeHours, add_months, local, registration_day
from qulaq.kernel.workdays import Calendar
from qulaq.procedures.rulebook import Edition, RuleBook


@dataclass(frozen=True, slots=True)
class Term:
    """A term counted: `due` is a day, or a moment where the law counts minutes; None where the rule yields no day."""

    edition: Edition
    received: datetime
    counted_from: date
    due: date | datetime | None

    @property
    def ends(self) -> datetime | None:
        """The last moment: 23:59:59 of the due day, or the due moment itself."""
        if self.due is None or isinstance(self.due, datetime):
            return self.due
        return datetime.combine(self.due, time(23, 59, 59), ALMATY)

    def as_dict(self) -> dict[str, object]:
        edition = self.edition
        said: dict[str, object] = {
            "rule": edition.rule,
            "received": self.received.isoformat(timespec="minutes"),
            "counted_from": self.counted_from.isoformat(),
            "due": self.due and self.due.isoformat(),
            "value": edition.value,
            "unit": edition.unit,
            "article": edition.article,
            "edition": {
                "valid_from": edition.valid_from.isoformat(),
                "valid_to": edition.valid_to and edition.valid_to.isoformat(),
            },
        }
        return said | {"why": edition.why} if edition.why else said


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Counts terms with one calendar and one body's office hours."""

    calendar: Calendar
    hours: OfficeHours

    def due(self, book: RuleBook, rule: str, at: datetime, *, pinned: date | None = None) -> Term:
        """Count `rule` from the moment `at`; `pinned` is the day whose edition applies (default: the counting day).

        Raises BadInput: unknown rule, no edition known, no calendar for a year.
        """
        at = local(at)
        if pinned is None:
            by_registration = book.counted_from(rule) == "registration"
            pinned = registration_day(at, self.calendar, self.hours) if by_registration else at.date()
        return self.count(book.at(rule, pinned), at)

    def count(self, edition: Edition, at: datetime) -> Term:
        """Count one edition from the moment `at`."""
        at = local(at)
        start = at.date()
        if edition.counted_from == "registration":
            start = registration_day(at, self.calendar, self.hours)
        return Term(edition, at, start, self._end(edition, start, at))

    def _end(self, edition: Edition, start: date, at: datetime) -> date | datetime | None:
        if edition.answer == "none":
            return None
        if edition.answer == "registration":
            return start
        if edition.answer == "roll":
            return self.calendar.roll(start)
        value = edition.value or 0
        if edition.unit in {"min", "h"}:
            length = timedelta(minutes=value) if edition.unit == "min" else timedelta(hours=value)
            return at + length if edition.direction == "after" else at - length
        end = self._day(edition, start, value)
        return self.calendar.roll(end) if edition.roll == "next_wd" else end

    def _day(self, edition: Edition, start: date, value: int) -> date:
        forward = edition.direction == "after"
        if edition.unit == "wd":
            return self.calendar.add(start, value) if forward else self.calendar.before(start, value)
        signed = value if forward else -value
        return add_months(start, signed) if edition.unit == "month" else start + timedelta(days=signed)
