"""Predicates that several procedures share. Each is asked with the case so far and the facts now given."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.procedures.declaration import Facts, Guard
from qulaq.procedures.track import Track

SETTLES_DANGER: Final = frozenset({"clear_danger", "transfer"})
DANGER_ACTS: Final = SETTLES_DANGER | {"flag_danger"}


def in_danger(track: Track) -> bool:
    """A person was flagged to be in danger, and nobody has cleared or transferred it since."""
    about_danger = (step.act for step in reversed(track.steps) if step.act in DANGER_ACTS)
    return next(about_danger, "") == "flag_danger"


def body_in_charge(track: Track) -> object:
    """The body that the case lies with now: the last one it was redirected to, else the one it was opened at."""
    redirected = track.last("redirect")
    return redirected.facts["to_body"] if redirected else track.facts.get("body")


def _second_person(track: Track, facts: Facts) -> bool:
    """Somebody else proposed it, about this danger and not about one that was settled before."""
    for step in reversed(track.steps):
        if step.act in SETTLES_DANGER:
            return False
        if step.act == "propose_transfer":
            return bool(step.who) and bool(facts["_who"]) and step.who != facts["_who"]
    return False


NO_DANGER: Final = Guard(
    "no_danger",
    lambda track, facts: not in_danger(track),
    Words(
        kk="Адамға қауіп төніп тұр деген белгі бар: алдымен соны шешіңіз (64-бап, 7-2-тармақ).",
        ru="Стоит отметка «человек в опасности»: сначала решите её (статья 64, пункт 7-2).",
        en="A person is flagged to be in danger: settle that first (article 64(7-2)).",
    ),
)
DANGER: Final = Guard(
    "danger_flagged",
    lambda track, facts: in_danger(track),
    Words(kk="Қауіп белгісі жоқ.", ru="Отметки об опасности нет.", en="No danger is flagged."),
)
SECOND_PERSON: Final = Guard(
    "second_person",
    _second_person,
    Words(
        kk="Екінші адам растауы керек: ұсынған адам өзі растай алмайды.",
        ru="Подтверждает второй человек: тот, кто предложил, не может.",
        en="A second person must confirm: not the one who proposed it.",
    ),
)
WHOLE_MATTER: Final = Guard(
    "whole_matter",
    lambda track, facts: bool(facts.get("whole")),
    Words(
        kk="Істің бір бөлігі ғана берілді.",
        ru="Передана только часть дела.",
        en="Only a part is transferred.",
    ),
)
NOT_ANSWERED: Final = Guard(
    "not_answered",
    lambda track, facts: track.answered is None,
    Words(
        kk="Жауап берілді: бұл оған дейін ғана мүмкін.",
        ru="Ответ уже дан: это можно было только до него.",
        en="The answer was given: this was possible only before it.",
    ),
)
OTHER_BODY: Final = Guard(
    "another_body",
    lambda track, facts: facts.get("to_body") != body_in_charge(track),
    Words(kk="Басқа органды таңдаңыз.", ru="Выберите другой орган.", en="Choose another body."),
)
DELIVERED: Final = Guard(
    "delivered",
    lambda track, facts: bool(track.done("deliver")) and not _owes(track, "execute"),
    Words(
        kk="Алдымен жауаптың жеткізілгенін және шешімнің орындалғанын тіркеңіз.",
        ru="Сначала отметьте, что ответ вручён, а решение исполнено.",
        en="Record first that the answer was delivered and the decision carried out.",
    ),
)


def _owes(track: Track, duty: str) -> bool:
    owed = track.duty(duty)
    return owed is not None and owed.state == "open"


def fact_is(name: str, *values: object, says: Words) -> Guard:
    """The case's own fact `name` is one of `values`."""
    return Guard(
        f"{name}_is_{'_or_'.join(map(str, values))}",
        lambda track, facts: track.facts.get(name) in values,
        says,
    )


def given_is(name: str, *values: object, says: Words) -> Guard:
    """The fact now given is one of `values`."""
    return Guard(
        f"given_{name}_is_{'_or_'.join(map(str, values))}",
        lambda track, facts: facts.get(name) in values,
        says,
    )
