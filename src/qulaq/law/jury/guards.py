"""Predicates of the jury: who agreed, how many candidates, 20 of 25, all done."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from qulaq.kernel.clock import ALMATY
from qulaq.kernel.words import Words
from qulaq.methods.voting.jury import JuryRule, Roll, decide
from qulaq.procedures.declaration import Facts, Guard
from qulaq.procedures.state import as_day
from qulaq.procedures.track import Track

RULE: Final = JuryRule()
MEMBERS: Final = RULE.seats
PERMANENT: Final = 15
ELECTED: Final = 10


def in_time(duty: str) -> Guard:
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


def adopted(track: Track, facts: Facts) -> bool:
    """The jury's own rule (`methods.voting.jury`): who neither voted nor was absent abstained."""
    if not _counts_up(track, facts):
        return False
    yes, no, absent = (int(facts[name]) for name in ("yes", "no", "absent"))
    roll = Roll(for_=yes, against=no, absent=absent, abstained=MEMBERS - yes - no - absent)
    return decide(roll, held=track.opened.date(), rule=RULE).result == "adopted"


def _counts_up(track: Track, facts: Facts) -> bool:
    return int(facts["yes"]) + int(facts["no"]) + int(facts["absent"]) <= MEMBERS


def _first_time(track: Track, facts: Facts) -> bool:
    """One member, one agreement and one endorsement; `_act` is not known to a guard, so the stage tells which."""
    act = "agree_regulation" if track.stage == "regulation" else "endorse"
    return not facts["_who"] or facts["_who"] not in {step.who for step in track.done(act)}


def _month_after_agenda(track: Track, facts: Facts) -> bool:
    published = track.last("publish_agenda")
    if published is None:
        return True
    session = datetime.combine(as_day(facts["session"]), time(12), ALMATY)
    latest = track.reckoner.due(track.procedure.book, "jury.agenda", session, pinned=track.pinned)
    return published.at.date() <= as_day(latest.due)


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
NOT_ADOPTED: Final = Guard(
    "fewer_than_twenty",
    lambda track, facts: not adopted(track, facts),
    Words(
        kk="20 дауыс жиналды: шешім қабылданды.",
        ru="Есть 20 голосов: решение принято.",
        en="There are 20 votes: it is decided.",
    ),
)
ONCE_EACH: Final = Guard(
    "once_each",
    _first_time,
    Words(kk="Сіз келісіп қойғансыз.", ru="Вы уже согласовали.", en="You have agreed already."),
)
MONTH_AFTER_AGENDA: Final = Guard(
    "a_month_after_the_agenda",
    _month_after_agenda,
    Words(
        kk="Отырыс күн тәртібі жарияланғаннан кейін кемінде бір айдан соң өтеді.",
        ru="Заседание проходит не раньше чем через месяц после публикации повестки.",
        en="The session is at least a month after the agenda was published.",
    ),
)
ADOPTED: Final = Guard(
    "twenty_of_25",
    adopted,
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
