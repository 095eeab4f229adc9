"""A procedure small enough to break on purpose: a question is looked at and granted or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from qulaq.kernel.words import Words
from qulaq.procedures.declaration import Duty, Exit, Field, Notice, Outcome, Procedure, Stage
from qulaq.procedures.rulebook import Edition, RuleBook


def said(text: str) -> Words:
    return Words(kk=f"{text} (kk)", ru=f"{text} (ru)", en=text)


LOOK = "look"
SINCE = date(2021, 7, 1)


def rule(name: str, value: int, **changes: Any) -> Edition:
    """A term of working days, rolled, counted from the event; changed as asked."""
    edition = Edition(name, "term", value, "wd", "after", "next_wd", "event", "1", SINCE, None, True, "")
    return replace(edition, **changes)


BOOK = RuleBook([rule(LOOK, 5), rule("short", 2), rule("week", 7, unit="cd", roll="none")])
ASK = Exit("ask", said("Ask"), by=("officer",), most=2)
DECIDE = Exit(
    "decide",
    said("Refuse"),
    by=("officer", "head"),
    needs={"reasons": Field("text", said("Why"), least=5)},
    to="refused",
    refuses=True,
    answers=True,
    article="1",
    notices=(Notice("refused", "applicant", said("Refused.")),),
)
GRANT = Exit("grant", said("Grant"), by=("officer",), to="done", answers=True)
WAITING = Stage("waiting", said("Waiting"), exits=(ASK, GRANT, DECIDE))
DONE = Outcome("done", said("Done"), publishes="content")
REFUSED = Outcome("refused", said("Refused"), publishes="count")
OWED = Duty("look", said("Look at it"), owner="body", rule=LOOK, starts=("open",), ends=("grant", "decide"))


def small(**changes: Any) -> Procedure:
    """The sound procedure, changed as asked."""
    sound = Procedure(
        name="small",
        title=said("Small"),
        article="1",
        book=BOOK,
        first="waiting",
        stages=(WAITING,),
        outcomes=(DONE, REFUSED),
        duties=(OWED,),
    )
    return replace(sound, **changes)
