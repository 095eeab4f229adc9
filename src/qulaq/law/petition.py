"""Petition (петиция): АППК chapter 12-1, Law 31-VIII as changed by Law 246-VIII.

Signatures are counted outside (one step may bring a whole batch: fact `count`). How many are needed depends on the
population frozen at open publication (90-3(4)); what a petition may not ask for is dated data.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Final

from qulaq.kernel.clock import add_months
from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.law.fields import ANSWER, REASONS, TO_BODY
from qulaq.law.guards import fact_is, given_is
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import (
    Duty,
    Exit,
    Facts,
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
from qulaq.procedures.state import as_day
from qulaq.procedures.track import Track

FIRST: Final = 50
LEVELS: Final = ("government", "maslikhat_region", "akimat_region", "maslikhat_district", "akimat_district")


def signatures_needed(level: str, population: int) -> int:
    """How many citizens must join (90-3(4)); "not less than" a share rounds up. BadInput for an unknown level."""
    if level == "government":
        return 50_000
    if level == "maslikhat_region":
        return -(-population * 2 // 100)
    if level == "akimat_region":
        return -(-population // 100)
    if level == "maslikhat_district":
        return 5_000 if population > 50_000 else -(-population // 10)
    if level == "akimat_district":
        return 2_500 if population > 50_000 else -(-population * 5 // 100)
    raise BadInput(f"{level!r} is none of {', '.join(LEVELS)}", field="level")


def forbidden_subjects(day: date) -> dict[str, Words]:
    """What a petition created on `day` may not ask for (90-2(3))."""
    with Path(__file__).with_name("petition_subjects.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Words(kk=row["kk"], ru=row["ru"], en=row["en"])
            for row in csv.DictReader(file)
            if date.fromisoformat(row["valid_from"]) <= day
            and (not row["valid_to"] or day <= date.fromisoformat(row["valid_to"]))
        }


def _subject_allowed(track: Track, facts: Facts) -> bool:
    return track.facts.get("subject") not in forbidden_subjects(track.pinned)


def _not_decided_lately(track: Track, facts: Facts) -> bool:
    decided = track.facts.get("same_subject_decided")
    if not decided:
        return True
    months = BOOK.at("petition.same_subject_bar", track.pinned).value or 0
    return track.pinned > add_months(as_day(decided), months)


def _notice_given(track: Track, facts: Facts) -> bool:
    owed = track.duty("hearing_notice")
    return owed is None or (
        owed.state == "done" and owed.ended is not None and owed.ended.date() <= as_day(owed.due)
    )


def _needed(track: Track) -> int:
    return signatures_needed(str(track.facts["level"]), int(track.facts["population"]))


SUBJECT_ALLOWED: Final = Guard(
    "subject_allowed",
    _subject_allowed,
    Words(
        kk="Заң мұндай тақырыпқа петицияға жол бермейді (90-2-бап, 3-тармақ).",
        ru="По этой теме закон не допускает петиций (статья 90-2, пункт 3).",
        en="The law allows no petition on this subject (article 90-2(3)).",
    ),
)
NOT_DECIDED_LATELY: Final = Guard(
    "not_decided_within_a_year",
    _not_decided_lately,
    Words(
        kk="Дәл осы мәселе бойынша бір жылға жетпей шешім шыққан (90-2-бап, 4-тармақ).",
        ru="По этому вопросу решение принято меньше года назад (статья 90-2, пункт 4).",
        en="The same subject was decided less than a year ago (article 90-2(4)).",
    ),
)
NOTICE_GIVEN: Final = Guard(
    "discussion_announced_in_time",
    _notice_given,
    Words(
        kk="Талқылау туралы кемінде 3 жұмыс күні бұрын хабарлаңыз.",
        ru="Об обсуждении сообщают не позже чем за 3 рабочих дня.",
        en="The discussion must be announced at least 3 working days before.",
    ),
)
CENTRAL: Final = fact_is(
    "level",
    "government",
    says=Words(kk="Бұл орталық орган емес.", ru="Это не центральный орган.", en="This is no central body."),
)
JOIN: Final = Exit(
    "join",
    Words(kk="Қол қою", ru="Подписать", en="Sign"),
    by=("citizen", "system"),
    needs={
        "count": Field(
            "number",
            Words(kk="Қолтаңба саны", ru="Число подписей", en="Number of signatures"),
            required=False,
            most=10_000_000,
        )
    },
    article="90-3(1)",
)
DECIDE_TITLE: Final = Words(
    kk="Петиция бойынша шешім қабылдау", ru="Принять решение по петиции", en="Decide on the petition"
)
RESULT: Final = Field(
    "choice", Words(kk="Шешім", ru="Решение", en="Decision"), choices=("full", "partial", "refusal")
)
DECIDE_NEEDS: Final = {"answer": ANSWER, "result": RESULT, "reasons": REASONS}
OTHER: Final = Words(
    kk="Басқа шешім түрін таңдаңыз.", ru="Выберите другой вид решения.", en="Choose another decision."
)


def _public(name: str, to: str, rule: str, words: Words) -> Notice:
    return Notice(name, to, words, rule=rule)


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
    stages=(
        Stage(
            "first_signatures",
            Words(kk="Алғашқы 50 қолтаңба", ru="Первые 50 подписей", en="The first 50 signatures"),
            exits=(
                JOIN,
                Exit(
                    "fifty_reached",
                    Words(kk="50 қолтаңба жиналды", ru="Собрано 50 подписей", en="50 signatures reached"),
                    by=("system",),
                    to="check",
                    article="90-2(4)1",
                ),
                Exit(
                    "first_term_over",
                    Words(kk="Уақыт бітті", ru="Время вышло", en="The time is over"),
                    by=("clock",),
                    to="expired",
                    article="90-2(4)1",
                ),
            ),
        ),
        Stage(
            "check",
            Words(kk="Тексеріс", ru="Проверка", en="Check"),
            exits=(
                Exit(
                    "publish",
                    Words(kk="Ашық жариялау", ru="Опубликовать открыто", en="Publish openly"),
                    by=("operator",),
                    when=(SUBJECT_ALLOWED, NOT_DECIDED_LATELY),
                    to="collecting",
                    article="90-2(7)",
                    notices=(
                        _public(
                            "media_informed",
                            "media",
                            "petition.media_info",
                            Words(
                                kk="Петиция жарияланды.",
                                ru="Петиция опубликована.",
                                en="A petition was published.",
                            ),
                        ),
                    ),
                ),
                Exit(
                    "reject",
                    Words(kk="Қабылдамау", ru="Отклонить", en="Reject"),
                    by=("operator",),
                    needs={"reasons": REASONS},
                    to="rejected",
                    refuses=True,
                    article="90-2(4)",
                    notices=(
                        Notice(
                            "rejected",
                            "applicant",
                            Words(
                                kk="Петиция қабылданбады: себебі жазылған, шағымдана аласыз.",
                                ru="Петиция отклонена: написано почему, можно пожаловаться.",
                                en="The petition was rejected: it says why; you can complain.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Stage(
            "collecting",
            Words(kk="Қолтаңба жиналып жатыр", ru="Сбор подписей", en="Collecting signatures"),
            exits=(
                JOIN,
                Exit(
                    "threshold_reached",
                    Words(kk="Керекті қолтаңба жиналды", ru="Порог достигнут", en="The threshold is reached"),
                    by=("system",),
                    to="routing",
                    article="90-3(4)",
                ),
                Exit(
                    "collection_over",
                    Words(
                        kk="Жинау мерзімі бітті", ru="Срок сбора закончился", en="The time to collect is over"
                    ),
                    by=("clock",),
                    to="returned",
                    article="90-3(5)",
                    spawns=(
                        Spawn(
                            "appeal",
                            lambda track, facts: {
                                "kind": "message",
                                "channel": "petition",
                                "body": track.facts.get("body"),
                            },
                        ),
                    ),
                    notices=(
                        Notice(
                            "threshold_missed",
                            "applicant",
                            Words(
                                kk="Қолтаңба жетпеді: петиция сізге қайтарылды, хабарлама ретінде органға жіберілді.",
                                ru="Подписей не хватило: петиция возвращена вам и передана органу как сообщение.",
                                en="Too few signatures: the petition was returned to you and sent to the body as a message.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Stage(
            "routing",
            Words(kk="Органға жіберілуде", ru="Направляется органу", en="Being routed"),
            exits=(
                Exit(
                    "route",
                    Words(
                        kk="Құзыретті органға жіберу",
                        ru="Направить в компетентный орган",
                        en="Route to the competent body",
                    ),
                    by=("operator",),
                    needs={"to_body": TO_BODY},
                    to="routed",
                    hands_to="to_body",
                    article="90-4(1)",
                    notices=(
                        _public(
                            "routed",
                            "public",
                            "petition.route_notice",
                            Words(
                                kk="Петиция органға жіберілді.",
                                ru="Петиция направлена органу.",
                                en="The petition was routed to a body.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Stage(
            "routed",
            Words(kk="Органға келді", ru="Поступила в орган", en="At the body"),
            exits=(
                Exit(
                    "register",
                    Words(kk="Тіркеу", ru="Зарегистрировать", en="Register"),
                    by=("registrar", "head", "system"),
                    to="review",
                    article="90-4(2)",
                ),
            ),
        ),
        Stage(
            "review",
            Words(kk="Қаралып жатыр", ru="Рассматривается", en="Under review"),
            exits=(
                Exit(
                    "set_discussion",
                    Words(
                        kk="Қоғамдық талқылау күнін белгілеу",
                        ru="Назначить общественное обсуждение",
                        en="Set the public discussion",
                    ),
                    by=("officer", "head"),
                    needs={
                        "discussion": Field(
                            "day", Words(kk="Талқылау күні", ru="День обсуждения", en="Day of the discussion")
                        )
                    },
                    most=3,
                    article="90-5(2)",
                ),
                Exit(
                    "announce_discussion",
                    Words(
                        kk="Талқылау туралы хабарлау",
                        ru="Объявить об обсуждении",
                        en="Announce the discussion",
                    ),
                    by=("officer", "head"),
                    most=3,
                    article="90-5(2)2",
                ),
                Exit(
                    "hold_discussion",
                    Words(kk="Талқылау өткізу", ru="Провести обсуждение", en="Hold the discussion"),
                    by=("officer", "head"),
                    when=(NOTICE_GIVEN,),
                    most=3,
                    article="90-5(2)2",
                ),
                Exit(
                    "decide",
                    DECIDE_TITLE,
                    by=("head",),
                    needs=DECIDE_NEEDS,
                    when=(given_is("result", "full", "partial", says=OTHER),),
                    to="decided",
                    answers=True,
                    article="90-6",
                ),
                Exit(
                    "decide",
                    DECIDE_TITLE,
                    by=("head",),
                    needs=DECIDE_NEEDS,
                    when=(given_is("result", "refusal", says=OTHER),),
                    to="decided",
                    refuses=True,
                    answers=True,
                    article="90-6",
                ),
            ),
        ),
        Stage(
            "decided",
            Words(kk="Шешім қабылданды", ru="Решение принято", en="Decided"),
            exits=(
                Exit(
                    "publish_decision",
                    Words(kk="Шешімді жариялау", ru="Опубликовать решение", en="Publish the decision"),
                    by=("officer", "head"),
                    to="done",
                    article="90-6(3)",
                ),
            ),
        ),
    ),
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
        Threshold("enough", "join", _needed, "threshold_reached", stages=("collecting",)),
    ),
)
