"""From an officer in charge to the answer: extension, preliminary decision, hearing, answer. Articles 73 to 89."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.appeal.guards import (
    HEARD,
    IS_ORDINARY,
    NO_ANSWER_SUBJECT,
    NOT_THE_NAMED,
    OFFICER_NOT_RECUSED,
    REMARKS_OPEN,
)
from qulaq.law.appeal.intake import REDIRECT, RETURN_ABUSIVE, SPLIT, TERMINATE
from qulaq.law.fields import ANSWER, OFFICER, REASONS
from qulaq.law.guards import NO_DANGER, fact_is
from qulaq.law.petition.thresholds import every_subject
from qulaq.procedures.declaration import Exit, Field, Notice, Stage

WAIVER: Final = Field(
    "choice",
    Words(kk="Тыңдаусыз шешу негізі", ru="Почему без заслушивания", en="Ground to decide without a hearing"),
    required=False,
    choices=("urgent_protection", "applicant_asks", "no_discretion", "short_term"),
)
EXTEND: Final = Exit(
    "extend",
    Words(kk="Мерзімді ұзарту", ru="Продлить срок", en="Extend the term"),
    done=Words(kk="Мерзім ұзартылды", ru="Срок продлён", en="The term was extended"),
    by=("head", "deputy", "chief_of_staff"),
    needs={
        "reasons": REASONS,
        "until": Field("day", Words(kk="Жаңа мерзім", ru="Новый срок", en="New due day"), required=False),
    },
    most=1,
    article="76(3)",
    notices=(
        Notice(
            "extended",
            "applicant",
            Words(
                kk="Жауап мерзімі ұзартылды. Себебі және кім шешкені жазылған.",
                ru="Срок ответа продлён. Написано почему и кто решил.",
                en="The term was extended. It says why and who decided it.",
            ),
            rule="appeal.extend_notice",
        ),
    ),
)
REASSIGN: Final = Exit(
    "assign",
    Words(kk="Орындаушыны ауыстыру", ru="Сменить исполнителя", en="Change the officer"),
    by=("head", "registrar"),
    needs={"officer": OFFICER},
    when=(NOT_THE_NAMED,),
    most=10,
)
ANSWERED: Final = Notice(
    "answered",
    "applicant",
    Words(
        kk="Өтінішіңізге жауап дайын.",
        ru="Ответ на ваше обращение готов.",
        en="The answer to your appeal is ready.",
    ),
)
ANSWER_EXIT: Final = Exit(
    "answer",
    Words(kk="Жауап беру", ru="Ответить", en="Answer"),
    by=("officer", "head"),
    needs={
        "answer": ANSWER,
        "result": Field(
            "choice",
            Words(kk="Нәтиже", ru="Результат", en="Result"),
            choices=("satisfied", "explained", "supported"),
        ),
    },
    when=(OFFICER_NOT_RECUSED,),
    to="answered_open",
    answers=True,
    article="89(2)",
    notices=(ANSWERED,),
)
GRANT: Final = Exit(
    "grant",
    Words(kk="Өтінішті орындау туралы шешім", ru="Решить в пользу человека", en="Decide in favour"),
    by=("officer", "head"),
    needs={"answer": ANSWER},
    when=(IS_ORDINARY, OFFICER_NOT_RECUSED),
    to="answered_open",
    answers=True,
    article="80, 86(3)",
    notices=(ANSWERED,),
)
REFUSE: Final = Exit(
    "refuse",
    Words(
        kk="Бас тарту немесе ішінара қанағаттандыру",
        ru="Отказать или удовлетворить частично",
        en="Refuse, or grant in part",
    ),
    by=("officer", "head"),
    needs={
        "answer": ANSWER,
        "reasons": REASONS,
        "result": Field(
            "choice", Words(kk="Нәтиже", ru="Результат", en="Result"), choices=("refused", "partly")
        ),
        "no_hearing_ground": WAIVER,
    },
    when=(OFFICER_NOT_RECUSED, HEARD),
    to="answered_open",
    refuses=True,
    answers=True,
    article="73(1), 80(5)",
    notices=(ANSWERED,),
)
NOTE: Final = Exit(
    "note",
    Words(kk="Назарға алу", ru="Принять к сведению", en="Note it"),
    by=("head",),
    needs={
        "reasons": REASONS,
        "subject": Field(
            "choice", Words(kk="Тақырып", ru="Тема", en="Subject"), choices=tuple(every_subject())
        ),
    },
    when=(
        NO_DANGER,
        # only a proposal about what petitions may not touch is noted without an answer; the person is told so
        fact_is(
            "kind",
            "proposal",
            says=Words(
                kk="Тек ұсыныс қана назарға алынады.",
                ru="К сведению принимают только предложение.",
                en="Only a proposal can be noted.",
            ),
        ),
        NO_ANSWER_SUBJECT,
    ),
    to="noted",
    refuses=True,
    article="89(3)",
    notices=(
        Notice(
            "noted",
            "applicant",
            Words(
                kk="Ұсынысыңыз назарға алынды: мұндай тақырыпқа заң жауап беруді міндеттемейді.",
                ru="Ваше предложение принято к сведению: по таким темам закон не требует ответа.",
                en="Your proposal was noted: on such subjects the law asks for no answer.",
            ),
        ),
    ),
)
PRELIMINARY: Final = Exit(
    "send_preliminary",
    Words(
        kk="Алдын ала шешімді жіберу",
        ru="Послать предварительное решение",
        en="Send the preliminary decision",
    ),
    by=("officer", "head"),
    needs={"reasons": REASONS},
    when=(IS_ORDINARY,),
    to="preliminary",
    most=2,
    article="73",
    notices=(
        Notice(
            "preliminary",
            "applicant",
            Words(
                kk="Алдын ала шешім дайын: 2 жұмыс күнінде қарсылық айта аласыз.",
                ru="Готово предварительное решение: 2 рабочих дня на возражение.",
                en="The preliminary decision is ready: 2 working days to object.",
            ),
        ),
    ),
)
ENDINGS: Final = (ANSWER_EXIT, GRANT, REFUSE)
STAGES: Final = (
    Stage(
        "in_progress",
        Words(kk="Қаралып жатыр", ru="Рассматривается", en="Under review"),
        exits=(EXTEND, REASSIGN, PRELIMINARY, *ENDINGS, NOTE, REDIRECT, SPLIT, RETURN_ABUSIVE, TERMINATE),
    ),
    Stage(
        "preliminary",
        Words(
            kk="Алдын ала шешім жіберілді",
            ru="Послано предварительное решение",
            en="Preliminary decision sent",
        ),
        exits=(
            Exit(
                "object",
                Words(kk="Қарсылық білдіру", ru="Возразить", en="Object"),
                by=("applicant",),
                needs={
                    "objection": Field(
                        "text", Words(kk="Не айтасыз", ru="Что вы возражаете", en="What you object")
                    )
                },
                to="hearing",
                article="73(3)",
            ),
            Exit(
                "objection_over",
                Words(
                    kk="Қарсылық мерзімі бітті", ru="Срок возражения прошёл", en="The term to object is over"
                ),
                by=("clock",),
                to="hearing",
                article="73(3)",
            ),
            EXTEND,
            REASSIGN,
            *ENDINGS,
            TERMINATE,
        ),
    ),
    Stage(
        "hearing",
        Words(kk="Тыңдау", ru="Заслушивание", en="Hearing"),
        exits=(
            Exit(
                "hold_hearing",
                Words(
                    kk="Ауызша тыңдау өткізу", ru="Провести устное заслушивание", en="Hold the oral hearing"
                ),
                by=("officer", "head"),
                most=3,
                article="74",
            ),
            Exit(
                "draw_protocol",
                Words(kk="Хаттама жасау", ru="Составить протокол", en="Draw up the protocol"),
                by=("officer", "head"),
                most=3,
                article="74(4)",
            ),
            Exit(
                "remark",
                Words(kk="Хаттамаға ескерту жазу", ru="Замечание к протоколу", en="Remark on the protocol"),
                by=("applicant",),
                needs={"remark": Field("text", Words(kk="Ескерту", ru="Замечание", en="Remark"))},
                when=(REMARKS_OPEN,),
                most=3,
                article="74(6)",
            ),
            EXTEND,
            REASSIGN,
            *ENDINGS,
            TERMINATE,
        ),
    ),
)
