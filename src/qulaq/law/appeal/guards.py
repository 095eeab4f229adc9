"""Predicates of the appeal: kinds, repeats, competence, hearing before a burdening act."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.guards import body_in_charge
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
    """88(1): an anonymous voice is terminated only in the simplified procedure, on paper or by mouth."""
    if facts.get("ground") != "anonymous":
        return True
    simplified = track.facts.get("kind") in SIMPLIFIED
    return (
        simplified and bool(track.facts.get("anonymous")) and track.facts.get("channel") in {"paper", "oral"}
    )


def _earlier_terminated(track: Track, facts: Facts) -> bool:
    return bool(facts.get("earlier")) and bool(facts.get("same_body")) and not facts.get("new_arguments")


def _not_the_named(track: Track, facts: Facts) -> bool:
    named = track.facts.get("named_official")
    return not named or facts.get("officer") != named


def _other_body(track: Track, facts: Facts) -> bool:
    return facts.get("to_body") != body_in_charge(track)


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
        kk="Бұл негіз мұнда жарамайды: онлайн жазылған хатқа жауап беріледі.",
        ru="Это основание здесь не подходит: на письмо с сайта отвечают.",
        en="This ground does not hold here: a voice from the web gets its answer.",
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
OTHER_BODY: Final = Guard(
    "another_body",
    _other_body,
    Words(kk="Басқа органды таңдаңыз.", ru="Выберите другой орган.", en="Choose another body."),
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
