"""Enquiry: a voice whose author has not confirmed who they are. Not a legal appeal; answered all the same.

The body promises the same 15 working days of its own accord. Confirmed to the level in `appeal.confirmation`, the
case goes on under its number as an appeal (or a complaint), with the legal clock from that moment.
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law import answering, urgent
from qulaq.law.fields import ANSWER, OFFICER, REASONS, TO_BODY
from qulaq.law.guards import NO_DANGER, NOT_ANSWERED, OTHER_BODY, fact_is
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import Duty, Exit, Field, Guard, Notice, Outcome, Procedure, Stage

from .appeal.intake import ARRIVED, OFFICIALS
from .appeal.work import ANSWERED

WISHES_COMPLAINT: Final = fact_is(
    "kind",
    "complaint",
    says=Words(kk="Бұл шағым емес.", ru="Это не жалоба.", en="This is no complaint."),
)
CONFIRM_TITLE: Final = Words(kk="Авторлығын растау", ru="Подтвердить автора", en="Confirm the author")
CONFIRMED: Final = Words(
    kk="Автор расталды: енді бұл заңды өтініш",
    ru="Автор подтверждён: теперь это обращение по закону",
    en="The author was confirmed: it is a legal appeal now",
)
AUTHOR_KNOWN: Final = Guard(
    "author_known",
    lambda track, facts: facts.get("anonymous", track.facts.get("anonymous")) is not True,
    Words(
        kk="Авторы белгісіз хатты растауға болмайды: алдымен кім жазғанын анықтаңыз.",
        ru="У письма нет автора: сначала выясните, кто написал.",
        en="The message has no author: first find out who wrote it.",
    ),
)
CONFIRM: Final = (
    Exit(
        "confirm",
        CONFIRM_TITLE,
        by=("applicant", "registrar", "system"),
        when=(AUTHOR_KNOWN, WISHES_COMPLAINT),
        becomes="complaint",
        done=CONFIRMED,
    ),
    Exit(
        "confirm",
        CONFIRM_TITLE,
        by=("applicant", "registrar", "system"),
        when=(AUTHOR_KNOWN,),
        becomes="appeal",
        done=CONFIRMED,
    ),
)
REDIRECT: Final = Exit(
    "redirect",
    Words(kk="Жауапты органға жіберу", ru="Передать ответственному органу", en="Pass to the body in charge"),
    done=Words(
        kk="Жауапты органға жіберілді", ru="Передано ответственному органу", en="Passed to the body in charge"
    ),
    by=OFFICIALS,
    needs={"to_body": TO_BODY, "reasons": REASONS},
    when=(OTHER_BODY,),
    to="received",
    most=3,
    hands_to="to_body",
    notices=(
        Notice(
            "redirected",
            "applicant",
            Words(
                kk="Хатыңыз осы мәселеге жауапты органға жіберілді.",
                ru="Ваше письмо передано тому, кто за это отвечает.",
                en="Your message went to the body in charge of it.",
            ),
        ),
        ARRIVED,
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
            choices=("satisfied", "explained", "supported", "partly", "refused"),
        ),
    },
    to="answered_open",
    answers=True,
    notices=(ANSWERED,),
)
PROCEDURE: Final = Procedure(
    name="enquiry",
    title=Words(kk="Сұрақ", ru="Вопрос", en="Enquiry"),
    article=None,
    book=BOOK,
    first="received",
    registered_by="enquiry.register",
    opening_notices=(
        Notice(
            "received",
            "applicant",
            Words(
                kk="Хатыңыз қабылданды. Бұл әзірге заңды өтініш емес, бірақ жауап береміз.",
                ru="Ваше письмо принято. Это ещё не обращение по закону, но мы ответим.",
                en="Your message was received. It is not yet a legal appeal, but we shall answer.",
            ),
        ),
    ),
    stages=(
        Stage(
            "received",
            Words(kk="Қабылданды", ru="Принято", en="Received"),
            exits=(
                Exit(
                    "register",
                    Words(kk="Тіркеу", ru="Зарегистрировать", en="Register"),
                    by=("registrar", "head", "system"),
                    to="registered",
                ),
                *CONFIRM,
            ),
        ),
        Stage(
            "registered",
            Words(kk="Тіркелді", ru="Зарегистрировано", en="Registered"),
            exits=(
                Exit(
                    "accept",
                    Words(kk="Жұмысқа алу", ru="Принять в работу", en="Take into work"),
                    by=("registrar", "head"),
                    needs={"officer": OFFICER},
                    to="in_progress",
                ),
                REDIRECT,
                *CONFIRM,
            ),
        ),
        Stage(
            "in_progress",
            Words(kk="Қаралып жатыр", ru="Рассматривается", en="Under review"),
            exits=(ANSWER_EXIT, REDIRECT, *CONFIRM),
        ),
        answering.STAGE,
    ),
    anywhere=(
        *urgent.EXITS,
        Exit(
            "withdraw",
            Words(kk="Хатты кері алу", ru="Отозвать письмо", en="Withdraw the message"),
            by=("applicant",),
            when=(NO_DANGER, NOT_ANSWERED),
            to="withdrawn",
        ),
    ),
    outcomes=(
        Outcome("answered", Words(kk="Жауап берілді", ru="Ответ дан", en="Answered"), publishes="content"),
        Outcome("withdrawn", Words(kk="Кері алынды", ru="Отозвано", en="Withdrawn"), "count"),
        urgent.OUTCOME,
    ),
    duties=(
        Duty(
            "register",
            Words(kk="Тіркеу", ru="Зарегистрировать", en="Register"),
            owner="body",
            rule="enquiry.register",
            starts=("open", "redirect"),
            ends=("register",),
        ),
        Duty(
            "route",
            Words(kk="Жауапты адамды табу", ru="Найти ответственного", en="Find who is in charge"),
            owner="body",
            rule="enquiry.redirect",
            starts=("open", "redirect"),
            ends=("accept", "redirect"),
        ),
        Duty(
            "answer",
            Words(kk="Жауап беру", ru="Ответить", en="Answer"),
            owner="body",
            rule="enquiry.promise",
            starts=("open", "redirect"),
            ends=("answer", "withdraw"),
        ),
        urgent.DUTY,
        *answering.duties("answer"),
    ),
)
