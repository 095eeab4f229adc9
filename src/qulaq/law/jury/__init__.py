"""Citizens' Jury (Азаматтар қазылығы): 25 members, 15 permanent and 10 elected experts; 20 votes decide.

Source: the thesis on the Citizens' Jury among the project's source texts, its section on the mechanism; where it is
silent the choices are listed in docs/law.md. The jury is not drawn by lot: the assembly is another procedure.
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.jury.guards import ADOPTED, AGREED, ENOUGH, FIRST_ROUND, adopted
from qulaq.law.jury.stages import ARTICLE, DAY, STAGES
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import Duty, Guard, Outcome, Procedure, Window


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
            when=Guard("not_adopted", lambda track, facts: not adopted(track, track.facts), ADOPTED.says),
        ),
        _duty(
            "protocol",
            Words(kk="Хаттаманы жариялау", ru="Опубликовать протокол", en="Publish the protocol"),
            "jury.protocol",
            ("hold_session", "hold_repeat"),
            ("publish_protocol",),
            when=Guard("adopted", lambda track, facts: adopted(track, track.facts), ADOPTED.says),
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
