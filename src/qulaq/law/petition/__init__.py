"""Petition (петиция): АППК chapter 12-1, Law 31-VIII as changed by Law 246-VIII.

Signatures are counted outside (one step may bring a whole batch: fact `count`). How many are needed depends on the
population frozen at open publication (90-3(4)); what a petition may not ask for is dated data.
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.petition.guards import CENTRAL, needed
from qulaq.law.petition.stages import STAGES
from qulaq.law.petition.thresholds import FIRST, LEVELS, forbidden_subjects, signatures_needed
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import Door, Duty, Field, Outcome, Procedure, Threshold, Variant, Window

__all__ = ["PROCEDURE", "forbidden_subjects", "signatures_needed"]

PROCEDURE: Final = Procedure(
    name="petition",
    title=Words(kk="Петиция", ru="Петиция", en="Petition"),
    article="90-1 - 90-6",
    book=BOOK,
    first="first_signatures",
    least_level="signature",
    opening={
        "level": Field("choice", Words(kk="Деңгей", ru="Уровень", en="Level"), choices=LEVELS),
        "population": Field(
            "number", Words(kk="Халық саны", ru="Население", en="Population"), most=100_000_000
        ),
        "subject": Field("code", Words(kk="Тақырып", ru="Предмет", en="Subject")),
    },
    stages=STAGES,
    outcomes=(
        Outcome(
            "expired",
            Words(kk="50 қолтаңба жиналмады", ru="50 подписей не собрано", en="Fewer than 50 signatures"),
            "count",
            answered=False,
            article="90-2(4)1",
        ),
        Outcome("rejected", Words(kk="Қабылданбады", ru="Отклонена", en="Rejected"), "content"),
        Outcome(
            "returned",
            Words(kk="Хабарлама болып жіберілді", ru="Передана как сообщение", en="Sent on as a message"),
            "count",
        ),
        Outcome(
            "done",
            Words(kk="Шешім жарияланды", ru="Решение опубликовано", en="Decision published"),
            "content",
        ),
    ),
    duties=(
        Duty(
            "check",
            Words(kk="Петицияны тексеру", ru="Проверить петицию", en="Check the petition"),
            owner="operator",
            rule="petition.check",
            starts=("fifty_reached",),
            ends=("publish", "reject"),
        ),
        Duty(
            "route",
            Words(kk="Органға жіберу", ru="Направить органу", en="Route it to a body"),
            owner="operator",
            rule="petition.route_notice",
            starts=("threshold_reached",),
            ends=("route",),
        ),
        Duty(
            "register",
            Words(kk="Тіркеу", ru="Зарегистрировать", en="Register"),
            owner="body",
            rule="appeal.register",
            starts=("route",),
            ends=("register",),
        ),
        Duty(
            "decide",
            Words(kk="Шешім қабылдау", ru="Принять решение", en="Decide"),
            owner="body",
            rule="petition.term_local",
            variants=(Variant(CENTRAL, "petition.term_central"),),
            starts=("register",),
            ends=("decide",),
        ),
        Duty(
            "hearing_notice",
            Words(kk="Талқылау туралы хабарлау", ru="Объявить об обсуждении", en="Announce the discussion"),
            owner="body",
            rule="petition.hearing_notice",
            from_fact="discussion",
            starts=("set_discussion",),
            ends=("announce_discussion",),
        ),
        Duty(
            "publish_decision",
            Words(kk="Шешімді жариялау", ru="Опубликовать решение", en="Publish the decision"),
            owner="body",
            rule="petition.publish_decision",
            starts=("decide",),
            ends=("publish_decision",),
        ),
    ),
    windows=(
        Window(
            "first50",
            Words(
                kk="Алғашқы 50 қолтаңба уақыты",
                ru="Время на первые 50 подписей",
                en="Time for the first 50 signatures",
            ),
            opens=("open",),
            allows=("join",),
            closes_by="first_term_over",
            ended_by=("fifty_reached",),
            rule="petition.first50",
        ),
        Window(
            "collect",
            Words(kk="Қолтаңба жинау уақыты", ru="Время сбора подписей", en="Time to collect signatures"),
            opens=("publish",),
            allows=("join",),
            closes_by="collection_over",
            ended_by=("threshold_reached",),
            rule="petition.collect",
        ),
    ),
    thresholds=(
        Threshold("fifty", "join", lambda track: FIRST, "fifty_reached", stages=("first_signatures",)),
        Threshold("enough", "join", needed, "threshold_reached", stages=("collecting",)),
    ),
    doors=(
        Door(
            "complaint",
            Words(kk="Шешімге шағымдану", ru="Пожаловаться на решение", en="Complain about the decision"),
            procedure="complaint",
            opens=("reject", "decide"),
            rule="complaint.file",
        ),
    ),
)
