"""Citizens' Jury (Азаматтар қазылығы): 25 members, 15 permanent and 10 elected experts; 20 votes decide.

Source: the thesis on the Citizens' Jury among the project's source texts, its section on the mechanism; where it is
silent the choices are listed in docs/law.md. The jury is not drawn by lot: the assembly is another procedure.
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.fields import REASONS
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import Duty, Exit, Facts, Field, Guard, Outcome, Procedure, Stage, Window
from qulaq.procedures.state import as_day
from qulaq.procedures.track import Track

MEMBERS: Final = 25
PERMANENT: Final = 15
ELECTED: Final = 10
MAJORITY: Final = 20
ARTICLE: Final = "Citizens' Jury, mechanism"


def _in_time(duty: str) -> Guard:
    def test(track: Track, facts: Facts) -> bool:
        owed = track.duty(duty)
        return owed is not None and not owed.late(facts["_at"])

    return Guard(
        f"{duty}_in_time",
        test,
        Words(
            kk="Күн тәртібі отырыстан кемінде бір ай бұрын жариялануы керек: отырысты кейінге белгілеңіз.",
            ru="Повестка публикуется не позже чем за месяц: назначьте заседание позднее.",
            en="The agenda is published at least one month before: set a later session.",
        ),
    )


def _adopted(track: Track, facts: Facts) -> bool:
    return int(facts["yes"]) >= MAJORITY


def _counts_up(track: Track, facts: Facts) -> bool:
    return int(facts["yes"]) + int(facts["no"]) + int(facts["absent"]) <= MEMBERS


def members_active(track: Track) -> bool:
    """Whether the ten elected members still have their powers: until every item is done and published."""
    return track.outcome is None


AGREED: Final = Guard(
    "all_permanent_agreed",
    lambda track, facts: track.counts.get("agree_regulation", 0) >= PERMANENT,
    Words(
        kk="Ережеге тұрақты 15 мүшенің бәрі келісуі керек.",
        ru="Регламент должны согласовать все 15 постоянных членов.",
        en="All 15 permanent members must agree to the Regulation.",
    ),
)
ENOUGH: Final = Guard(
    "ten_candidates",
    lambda track, facts: track.counts.get("nominate", 0) >= ELECTED,
    Words(
        kk="Кемінде 10 үміткер керек.",
        ru="Нужно не меньше 10 кандидатов.",
        en="At least 10 candidates are needed.",
    ),
)
FIRST_ROUND: Final = Guard(
    "first_round_too_few",
    lambda track, facts: (
        track.counts.get("nominate", 0) < ELECTED and len(track.done("nomination_over")) <= 1
    ),
    Words(
        kk="Ұсыну қайта ұзартылмайды.",
        ru="Выдвижение больше не продлевается.",
        en="Nomination is not extended again.",
    ),
)
PORTFOLIO: Final = Guard(
    "portfolio_full",
    lambda track, facts: bool(facts.get("portfolio")),
    Words(
        kk="Үміткердің портфолиосы толық болуы керек.",
        ru="Нужно полное портфолио кандидата.",
        en="The candidate's portfolio must be complete.",
    ),
)
SESSION_DAY: Final = Guard(
    "session_day_has_come",
    lambda track, facts: facts["_at"].date() >= as_day(track.facts["session"]),
    Words(
        kk="Отырыс күні әлі келген жоқ.",
        ru="День заседания ещё не наступил.",
        en="The day of the session has not come.",
    ),
)
REPEAT_DAY: Final = Guard(
    "repeat_day_has_come",
    lambda track, facts: (
        (owed := track.duty("repeat")) is not None and facts["_at"].date() >= as_day(owed.due)
    ),
    Words(
        kk="Қайта отырыс 14 күннен кейін өтеді.",
        ru="Повторное заседание проходит через 14 дней.",
        en="The repeat session is 14 days later.",
    ),
)
COUNTS_UP: Final = Guard(
    "votes_of_25",
    _counts_up,
    Words(kk="Дауыс саны 25-тен аспайды.", ru="Голосов не больше 25.", en="There are 25 votes at most."),
)
ADOPTED: Final = Guard(
    "twenty_of_25",
    _adopted,
    Words(
        kk="Шешімге кемінде 20 дауыс керек.",
        ru="Для решения нужно 20 голосов.",
        en="A decision needs 20 votes.",
    ),
)
ENDORSED: Final = Guard(
    "all_endorsed",
    lambda track, facts: track.counts.get("endorse", 0) >= MEMBERS,
    Words(
        kk="Хаттаманы 25 мүшенің бәрі бекітеді (ерекше пікірімен де болады).",
        ru="Протокол скрепляют все 25 членов (можно с особым мнением).",
        en="All 25 members endorse the protocol (with dissent, if they have one).",
    ),
)
ALL_DONE: Final = Guard(
    "all_items_done",
    lambda track, facts: track.counts.get("complete_item", 0) >= int(track.facts.get("items", 0)),
    Words(
        kk="Барлық тармақ орындалып, жариялануы керек.",
        ru="Все пункты должны быть исполнены и опубликованы.",
        en="Every item must be done and published.",
    ),
)
NOT_CURED: Final = Guard(
    "notice_term_over",
    lambda track, facts: (owed := track.duty("cure")) is not None and owed.late(facts["_at"]),
    Words(
        kk="Ескертудегі мерзім әлі өткен жоқ.",
        ru="Срок в уведомлении ещё не прошёл.",
        en="The term in the notice has not passed.",
    ),
)
DAY: Final = Field("day", Words(kk="Күні", ru="День", en="Day"))
VOTES: Final = {
    "yes": Field("number", Words(kk="Қолдады", ru="За", en="For"), least=0, most=MEMBERS),
    "no": Field("number", Words(kk="Қарсы", ru="Против", en="Against"), least=0, most=MEMBERS),
    "absent": Field("number", Words(kk="Қатыспады", ru="Отсутствуют", en="Absent"), least=0, most=MEMBERS),
    "items": Field(
        "number", Words(kk="Тармақ саны", ru="Число пунктов", en="Number of items"), least=1, most=100
    ),
}
NOMINATION_OVER: Final = Words(kk="Ұсыну бітті", ru="Выдвижение закончено", en="Nomination is over")
SCHEDULE: Final = Exit(
    "schedule",
    Words(kk="Отырыс күнін белгілеу", ru="Назначить заседание", en="Set the session"),
    by=("head",),
    needs={"session": DAY},
    most=4,
    article=ARTICLE,
)


def _session(act: str, title: Words, day: Guard, failing: str) -> tuple[Exit, Exit]:
    return (
        Exit(
            act,
            title,
            by=("chair",),
            needs=VOTES,
            when=(day, COUNTS_UP, ADOPTED),
            to="protocol",
            article=ARTICLE,
        ),
        Exit(act, title, by=("chair",), needs=VOTES, when=(day, COUNTS_UP), to=failing, article=ARTICLE),
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
                when=(_in_time("agenda"),),
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


def _duty(
    name: str, title: Words, rule: str | None, starts: tuple[str, ...], ends: tuple[str, ...], **more: object
) -> Duty:
    return Duty(name, title, owner="body", rule=rule, starts=starts, ends=ends, **more)  # type: ignore[arg-type]


PROCEDURE: Final = Procedure(
    name="jury",
    title=Words(kk="Азаматтар қазылығы", ru="Суд граждан", en="Citizens' Jury"),
    article=ARTICLE,
    book=BOOK,
    first="regulation",
    least_level="signature",
    opening={"regulation_by": DAY},
    stages=STAGES,
    outcomes=(
        Outcome("done", Words(kk="Бәрі орындалды", ru="Всё исполнено", en="Everything is done"), "content"),
        Outcome("not_agreed", Words(kk="Келісімге келмеді", ru="Согласия нет", en="Not agreed"), "content"),
        Outcome(
            "not_convened",
            Words(kk="Үміткер жетпеді", ru="Не хватило кандидатов", en="Too few candidates"),
            "content",
        ),
    ),
    duties=(
        _duty(
            "regulation",
            Words(kk="Ережені бекіту", ru="Утвердить регламент", en="Approve the Regulation"),
            None,
            ("open",),
            ("approve_regulation",),
            until="regulation_by",
        ),
        _duty(
            "agenda",
            Words(kk="Күн тәртібін жариялау", ru="Опубликовать повестку", en="Publish the agenda"),
            "jury.agenda",
            ("approve_regulation", "schedule"),
            ("publish_agenda",),
            from_fact="session",
            when=Guard("agenda_not_out", lambda track, facts: not track.done("publish_agenda"), AGREED.says),
        ),
        _duty(
            "count",
            Words(kk="Дауысты санау", ru="Подсчитать голоса", en="Count the votes"),
            "jury.count",
            ("voting_over",),
            ("publish_count",),
        ),
        _duty(
            "materials",
            Words(kk="Материалдарды жіберу", ru="Разослать материалы", en="Send the materials"),
            "jury.materials",
            ("publish_count",),
            ("send_materials", "hold_session"),
            from_fact="session",
        ),
        _duty(
            "session",
            Words(kk="Отырысты өткізу", ru="Провести заседание", en="Hold the session"),
            None,
            ("publish_count",),
            ("hold_session",),
            until="session",
        ),
        _duty(
            "repeat",
            Words(
                kk="Қайта отырысты өткізу", ru="Провести повторное заседание", en="Hold the repeat session"
            ),
            "jury.repeat",
            ("hold_session",),
            ("hold_repeat",),
            when=Guard("not_adopted", lambda track, facts: not _adopted(track, track.facts), ADOPTED.says),
        ),
        _duty(
            "protocol",
            Words(kk="Хаттаманы жариялау", ru="Опубликовать протокол", en="Publish the protocol"),
            "jury.protocol",
            ("hold_session", "hold_repeat"),
            ("publish_protocol",),
            when=Guard("adopted", lambda track, facts: _adopted(track, track.facts), ADOPTED.says),
        ),
        _duty(
            "report",
            Words(kk="Апталық есеп", ru="Недельный отчёт", en="Weekly report"),
            "jury.report",
            ("publish_protocol",),
            ("report",),
            recurring=True,
            stops=("close",),
        ),
        _duty(
            "cure",
            Words(kk="Ескертуді орындау", ru="Исполнить уведомление", en="Comply with the notice"),
            None,
            ("give_notice",),
            ("cure", "close"),
            until="cure_by",
        ),
    ),
    windows=(
        Window(
            "nominate",
            Words(kk="Үміткер ұсыну уақыты", ru="Время выдвижения", en="Time to nominate"),
            opens=("publish_agenda",),
            allows=("nominate",),
            closes_by="nomination_over",
            rule="jury.nominate",
        ),
        Window(
            "nominate_again",
            Words(kk="Үміткер ұсыну ұзартылды", ru="Выдвижение продлено", en="Nomination extended"),
            opens=("nomination_over",),
            allows=("nominate",),
            closes_by="nomination_over",
            rule="jury.nominate",
            when=FIRST_ROUND,
        ),
        Window(
            "vote",
            Words(kk="Дауыс беру уақыты", ru="Время голосования", en="Time to vote"),
            opens=("nomination_over",),
            allows=("vote",),
            closes_by="voting_over",
            rule="jury.vote",
            when=ENOUGH,
        ),
    ),
)
