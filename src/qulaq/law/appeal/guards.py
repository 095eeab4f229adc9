"""Predicates of the appeal: kinds, repeats, competence, hearing before a burdening act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.petition.thresholds import forbidden_subjects
from qulaq.procedures.declaration import Facts, Guard
from qulaq.procedures.state import as_day
from qulaq.procedures.track import Track

ORDINARY: Final = "application"
SIMPLIFIED: Final = ("message", "proposal", "response", "request")


def _is_ordinary(track: Track, facts: Facts) -> bool:
    return track.facts.get("kind") == ORDINARY


def _heard(track: Track, facts: Facts) -> bool:
    """Article 73(1): the preliminary decision went out at least 3 working days before the act, or was not needed."""
    if not _is_ordinary(track, facts) or facts.get("no_hearing_ground"):
        return True
    sent = track.last("send_preliminary")
    if sent is None:
        return False
    latest = track.reckoner.due(
        track.procedure.book, "prelim.notice_before_act", facts["_at"], pinned=track.pinned
    )
    return sent.at.date() <= as_day(latest.due)


def _may_terminate(track: Track, facts: Facts) -> bool:
    """70(1) holds for every kind; the grounds of 88(1) only in the simplified procedure.

    Anonymous means on paper or by mouth: a voice of the web stays an enquiry. A repeat needs the earlier case.
    """
    ground, simplified = facts.get("ground"), track.facts.get("kind") in SIMPLIFIED
    if ground == "anonymous":
        by_paper = track.facts.get("channel") in {"paper", "oral"}
        return simplified and by_paper and bool(track.facts.get("anonymous"))
    if ground == "repeat_without_arguments":
        return simplified and bool(facts.get("earlier"))
    return simplified or ground != "no_essence"


def _earlier_terminated(track: Track, facts: Facts) -> bool:
    return bool(facts.get("earlier")) and bool(facts.get("same_body")) and not facts.get("new_arguments")


def _not_the_named(track: Track, facts: Facts) -> bool:
    named = track.facts.get("named_official")
    return (not named or facts.get("officer") != named) and facts.get("officer") not in _recused(track)


def _recused(track: Track) -> set[object]:
    """Officers who were in charge when a request for their recusal was granted (67(3))."""
    in_charge: object = None
    recused: set[object] = set()
    for step in track.steps:
        in_charge = step.facts.get("officer", in_charge)
        if step.act == "decide_recusal" and step.facts["accepted"]:
            recused.add(in_charge)
    return recused - {None}


def _within(rule: str) -> Callable[[Track, Facts], bool]:
    """The term of `rule`, counted from where the case came to this body, has not passed."""

    def test(track: Track, facts: Facts) -> bool:
        came = next(step for step in reversed(track.steps) if step.act in {"open", "redirect"})
        term = track.reckoner.due(track.procedure.book, rule, came.at, pinned=track.pinned)
        return term.ends is not None and facts["_at"] <= term.ends

    return test


def _fix_day_ahead(track: Track, facts: Facts) -> bool:
    return bool(as_day(facts["fix_by"]) > facts["_at"].date())


def _remarks_open(track: Track, facts: Facts) -> bool:
    drawn = track.last("draw_protocol")
    if drawn is None:
        return False
    term = track.reckoner.due(track.procedure.book, "hearing.remarks", drawn.at, pinned=track.pinned)
    return term.ends is not None and facts["_at"] <= term.ends


IS_ORDINARY: Final = Guard(
    "ordinary",
    _is_ordinary,
    Words(
        kk="Алдын ала шешім тек арызға қажет.",
        ru="Предварительное решение нужно только по заявлению.",
        en="A preliminary decision belongs to applications only.",
    ),
)
HEARD: Final = Guard(
    "heard_before_burden",
    _heard,
    Words(
        kk="Бас тартудан кемінде 3 жұмыс күні бұрын алдын ала шешімді жіберіп, адамды тыңдаңыз (73-бап, 1-тармақ).",
        ru="До отказа пошлите предварительное решение не позже чем за 3 рабочих дня и выслушайте человека (статья 73, пункт 1).",
        en="Before a refusal send the preliminary decision at least 3 working days ahead and hear the person (article 73(1)).",
    ),
)
MAY_TERMINATE: Final = Guard(
    "ground_holds",
    _may_terminate,
    Words(
        kk="Бұл негіз мұнда жарамайды: аты жоқ хат тек қағазда не ауызша тоқтатылады, қайталанғаны бұрынғы істің нөмірімен.",
        ru="Это основание здесь не подходит: анонимное прекращают только на бумаге или устно, повтор только с номером прежнего дела.",
        en="This ground does not hold here: what is anonymous ends only on paper or by mouth, a repeat only with the earlier case's number.",
    ),
)
EARLIER_ENDED: Final = Guard(
    "earlier_ended_by_the_same_body",
    _earlier_terminated,
    Words(
        kk="Қайтару үшін осы орган аяқтаған дәл сондай бұрынғы іс керек, жаңа дәлелсіз.",
        ru="Вернуть можно, только если такое же дело этот орган уже завершил и новых доводов нет.",
        en="It can be returned only if this body ended the same matter before and nothing new is said.",
    ),
)
NOT_THE_NAMED: Final = Guard(
    "not_the_official_named",
    _not_the_named,
    Words(
        kk="Шағым осы адамға қатысты: басқа орындаушыны таңдаңыз.",
        ru="Обращение касается этого человека: выберите другого исполнителя.",
        en="The matter is about this official: choose another one.",
    ),
)
IN_RETURN_TERM: Final = Guard(
    "within_the_term_to_return",
    _within("appeal.return_abusive"),
    Words(
        kk="Қайтаруға берілген 3 жұмыс күні өтті: енді жауап беріңіз.",
        ru="Три рабочих дня на возврат прошли: теперь нужно ответить.",
        en="The 3 working days to return it have passed: now it has to be answered.",
    ),
)
OFFICER_NOT_RECUSED: Final = Guard(
    "officer_not_recused",
    lambda track, facts: track.facts.get("officer") not in _recused(track),
    Words(
        kk="Орындаушы істен шеттетілді: алдымен басқасын тағайындаңыз.",
        ru="Исполнитель отведён: сначала назначьте другого.",
        en="The officer was recused: put another one in charge first.",
    ),
)
NO_ANSWER_SUBJECT: Final = Guard(
    "subject_needs_no_answer",
    lambda track, facts: facts.get("subject") in forbidden_subjects(track.pinned),
    Words(
        kk="Назарға алуға болатын тақырыптар ғана таңдалады (90-2-бап, 3-тармақ). Қалғанына жауап беріледі.",
        ru="К сведению принимают только по темам статьи 90-2, пункт 3. На остальное отвечают.",
        en="Only the subjects of article 90-2(3) may be noted. Everything else gets its answer.",
    ),
)
FIX_DAY_AHEAD: Final = Guard(
    "fix_day_ahead",
    _fix_day_ahead,
    Words(kk="Алдағы күнді таңдаңыз.", ru="Выберите день впереди.", en="Choose a day ahead."),
)
REMARKS_OPEN: Final = Guard(
    "remarks_within_term",
    _remarks_open,
    Words(
        kk="Ескерту жазатын 3 жұмыс күні өтті.",
        ru="Три рабочих дня для замечаний прошли.",
        en="The 3 working days for remarks have passed.",
    ),
)
