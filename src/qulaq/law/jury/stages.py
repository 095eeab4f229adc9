"""The stages of the jury, from the Regulation to the last item done."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.fields import REASONS
from qulaq.law.jury.guards import (
    ADOPTED,
    AGREED,
    ALL_DONE,
    COUNTS_UP,
    ELECTED,
    ENDORSED,
    ENOUGH,
    FIRST_ROUND,
    MEMBERS,
    MONTH_AFTER_AGENDA,
    NOT_ADOPTED,
    NOT_CURED,
    ONCE_EACH,
    PERMANENT,
    PORTFOLIO,
    REPEAT_DAY,
    SESSION_DAY,
    in_time,
)
from qulaq.procedures.declaration import Exit, Field, Guard, Stage

ARTICLE: Final = "Citizens' Jury, mechanism"
DAY: Final = Field("day", Words(kk="Күні", ru="День", en="Day"))
VOTES: Final = {
    "yes": Field("number", Words(kk="Қолдады", ru="За", en="For"), least=0, most=MEMBERS),
    "no": Field("number", Words(kk="Қарсы", ru="Против", en="Against"), least=0, most=MEMBERS),
    "absent": Field("number", Words(kk="Қатыспады", ru="Отсутствуют", en="Absent"), least=0, most=MEMBERS),
}
ITEMS: Final = Field(
    "number", Words(kk="Тармақ саны", ru="Число пунктов", en="Number of items"), least=1, most=100
)
NOMINATION_OVER: Final = Words(kk="Ұсыну бітті", ru="Выдвижение закончено", en="Nomination is over")
SCHEDULE: Final = Exit(
    "schedule",
    Words(kk="Отырыс күнін белгілеу", ru="Назначить заседание", en="Set the session"),
    by=("head",),
    needs={"session": DAY},
    when=(MONTH_AFTER_AGENDA,),
    most=4,
    article=ARTICLE,
)


def _session(act: str, title: Words, day: Guard, failing: str) -> tuple[Exit, Exit]:
    return (
        Exit(
            act,
            title,
            by=("chair",),
            needs={**VOTES, "items": ITEMS},
            when=(day, COUNTS_UP, ADOPTED),
            to="protocol",
            article=ARTICLE,
        ),
        Exit(
            act,
            title,
            by=("chair",),
            needs=VOTES,
            when=(day, COUNTS_UP, NOT_ADOPTED),
            to=failing,
            article=ARTICLE,
        ),
    )


STAGES: Final = (
    Stage(
        "regulation",
        Words(kk="Ереже келісілуде", ru="Согласование регламента", en="Agreeing the Regulation"),
        exits=(
            Exit(
                "agree_regulation",
                Words(kk="Ережеге келісу", ru="Согласовать регламент", en="Agree to the Regulation"),
                by=("member",),
                when=(ONCE_EACH,),
                most=PERMANENT,
                article=ARTICLE,
            ),
            Exit(
                "approve_regulation",
                Words(kk="Ережені бекіту", ru="Утвердить регламент", en="Approve the Regulation"),
                by=("head",),
                needs={"session": DAY},
                when=(AGREED,),
                to="agenda",
                article=ARTICLE,
            ),
        ),
    ),
    Stage(
        "agenda",
        Words(kk="Күн тәртібі дайындалуда", ru="Готовится повестка", en="The agenda is prepared"),
        exits=(
            SCHEDULE,
            Exit(
                "publish_agenda",
                Words(kk="Күн тәртібін жариялау", ru="Опубликовать повестку", en="Publish the agenda"),
                by=("officer", "head"),
                when=(in_time("agenda"),),
                to="nomination",
                article=ARTICLE,
            ),
        ),
    ),
    Stage(
        "nomination",
        Words(kk="Үміткерлерді ұсыну", ru="Выдвижение кандидатов", en="Nomination"),
        exits=(
            Exit(
                "nominate",
                Words(kk="Үміткер ұсыну", ru="Выдвинуть кандидата", en="Nominate a candidate"),
                by=("citizen", "officer"),
                needs={
                    "portfolio": Field(
                        "flag",
                        Words(kk="Портфолио толық", ru="Портфолио полное", en="The portfolio is complete"),
                    )
                },
                when=(PORTFOLIO,),
                article=ARTICLE,
            ),
            Exit(
                "nomination_over",
                NOMINATION_OVER,
                by=("clock",),
                when=(ENOUGH,),
                to="voting",
                article=ARTICLE,
            ),
            Exit(
                "nomination_over",
                NOMINATION_OVER,
                by=("clock",),
                when=(FIRST_ROUND,),
                most=1,
                article=ARTICLE,
            ),
            Exit("nomination_over", NOMINATION_OVER, by=("clock",), to="not_convened", article=ARTICLE),
        ),
    ),
    Stage(
        "voting",
        Words(kk="Дауыс беру", ru="Голосование", en="Voting"),
        exits=(
            SCHEDULE,
            Exit(
                "vote",
                Words(kk="Дауыс беру", ru="Проголосовать", en="Vote"),
                by=("citizen", "system"),
                needs={
                    "count": Field(
                        "number",
                        Words(kk="Дауыс саны", ru="Число голосов", en="Number of votes"),
                        required=False,
                        most=10_000_000,
                    )
                },
                article=ARTICLE,
            ),
            Exit(
                "voting_over",
                Words(kk="Дауыс беру бітті", ru="Голосование закончено", en="Voting is over"),
                by=("clock",),
                to="counting",
                article=ARTICLE,
            ),
        ),
    ),
    Stage(
        "counting",
        Words(kk="Дауыс саналуда", ru="Подсчёт", en="Counting"),
        exits=(
            SCHEDULE,
            Exit(
                "publish_count",
                Words(kk="Нәтижені жариялау", ru="Опубликовать итог", en="Publish the count"),
                by=("officer", "head"),
                needs={
                    "elected": Field(
                        "number",
                        Words(kk="Сайланғаны", ru="Избрано", en="Elected"),
                        least=ELECTED,
                        most=ELECTED,
                    )
                },
                to="convened",
                article=ARTICLE,
            ),
        ),
    ),
    Stage(
        "convened",
        Words(kk="Отырысқа шақырылды", ru="Созвано", en="Convened"),
        exits=(
            Exit(
                "send_materials",
                Words(kk="Материалдарды жіберу", ru="Разослать материалы", en="Send the materials"),
                by=("officer", "head"),
                most=3,
                article=ARTICLE,
            ),
            *_session(
                "hold_session",
                Words(kk="Отырысты өткізу", ru="Провести заседание", en="Hold the session"),
                SESSION_DAY,
                "repeating",
            ),
        ),
    ),
    Stage(
        "repeating",
        Words(kk="Қайта отырыс", ru="Повторное заседание", en="Repeat session"),
        exits=_session(
            "hold_repeat",
            Words(
                kk="Қайта отырысты өткізу", ru="Провести повторное заседание", en="Hold the repeat session"
            ),
            REPEAT_DAY,
            "not_agreed",
        ),
    ),
    Stage(
        "protocol",
        Words(kk="Хаттама бекітілуде", ru="Протокол", en="Protocol"),
        exits=(
            Exit(
                "endorse",
                Words(kk="Хаттаманы бекіту", ru="Скрепить протокол", en="Endorse the protocol"),
                by=("member", "chair"),
                when=(ONCE_EACH,),
                most=MEMBERS,
                article=ARTICLE,
            ),
            Exit(
                "publish_protocol",
                Words(kk="Хаттаманы жариялау", ru="Опубликовать протокол", en="Publish the protocol"),
                by=("officer", "head"),
                when=(ENDORSED,),
                to="execution",
                article=ARTICLE,
            ),
        ),
    ),
    Stage(
        "execution",
        Words(kk="Орындалуда", ru="Исполнение", en="Execution"),
        exits=(
            Exit(
                "report",
                Words(
                    kk="Апталық есеп жариялау",
                    ru="Опубликовать недельный отчёт",
                    en="Publish the weekly report",
                ),
                by=("officer", "head"),
                most=500,
                article=ARTICLE,
            ),
            Exit(
                "complete_item",
                Words(kk="Тармақ орындалды", ru="Пункт исполнен", en="An item is done"),
                by=("officer", "head"),
                most=100,
                article=ARTICLE,
            ),
            Exit(
                "give_notice",
                Words(
                    kk="Жазбаша ескерту жасау",
                    ru="Направить письменное уведомление",
                    en="Give written notice",
                ),
                by=("chair",),
                needs={"reasons": REASONS, "cure_by": DAY},
                most=10,
                article=ARTICLE,
            ),
            Exit(
                "cure",
                Words(kk="Кемшілік жойылды", ru="Недостаток устранён", en="The shortcoming is cured"),
                by=("chair",),
                most=10,
                article=ARTICLE,
            ),
            Exit(
                "file_claim",
                Words(
                    kk="Сотқа ұжымдық талап беру",
                    ru="Подать коллективный иск",
                    en="File the collective claim",
                ),
                by=("chair",),
                when=(NOT_CURED,),
                most=10,
                article=ARTICLE,
            ),
            Exit(
                "close",
                Words(kk="Аяқтау", ru="Завершить", en="Close"),
                by=("officer", "head"),
                when=(ALL_DONE,),
                to="done",
                article=ARTICLE,
            ),
        ),
    ),
)
