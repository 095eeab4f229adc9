"""A person in danger, or a crime prepared: article 64(7-2). The same in an appeal, an enquiry and a complaint.

The flag and a duty of minutes arise at once and bar every ending without an answer. The transfer itself is the
decision of two people with reasons; nothing is exported by a machine.
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.fields import REASONS, WHOLE
from qulaq.law.guards import DANGER, SECOND_PERSON, WHOLE_MATTER, in_danger
from qulaq.procedures.declaration import Duty, Escalation, Exit, Facts, Guard, Notice, Outcome
from qulaq.procedures.track import Track

ARTICLE: Final = "64(7-2)"
MANY: Final = 20
"""No flag of danger is ever refused in practice; the number keeps the walks finite."""


def _not_owed_yet(track: Track, facts: Facts) -> bool:
    """A second flag about the same danger does not give the body a new half-hour."""
    owed = track.duty("urgent")
    return in_danger(track) and (owed is None or owed.state != "open")


TOLD: Final = Notice(
    "transferred",
    "applicant",
    Words(
        kk="Хабарыңыз тез арада көмек көрсететін органға берілді.",
        ru="Ваше сообщение срочно передано тем, кто может помочь.",
        en="Your message was passed at once to those who can help.",
    ),
)
TOLD_IN_PART: Final = Notice(
    "transferred_in_part",
    "applicant",
    Words(
        kk="Хабарыңыздың бір бөлігі тез арада көмек көрсететін органға берілді. Қалғанына біз жауап береміз.",
        ru="Часть вашего сообщения срочно передана тем, кто может помочь. На остальное ответим мы.",
        en="A part of your message was passed at once to those who can help. We answer the rest.",
    ),
)
TRANSFER_TITLE: Final = Words(
    kk="Шұғыл беруді растау", ru="Подтвердить срочную передачу", en="Confirm the urgent transfer"
)
EXITS: Final = (
    Exit(
        "flag_danger",
        Words(
            kk="Адамға қауіп бар деп белгілеу",
            ru="Отметить опасность для человека",
            en="Flag that a person is in danger",
        ),
        by=("system", "registrar", "officer", "head", "operator"),
        most=MANY,
        article=ARTICLE,
    ),
    Exit(
        "clear_danger",
        Words(
            kk="Қауіп белгісін алып тастау", ru="Снять отметку об опасности", en="Clear the flag of danger"
        ),
        by=("head", "officer", "registrar"),
        needs={"reasons": REASONS},
        when=(DANGER,),
        article=ARTICLE,
    ),
    Exit(
        "propose_transfer",
        Words(kk="Шұғыл беруді ұсыну", ru="Предложить срочную передачу", en="Propose an urgent transfer"),
        by=("registrar", "officer", "head", "operator"),
        needs={"reasons": REASONS},
        when=(DANGER,),
        most=MANY,
        article=ARTICLE,
    ),
    Exit(
        "transfer",
        TRANSFER_TITLE,
        by=("registrar", "officer", "head"),
        needs={"reasons": REASONS, "whole": WHOLE},
        when=(DANGER, SECOND_PERSON, WHOLE_MATTER),
        to="transferred_urgent",
        answers=True,
        article=ARTICLE,
        notices=(TOLD,),
    ),
    Exit(
        "transfer",
        TRANSFER_TITLE,
        by=("registrar", "officer", "head"),
        needs={"reasons": REASONS, "whole": WHOLE},
        when=(DANGER, SECOND_PERSON),
        article=ARTICLE,
        notices=(TOLD_IN_PART,),
    ),
)
DUTY: Final = Duty(
    "urgent",
    Words(
        kk="Қауіп туралы шұғыл шешім",
        ru="Срочное решение об опасности",
        en="Urgent decision about the danger",
    ),
    owner="body",
    rule="urgent.transfer",
    starts=("flag_danger",),
    ends=("transfer", "clear_danger"),
    follows=True,
    when=Guard(
        "not_owed_yet",
        _not_owed_yet,
        Words(kk="Міндет басталған.", ru="Обязанность уже идёт.", en="It is owed already."),
    ),
    escalates=(
        Escalation(0, "head", public=True),
        Escalation(60, "higher_body", public=True, unit="min"),
        Escalation(180, "top", public=True, unit="min"),
    ),
)
OUTCOME: Final = Outcome(
    "transferred_urgent",
    Words(kk="Шұғыл берілді", ru="Срочно передано", en="Transferred urgently"),
    publishes="count",
    article=ARTICLE,
)
