"""Each broken declaration is refused with a sentence that names the place to mend. The sound one passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from procedures.small import ASK, BOOK, DECIDE, DONE, LOOK, OWED, REFUSED, WAITING, said, small
from qulaq.procedures.check import failures
from qulaq.procedures.declaration import (
    Escalation,
    Exit,
    Extension,
    Field,
    Guard,
    Notice,
    Outcome,
    Procedure,
    Spawn,
    Stage,
    Threshold,
    Variant,
    Window,
)

EMPTY = Stage("empty", said("Empty"), exits=())
TO_EMPTY = Exit("drop", said("Drop it"), by=("head",), to="empty")
ALWAYS = Guard("always", lambda track, facts: True, said("Always."))


def with_exit(way: Exit, *more: Stage) -> Procedure:
    return small(stages=(replace(WAITING, exits=(*WAITING.exits, way)), *more))


def with_duty(**changes: object) -> Procedure:
    return small(duties=(replace(OWED, **changes),))  # type: ignore[arg-type]


def with_window(**changes: object) -> Procedure:
    window = Window("names", said("Names"), opens=("open",), allows=("ask",), closes_by="over", rule="short")
    over = Exit("over", said("Over"), by=("clock",), to="done")
    stage = replace(WAITING, exits=(*WAITING.exits, over))
    return small(stages=(stage,), windows=(replace(window, **changes),))  # type: ignore[arg-type]


BROKEN: dict[str, tuple[Callable[[], Procedure], str]] = {
    "a stage without an exit": (lambda: with_exit(TO_EMPTY, EMPTY), "stage empty has no exit"),
    "an exit to nowhere": (
        lambda: with_exit(replace(TO_EMPTY, to="attic")),
        "waiting: drop leads to attic, which is not declared",
    ),
    "an act for nobody": (
        lambda: with_exit(replace(TO_EMPTY, to="done", by=())),
        "waiting: nobody may do drop",
    ),
    "an act for an unknown role": (
        lambda: with_exit(replace(TO_EMPTY, to="done", by=("cousin",))),
        "waiting: drop is for an unknown role cousin",
    ),
    "two places with one name": (
        lambda: small(outcomes=(DONE, REFUSED, DONE)),
        "2 times a stage or outcome called done",
    ),
    "an opening nowhere": (lambda: small(first="cellar"), "opens in a stage cellar that is not declared"),
    "a duty without an owner": (lambda: with_duty(owner=""), "duty look has no owner"),
    "a duty without a due date": (lambda: with_duty(rule=None), "duty look has no due date"),
    "a duty by an unknown term": (
        lambda: with_duty(rule="someday"),
        "duty look counts by someday, which is not in the book of terms",
    ),
    "a variant by an unknown term": (
        lambda: with_duty(variants=(Variant(ALWAYS, "never"),)),
        "duty look counts by never, which is not in the book of terms",
    ),
    "an extension by an unknown term": (
        lambda: with_duty(extension=Extension("ask", "never")),
        "duty look counts by never, which is not in the book of terms",
    ),
    "a duty without escalation": (
        lambda: with_duty(escalates=()),
        "duty look has no escalation in public to the top",
    ),
    "an escalation in silence": (
        lambda: with_duty(escalates=(Escalation(0, "head"), Escalation(5, "top"))),
        "duty look has no escalation in public to the top",
    ),
    "an escalation that stops halfway": (
        lambda: with_duty(escalates=(Escalation(0, "head", public=True),)),
        "duty look has no escalation in public to the top",
    ),
    "a duty that nobody can end": (
        lambda: with_duty(ends=("pray",)),
        "duty look waits for pray, which nobody can do",
    ),
    "a duty that is never ended": (lambda: with_duty(ends=()), "duty look never starts or never ends"),
    "a duty whose end lies behind": (
        lambda: small(
            stages=(
                WAITING,
                Stage("later", said("Later"), exits=(Exit("end", said("End"), by=("head",), to="done"),)),
            ),
            anywhere=(Exit("postpone", said("Postpone"), by=("head",), to="later", most=1),),
            duties=(OWED, replace(OWED, name="twice", starts=("end",), ends=("ask",))),
            first="later",
        ),
        "duty look cannot be done any more in stage later",
    ),
    "an opening after which nobody owes anything": (
        lambda: with_duty(starts=("ask",)),
        "nobody owes anything when it is opened",
    ),
    "a refusal without reasons": (
        lambda: with_exit(replace(DECIDE, act="refuse_it", needs={})),
        "waiting: refuse_it refuses without reasons",
    ),
    "a refusal whose reasons may be left out": (
        lambda: with_exit(
            replace(DECIDE, act="refuse_it", needs={"reasons": Field("text", said("Why"), required=False)})
        ),
        "waiting: refuse_it refuses without reasons",
    ),
    "a refusal without an article": (
        lambda: with_exit(replace(DECIDE, act="refuse_it", article=None)),
        "waiting: refuse_it refuses without an article",
    ),
    "a refusal of which nobody is told": (
        lambda: with_exit(replace(DECIDE, act="refuse_it", notices=(), answers=False)),
        "waiting: refuse_it refuses and nobody is told",
    ),
    "an end that publishes nothing": (
        lambda: small(outcomes=(replace(DONE, publishes="nothing"), REFUSED)),  # type: ignore[arg-type]
        "outcome done publishes nothing",
    ),
    "an end without an answer and without an article": (
        lambda: small(outcomes=(replace(DONE, answered=False), REFUSED)),
        "outcome done leaves the person without an answer and names no article that allows it",
    ),
    "no end at all": (lambda: small(outcomes=()), "has no outcome"),
    "a stage that cannot be reached": (
        lambda: small(stages=(WAITING, replace(WAITING, name="island"))),
        "stage island cannot be reached",
    ),
    "an end that cannot be reached": (
        lambda: small(outcomes=(DONE, REFUSED, Outcome("lost", said("Lost"), "count"))),
        "outcome lost cannot be reached",
    ),
    "a stage that leads to no end": (
        lambda: with_exit(
            replace(TO_EMPTY, to="a"),
            Stage("a", said("A"), exits=(Exit("on", said("On"), by=("head",), to="b", most=2),)),
            Stage("b", said("B"), exits=(Exit("back", said("Back"), by=("head",), to="a", most=2),)),
        ),
        "stage a leads to no end",
    ),
    "an endless cycle": (
        lambda: with_exit(
            replace(TO_EMPTY, to="again"),
            Stage(
                "again", said("Again"), exits=(Exit("back", said("Back"), by=("head",), to="waiting"), DECIDE)
            ),
        ),
        "stage again can be come back to without end",
    ),
    "a window that never closes": (lambda: with_window(rule=None), "window names never closes"),
    "a window after which nothing happens": (
        lambda: with_window(closes_by="ask"),
        "window names: when it is over nothing happens",
    ),
    "a window by an unknown term": (
        lambda: with_window(rule="never"),
        "window names counts by never, which is not in the book of terms",
    ),
    "a window for an act that is not there": (
        lambda: with_window(allows=("sing",)),
        "window names waits for sing, which nobody can do",
    ),
    "a threshold without a fall-back": (
        lambda: small(thresholds=(Threshold("many", "ask", lambda track: 5, "decide", ("waiting",)),)),
        "threshold many may never be reached, and no window ends the waiting",
    ),
    "a threshold for an act that is not there": (
        lambda: small(thresholds=(Threshold("many", "sing", lambda track: 5, "decide", ("waiting",)),)),
        "threshold many waits for sing, which nobody can do",
    ),
    "a child of an unknown procedure": (
        lambda: with_exit(replace(ASK, act="pass_on", spawns=(Spawn("magic"),))),
        "waiting: pass_on opens magic, which is not declared",
    ),
    "a case that becomes an unknown procedure": (
        lambda: with_exit(replace(ASK, act="turn", becomes="magic")),
        "waiting: turn becomes magic, which is not declared",
    ),
    "an exit to two places at once": (
        lambda: with_exit(replace(TO_EMPTY, act="turn", to="done", becomes="appeal")),
        "waiting: turn both leads to done and becomes appeal",
    ),
    "a stage that is not said in Russian": (
        lambda: small(stages=(replace(WAITING, title=replace(said("Waiting"), ru="")),)),
        "stage waiting is not said in ru",
    ),
    "a notice that is not said in Kazakh": (
        lambda: with_exit(
            replace(ASK, act="tell", notices=(Notice("n", "applicant", replace(said("N"), kk=" ")),))
        ),
        "notice n is not said in kk",
    ),
    "a guard that cannot explain itself": (
        lambda: with_exit(replace(ASK, act="dare", when=(replace(ALWAYS, says=replace(said("x"), en="")),))),
        "guard always is not said in en",
    ),
}


def test_the_small_sound_procedure_has_no_failures() -> None:
    assert failures(small()) == []
    assert failures(with_window()) == []
    assert LOOK in {edition.rule for edition in BOOK}


@pytest.mark.parametrize("name", BROKEN)
def test_refuses(name: str) -> None:
    build, sentence = BROKEN[name]
    assert f"small: {sentence}" in failures(build())
