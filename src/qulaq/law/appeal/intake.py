"""From receipt to an officer in charge: register, mend, return, redirect, split. Articles 62 to 65, 70 and 88."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.appeal.guards import (
    EARLIER_ENDED,
    FIX_DAY_AHEAD,
    IN_RETURN_TERM,
    MAY_TERMINATE,
    NOT_THE_NAMED,
)
from qulaq.law.fields import OFFICER, REASONS, TO_BODY
from qulaq.law.guards import NO_DANGER, OTHER_BODY
from qulaq.procedures.declaration import Exit, Field, Notice, Spawn, Stage

OFFICIALS: Final = ("registrar", "officer", "head")
RETURNED: Final = Notice(
    "returned",
    "applicant",
    Words(
        kk="Өтінішіңіз қайтарылды. Себебі мен енді не істеуге болатыны жазылған.",
        ru="Ваше обращение возвращено. Написано почему и что можно сделать.",
        en="Your appeal was returned. It says why and what you can do.",
    ),
)
ACCEPT: Final = Exit(
    "accept",
    Words(kk="Жұмысқа алу", ru="Принять в работу", en="Take into work"),
    by=("registrar", "head"),
    needs={"officer": OFFICER},
    when=(NOT_THE_NAMED,),
    to="in_progress",
    article="71",
)
ARRIVED: Final = Notice(
    "arrived",
    "body",
    Words(
        kk="Басқа органнан өтініш келді.",
        ru="Пришло обращение из другого органа.",
        en="An appeal arrived from another body.",
    ),
)
REDIRECT: Final = Exit(
    "redirect",
    Words(kk="Құзыретті органға жіберу", ru="Передать в нужный орган", en="Redirect to the competent body"),
    done=Words(
        kk="Құзыретті органға жіберілді", ru="Передано в нужный орган", en="Redirected to the competent body"
    ),
    by=OFFICIALS,
    needs={"to_body": TO_BODY, "reasons": REASONS},
    when=(OTHER_BODY,),
    to="received",
    most=3,
    hands_to="to_body",
    article="65(1)",
    notices=(
        Notice(
            "redirected",
            "applicant",
            Words(
                kk="Өтінішіңіз осы мәселеге жауапты органға жіберілді. Мерзім сол жерден қайта басталады.",
                ru="Ваше обращение передано тому, кто за это отвечает. Срок там начинается заново.",
                en="Your appeal went to the body in charge of it. The term starts anew there.",
            ),
        ),
        ARRIVED,
    ),
)
SPLIT: Final = Exit(
    "split",
    Words(
        kk="Бір бөлігін басқа органға жіберу",
        ru="Передать часть в другой орган",
        en="Send a part to another body",
    ),
    done=Words(
        kk="Бір бөлігі басқа органға жіберілді",
        ru="Часть передана другому органу",
        en="A part was sent to another body",
    ),
    by=OFFICIALS,
    needs={"to_body": TO_BODY, "reasons": REASONS},
    when=(OTHER_BODY,),
    most=5,
    article="65(2)",
    spawns=(
        Spawn(
            "appeal",
            lambda track, facts: {
                "kind": track.facts["kind"],
                "body": facts["to_body"],
                "channel": "redirect",
            },
        ),
    ),
    notices=(
        Notice(
            "split",
            "applicant",
            Words(
                kk="Өтінішіңіздің бір бөлігі басқа органға жіберілді, қалғанына біз жауап береміз.",
                ru="Часть вашего обращения передана другому органу, на остальное ответим мы.",
                en="A part of your appeal went to another body; we answer the rest.",
            ),
        ),
    ),
)
FIND_DEFICIENT: Final = Exit(
    "find_deficient",
    Words(kk="Толықтыруды сұрау", ru="Попросить дополнить", en="Ask to complete it"),
    by=("registrar", "officer"),
    needs={
        "reasons": REASONS,
        "fix_by": Field("day", Words(kk="Қай күнге дейін", ru="До какого дня", en="By which day")),
    },
    when=(FIX_DAY_AHEAD,),
    to="deficient",
    most=2,
    article="64(6)",
    notices=(
        Notice(
            "to_fix",
            "applicant",
            Words(
                kk="Өтінішіңізді толықтыру керек. Не жетпейтіні жазылған, көмектесеміз.",
                ru="Ваше обращение нужно дополнить. Написано, чего не хватает; мы поможем.",
                en="Your appeal needs completing. It says what is missing; we help.",
            ),
        ),
    ),
)
RETURN_IDENTICAL: Final = Exit(
    "return_identical",
    Words(kk="Дәл қайталанғанын қайтару", ru="Вернуть точный повтор", en="Return an identical repeat"),
    by=OFFICIALS,
    needs={
        "reasons": REASONS,
        "earlier": Field(
            "code",
            Words(kk="Бұрынғы істің нөмірі", ru="Номер прежнего дела", en="Number of the earlier case"),
        ),
        "same_body": Field(
            "flag",
            Words(kk="Оны осы орган аяқтаған", ru="Его завершил этот же орган", en="The same body ended it"),
        ),
        "new_arguments": Field(
            "flag",
            Words(kk="Жаңа дәлел бар", ru="Есть новые доводы", en="There are new arguments"),
            required=False,
        ),
    },
    when=(NO_DANGER, EARLIER_ENDED, IN_RETURN_TERM),
    to="returned",
    refuses=True,
    article="64(7)2",
    notices=(RETURNED,),
)
RETURN_ABUSIVE: Final = Exit(
    "return_abusive",
    Words(kk="Балағат сөзі барын қайтару", ru="Вернуть из-за оскорблений", en="Return for offensive words"),
    by=OFFICIALS,
    needs={"reasons": REASONS},
    when=(NO_DANGER, IN_RETURN_TERM),
    to="returned",
    refuses=True,
    article="64(7-1)",
    notices=(RETURNED,),
)
ATTACH: Final = Exit(
    "attach_repeat",
    Words(kk="Бұрынғы іске тіркеу", ru="Приобщить к прежнему делу", en="Attach to the earlier case"),
    by=OFFICIALS,
    needs={
        "earlier": Field(
            "code",
            Words(
                kk="Қайтарылған істің нөмірі", ru="Номер возвращённого дела", en="Number of the returned case"
            ),
        ),
        "same_body": Field(
            "flag",
            Words(
                kk="Оны осы орган қайтарған", ru="Его вернул этот же орган", en="The same body returned it"
            ),
        ),
    },
    when=(NO_DANGER, EARLIER_ENDED),
    to="attached",
    article="64(8)",
)
TERMINATE: Final = Exit(
    "terminate",
    Words(kk="Рәсімді тоқтату", ru="Прекратить процедуру", en="Terminate the procedure"),
    by=("head", "deputy"),
    needs={
        "reasons": REASONS,
        "ground": Field(
            "choice",
            Words(kk="Негіз", ru="Основание", en="Ground"),
            choices=("anonymous", "repeat_without_arguments", "no_essence", "decided_before", "court"),
        ),
        "earlier": Field(
            "code",
            Words(
                kk="Бұрынғы істің нөмірі (қайталанса)",
                ru="Номер прежнего дела (для повтора)",
                en="Number of the earlier case (of a repeat)",
            ),
            required=False,
        ),
    },
    when=(NO_DANGER, MAY_TERMINATE),
    to="terminated",
    refuses=True,
    article="70(1), 88(1)",
    notices=(
        Notice(
            "terminated",
            "applicant",
            Words(
                kk="Іс тоқтатылды. Себебі жазылған; келіспесеңіз, шағымдана аласыз.",
                ru="Дело прекращено. Написано почему; если не согласны, можно пожаловаться.",
                en="The case was terminated. It says why; if you disagree you can complain.",
            ),
            rule="procedure.terminate_notice",
        ),
    ),
)
STAGES: Final = (
    Stage(
        "received",
        Words(kk="Қабылданды", ru="Принято", en="Received"),
        exits=(
            Exit(
                "register",
                Words(kk="Тіркеу", ru="Зарегистрировать", en="Register"),
                by=("registrar", "head", "system"),
                to="registered",
                article="64(3)",
            ),
        ),
    ),
    Stage(
        "registered",
        Words(kk="Тіркелді", ru="Зарегистрировано", en="Registered"),
        exits=(ACCEPT, REDIRECT, SPLIT, FIND_DEFICIENT, RETURN_IDENTICAL, RETURN_ABUSIVE, ATTACH, TERMINATE),
    ),
    Stage(
        "deficient",
        Words(kk="Толықтыруды күтеді", ru="Ждёт дополнения", en="Waits to be completed"),
        exits=(
            Exit(
                "complete",
                Words(kk="Толықтыру", ru="Дополнить", en="Complete it"),
                by=("applicant", "registrar"),
                to="registered",
                article="64(6)",
            ),
            Exit(
                "fix_term_over",
                Words(
                    kk="Толықтыру мерзімі бітті",
                    ru="Срок дополнения прошёл",
                    en="The term to complete is over",
                ),
                by=("clock",),
                to="unfixed",
                article="64(7)1",
            ),
            TERMINATE,
        ),
    ),
    Stage(
        "unfixed",
        Words(kk="Толықтырылмады", ru="Не дополнено", en="Not completed"),
        exits=(
            Exit(
                "return_unfixed",
                Words(
                    kk="Толықтырылмағанын қайтару", ru="Вернуть недополненное", en="Return as not completed"
                ),
                by=OFFICIALS,
                needs={"reasons": REASONS},
                when=(NO_DANGER,),
                to="returned",
                refuses=True,
                article="64(7)1",
                notices=(RETURNED,),
            ),
            Exit(
                "accept_late_completion",
                Words(
                    kk="Кеш толықтырғанын қабылдау",
                    ru="Принять позднее дополнение",
                    en="Accept a late completion",
                ),
                by=("registrar", "officer"),
                to="registered",
                article="20(1)1",
            ),
        ),
    ),
)
