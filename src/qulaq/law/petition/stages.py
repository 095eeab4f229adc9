"""The stages of a petition, from the first fifty names to the published decision."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.fields import ANSWER, REASONS, TO_BODY
from qulaq.law.guards import given_is
from qulaq.law.petition.guards import DISCUSSED, NOT_DECIDED_LATELY, NOTICE_GIVEN, SUBJECT_ALLOWED
from qulaq.procedures.declaration import Exit, Field, Notice, Spawn, Stage

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
ROUTED: Final = Words(
    kk="Петиция органға жіберілді.",
    ru="Петиция направлена органу.",
    en="The petition was routed to a body.",
)
DECIDED: Final = Notice(
    "petition_decided",
    "applicant",
    Words(
        kk="Петицияңыз бойынша шешім қабылданды. Келіспесеңіз, шағымдана аласыз.",
        ru="По вашей петиции принято решение. Если не согласны, можно пожаловаться.",
        en="Your petition was decided. If you disagree you can complain.",
    ),
)
FROZEN: Final = Field(
    "number",
    Words(
        kk="Жарияланған күнгі халық саны",
        ru="Население на день публикации",
        en="Population on the day of publication",
    ),
    required=False,
    most=100_000_000,
)
"""The Code names no date for the population; we freeze it at open publication (docs/law.md)."""
DECIDE_NEEDS: Final = {"answer": ANSWER, "result": RESULT, "reasons": REASONS}
OTHER: Final = Words(
    kk="Басқа шешім түрін таңдаңыз.", ru="Выберите другой вид решения.", en="Choose another decision."
)


def _public(name: str, to: str, rule: str, words: Words) -> Notice:
    return Notice(name, to, words, rule=rule)


STAGES: Final = (
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
                notices=(
                    Notice(
                        "expired",
                        "applicant",
                        Words(
                            kk="20 жұмыс күнінде 50 қолтаңба жиналмады. Петицияны қайта жасай аласыз.",
                            ru="За 20 рабочих дней не собралось 50 подписей. Петицию можно создать снова.",
                            en="50 signatures did not come in 20 working days. You may create the petition again.",
                        ),
                    ),
                ),
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
                needs={"population": FROZEN},
                when=(SUBJECT_ALLOWED, NOT_DECIDED_LATELY),
                to="collecting",
                article="90-2(7)",
                notices=(
                    Notice(
                        "opened",
                        "applicant",
                        Words(
                            kk="Петицияңыз ашық жарияланды: 6 ай қолтаңба жиналады.",
                            ru="Ваша петиция опубликована: 6 месяцев на сбор подписей.",
                            en="Your petition is open: 6 months to gather names.",
                        ),
                    ),
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
                Words(kk="Жинау мерзімі бітті", ru="Срок сбора закончился", en="The time to collect is over"),
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
                    _public("routed", "applicant", "petition.route_notice", ROUTED),
                    _public(
                        "routed",
                        "public",
                        "petition.route_notice",
                        ROUTED,
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
                when=(DISCUSSED, given_is("result", "full", "partial", says=OTHER)),
                to="decided",
                answers=True,
                article="90-6",
                notices=(DECIDED,),
            ),
            Exit(
                "decide",
                DECIDE_TITLE,
                by=("head",),
                needs=DECIDE_NEEDS,
                when=(DISCUSSED, given_is("result", "refusal", says=OTHER)),
                to="decided",
                refuses=True,
                answers=True,
                article="90-6",
                notices=(DECIDED,),
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
)
