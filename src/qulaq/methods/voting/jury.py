"""The Citizens' Jury's decision: at least 20 of 25, counted over all seats, whoever is absent.

Source: the Citizens' Jury text (seed 003): a decision needs at least 20 of 25 votes; without it a repeat session after
14 calendar days prepares a position with the views voiced. The source sets no quorum and says nothing of vacancies,
recusals and abstentions. Read strictly, none of them lowers the 20: an empty chair is not a vote. A session that can
no longer reach 20 is said to be so before the vote, not after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words

Vote = Literal["for", "against", "abstained", "absent", "recused", "vacant"]
VOTES: tuple[Vote, ...] = ("for", "against", "abstained", "absent", "recused", "vacant")
Result = Literal["adopted", "not-adopted", "no-quorum", "cannot-reach"]
Next = Literal["protocol", "repeat-session", "position-with-views", "fill-seats"]


@dataclass(frozen=True, slots=True)
class JuryRule:
    """`seats` of the jury, `needed` votes for a decision, `quorum` of members present and free to vote, and the
    calendar days until the repeat session."""

    seats: int = 25
    needed: int = 20
    quorum: int = 20
    repeat_after: int = 14

    def __post_init__(self) -> None:
        if not 0 < self.needed <= self.seats or not 0 < self.quorum <= self.seats:
            raise BadInput("needed and quorum lie between 1 and the seats", field="rule")


@dataclass(frozen=True, slots=True)
class Roll:
    """One session's roll: seats by what their holder did. `recused`: present, but barred by interest."""

    for_: int
    against: int = 0
    abstained: int = 0
    absent: int = 0
    recused: int = 0
    vacant: int = 0

    @property
    def seats(self) -> int:
        return self.for_ + self.against + self.abstained + self.absent + self.recused + self.vacant

    @property
    def voting(self) -> int:
        """Present and free to vote."""
        return self.for_ + self.against + self.abstained

    @property
    def eligible(self) -> int:
        """Seats that could vote at all: filled and not recused."""
        return self.voting + self.absent


@dataclass(frozen=True, slots=True)
class JuryDecision:
    """`result` of the vote and what comes `next`; `repeat_on` where a repeat session is due."""

    result: Result
    next: Next
    roll: Roll
    needed: int
    missing: int
    repeat_on: date | None
    says: Words


def roll_of(votes: Mapping[str, str], rule: JuryRule | None = None) -> Roll:
    """The roll from each seat's entry. Errors: `BadInput` for an unknown entry or another number of seats."""
    rule = rule or JuryRule()
    for member, vote in votes.items():
        if vote not in VOTES:
            raise BadInput(f"{vote!r} is none of {', '.join(VOTES)}", field=member)
    if len(votes) != rule.seats:
        raise BadInput(f"the roll has {len(votes)} seats instead of {rule.seats}", field="roll")
    count = Counter(votes.values())
    return Roll(*(count[vote] for vote in VOTES))


def decide(roll: Roll, *, held: date, repeat: bool = False, rule: JuryRule | None = None) -> JuryDecision:
    """The decision of a session held on `held`; `repeat`: this is already the repeat session.

    Order of the questions: can the eligible seats reach the number at all (else seats are to be filled first)? is the
    quorum present (else the session repeats)? are there enough votes for? The repeat session ends the matter: with a
    decision, or with a position that records the views. Errors: `BadInput` where the roll is not the whole jury.
    """
    rule = rule or JuryRule()
    if (
        roll.seats != rule.seats
        or min(roll.for_, roll.against, roll.abstained, roll.absent, roll.recused, roll.vacant) < 0
    ):
        raise BadInput(f"the roll counts {roll.seats} seats instead of {rule.seats}", field="roll")
    result = _result(roll, rule)
    if result == "adopted":
        step: Next = "protocol"
    elif result == "cannot-reach":
        step = "position-with-views" if repeat else "fill-seats"
    else:
        step = "position-with-views" if repeat else "repeat-session"
    again = held + timedelta(days=rule.repeat_after) if step == "repeat-session" else None
    missing = max(0, rule.needed - roll.for_)
    return JuryDecision(
        result, step, roll, rule.needed, missing, again, _says(result, step, roll, rule, again)
    )


def _result(roll: Roll, rule: JuryRule) -> Result:
    if roll.for_ >= rule.needed:
        return "adopted" if roll.voting >= rule.quorum else "no-quorum"
    if roll.eligible < rule.needed:
        return "cannot-reach"
    return "not-adopted" if roll.voting >= rule.quorum else "no-quorum"


def _says(result: Result, step: Next, roll: Roll, rule: JuryRule, again: date | None) -> Words:
    counted = f"{roll.for_}/{rule.seats}"
    what = {
        "adopted": Words(
            kk=f"Шешім қабылданды: {counted} дауыс, қажеті {rule.needed}.",
            ru=f"Решение принято: {counted} голосов, нужно {rule.needed}.",
            en=f"Decided: {counted} votes, {rule.needed} needed.",
        ),
        "not-adopted": Words(
            kk=f"Шешім қабылданбады: {counted} дауыс, қажеті {rule.needed}.",
            ru=f"Решение не принято: {counted} голосов, нужно {rule.needed}.",
            en=f"Not decided: {counted} votes, {rule.needed} needed.",
        ),
        "no-quorum": Words(
            kk=f"Кворум жоқ: дауыс бере алатын {roll.voting} мүше қатысты, қажеті {rule.quorum}.",
            ru=f"Кворума нет: присутствуют и вправе голосовать {roll.voting}, нужно {rule.quorum}.",
            en=f"No quorum: {roll.voting} present and free to vote, {rule.quorum} needed.",
        ),
        "cannot-reach": Words(
            kk=f"{rule.needed} дауыс жиналуы мүмкін емес: дауыс беруге құқылы {roll.eligible} орын ғана бар.",
            ru=f"{rule.needed} голосов собрать нельзя: вправе голосовать только {roll.eligible}.",
            en=f"{rule.needed} votes cannot be reached: only {roll.eligible} seats may vote.",
        ),
    }[result]
    then = {
        "protocol": Words(
            kk="Хаттамаға барлық мүше қол қояды.",
            ru="Протокол подписывают все члены.",
            en="All members sign the protocol.",
        ),
        "repeat-session": Words(
            kk=f"Қайта отырыс: {again}.", ru=f"Повторное заседание: {again}.", en=f"Repeat session: {again}."
        ),
        "position-with-views": Words(
            kk="Айтылған пікірлермен бірге ұстаным жазылады.",
            ru="Составляется позиция с высказанными мнениями.",
            en="A position is drawn up with the views voiced.",
        ),
        "fill-seats": Words(
            kk="Алдымен бос орындар толтырылады.",
            ru="Сначала замещаются свободные места.",
            en="The empty seats are filled first.",
        ),
    }[step]
    return Words(kk=f"{what.kk} {then.kk}", ru=f"{what.ru} {then.ru}", en=f"{what.en} {then.en}")
