"""The jury's rule as a truth table over every possible roll of 25 seats, and the repeat session."""

from __future__ import annotations

from datetime import date

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.methods.voting import JuryRule, Roll, decide, roll_of

HELD = date(2026, 4, 1)


def test_every_roll_has_the_result_of_the_truth_table() -> None:
    seen = set()
    for for_ in range(26):
        for against in range(26 - for_):
            for abstained in range(0, 26 - for_ - against, 1 + (for_ < 15)):
                for recused in range(0, 26 - for_ - against - abstained, 2):
                    for vacant in range(0, 26 - for_ - against - abstained - recused, 3):
                        absent = 25 - for_ - against - abstained - recused - vacant
                        roll = Roll(for_, against, abstained, absent, recused, vacant)
                        present, able = for_ + against + abstained, 25 - recused - vacant
                        for repeat in (False, True):
                            decision = decide(roll, held=HELD, repeat=repeat)
                            if for_ >= 20:
                                expected = ("adopted", "protocol")
                            elif able < 20:
                                expected = ("cannot-reach", "position-with-views" if repeat else "fill-seats")
                            elif present < 20:
                                expected = (
                                    "no-quorum",
                                    "position-with-views" if repeat else "repeat-session",
                                )
                            else:
                                expected = (
                                    "not-adopted",
                                    "position-with-views" if repeat else "repeat-session",
                                )
                            assert (decision.result, decision.next) == expected
                            assert (decision.repeat_on is not None) == (expected[1] == "repeat-session")
                            assert decision.missing == max(0, 20 - for_)
                            seen.add(expected)
    assert len(seen) == 7


@pytest.mark.parametrize(
    ("roll", "result"),
    [
        (Roll(20, 5), "adopted"),
        (Roll(20, absent=5), "adopted"),
        (Roll(20, vacant=3, recused=2), "adopted"),
        (Roll(19, 6), "not-adopted"),
        (Roll(19, abstained=6), "not-adopted"),
        (Roll(19, absent=6), "no-quorum"),
        (Roll(19, recused=6), "cannot-reach"),
        (Roll(19, 1, vacant=5), "not-adopted"),
        (Roll(19, vacant=6), "cannot-reach"),
    ],
)
def test_no_absence_vacancy_recusal_or_abstention_lowers_the_twenty(roll: Roll, result: str) -> None:
    assert decide(roll, held=HELD).result == result


def test_the_repeat_session_is_fourteen_calendar_days_later() -> None:
    assert decide(Roll(19, 6), held=date(2026, 4, 25)).repeat_on == date(2026, 5, 9)


def test_the_repeat_session_ends_the_matter() -> None:
    for roll in (Roll(19, 6), Roll(0, absent=25), Roll(0, vacant=25)):
        assert decide(roll, held=HELD, repeat=True).next == "position-with-views"


def test_the_result_is_said_in_three_languages() -> None:
    for roll in (Roll(20, 5), Roll(19, 6), Roll(5, absent=20), Roll(5, vacant=20)):
        assert decide(roll, held=HELD).says.missing() == ()


def test_a_roll_names_every_seat_once() -> None:
    votes = {f"m{i}": "for" for i in range(20)} | {f"m{i}": "absent" for i in range(20, 25)}
    assert roll_of(votes) == Roll(20, absent=5)
    with pytest.raises(BadInput, match="24 seats"):
        roll_of({key: vote for key, vote in votes.items() if key != "m0"})
    with pytest.raises(BadInput, match="m0: 'yes' is none of"):
        roll_of(votes | {"m0": "yes"})
    with pytest.raises(BadInput, match="26 seats"):
        decide(Roll(20, 6), held=HELD)
    with pytest.raises(BadInput):
        JuryRule(needed=26)
