"""Later receipts never have earlier last days; a case keeps the edition under which it was registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.small import BOOK, GRANT, OWED, WAITING, rule, said, small
from qulaq.kernel.clock import ALMATY, OfficeHours
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar
from qulaq.law.rules import BOOK as LAW
from qulaq.procedures.declaration import Exit, Procedure
from qulaq.procedures.rulebook import RuleBook
from qulaq.procedures.state import moment
from qulaq.procedures.terms import Reckoner
from qulaq.procedures.track import begin

RECKONER = Reckoner(Calendar.official(), OfficeHours())


def between(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Moments in Almaty from one day to another."""
    naive = st.datetimes(datetime.fromisoformat(first), datetime.fromisoformat(last))
    return naive.map(lambda moment: moment.replace(tzinfo=ALMATY))


moments = between("2026-03-10", "2027-04-30")
terms = st.sampled_from([edition for edition in LAW if edition.answer == "term" and edition.valid_to is None])
CHANGE = date(2026, 6, 1)


@given(terms, moments, st.timedeltas(timedelta(0), timedelta(days=60)))
def test_later_never_ends_earlier(edition: object, at: datetime, more: timedelta) -> None:
    first = RECKONER.count(edition, at)  # type: ignore[arg-type]
    second = RECKONER.count(edition, at + more)  # type: ignore[arg-type]
    assert first.ends is not None and second.ends is not None
    assert first.ends <= second.ends
    assert first.counted_from <= second.counted_from


@given(terms, moments)
def test_forward_terms_end_after_their_day_on_a_working_day_and_backward_ones_before(
    edition: object, at: datetime
) -> None:
    term = RECKONER.count(edition, at)  # type: ignore[arg-type]
    day = moment(term.due)
    assert day is not None
    if term.edition.direction == "before":
        assert day.date() < term.counted_from
    else:
        assert day.date() >= term.counted_from
    if term.edition.roll == "next_wd" or term.edition.unit == "wd":
        assert RECKONER.calendar.is_working(day.date())


def changing() -> Procedure:
    """The small procedure whose term grows from 5 to 9 days on 1 June, with a way to start it anew."""
    old = rule("look", 5, valid_to=date(2026, 5, 31))
    new = rule("look", 9, valid_from=CHANGE)
    again = Exit("again", said("Again"), by=("officer",), most=9)
    return small(
        book=RuleBook([old, new, *(edition for edition in BOOK if edition.rule != "look")]),
        stages=(replace(WAITING, exits=(again, GRANT, *WAITING.exits[2:])),),
        duties=(replace(OWED, starts=("open", "again")),),
    )


@given(between("2026-04-01", "2026-09-01"))
def test_the_edition_is_pinned_for_life(at: datetime) -> None:
    track = begin(changing(), at=at, reckoner=RECKONER)
    value = 5 if at.date() < CHANGE else 9
    for later in (timedelta(0), timedelta(days=3), timedelta(days=90)):
        if later:
            track.step("again", at=at + later, by="officer")
        owed = track.duty("look")
        assert owed is not None
        assert owed.due == RECKONER.calendar.add((at + later).date(), value)


def test_two_editions_on_one_day_are_refused() -> None:
    with pytest.raises(BadInput, match="two editions are in force on 2026-06-01"):
        RuleBook([rule("look", 5), rule("look", 9, valid_from=CHANGE)])
