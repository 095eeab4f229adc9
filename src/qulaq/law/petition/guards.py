"""Predicates of the petition: its subject, its neighbours in time, the notice of a discussion."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.clock import add_months
from qulaq.kernel.words import Words
from qulaq.law.guards import fact_is
from qulaq.law.petition.thresholds import forbidden_subjects, signatures_needed
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import Facts, Guard
from qulaq.procedures.state import as_day
from qulaq.procedures.track import Track


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
    if owed is None or owed.state != "done" or owed.ended is None:
        return False
    return owed.ended.date() <= as_day(owed.due) and facts["_at"].date() >= as_day(track.facts["discussion"])


def needed(track: Track) -> int:
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
        kk="Талқылау белгіленген күні өтеді, ол туралы кемінде 3 жұмыс күні бұрын хабарлайды.",
        ru="Обсуждение проходит в назначенный день, о нём сообщают не позже чем за 3 рабочих дня.",
        en="The discussion is held on its day and announced at least 3 working days before.",
    ),
)
DISCUSSED: Final = Guard(
    "discussed_in_public",
    lambda track, facts: bool(track.done("hold_discussion")),
    Words(
        kk="Алдымен шешім жобасын көпшілікпен талқылаңыз (90-5-бап, 2-тармақ).",
        ru="Сначала обсудите проект решения с людьми (статья 90-5, пункт 2).",
        en="Discuss the draft decision in public first (article 90-5(2)).",
    ),
)
CENTRAL: Final = fact_is(
    "level",
    "government",
    says=Words(kk="Бұл орталық орган емес.", ru="Это не центральный орган.", en="This is no central body."),
)
