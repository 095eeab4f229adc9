"""Complaint (жалоба, шағым): АППК chapters 13 to 15. Filed with the body complained of, decided by the higher one.

The law leaves open from which registration the 20 working days run; both clocks are kept: the legal one from the
higher body's registration, a stricter one from the first (docs/law.md).
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law import answering, urgent
from qulaq.law.fields import ANSWER, REASONS
from qulaq.law.guards import NO_DANGER, NOT_ANSWERED, given_is
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import Door, Duty, Exit, Field, Notice, Outcome, Procedure, Spawn, Stage

DECIDED: Final = Notice(
    "complaint_decided",
    "applicant",
    Words(
        kk="Шағымыңыз бойынша шешім дайын.",
        ru="По вашей жалобе есть решение.",
        en="Your complaint was decided.",
    ),
)
COPY: Final = Notice(
    "decision_copy",
    "body",
    Words(
        kk="Сіздің шешіміңізге шағым бойынша шешім шықты.",
        ru="По жалобе на вас принято решение.",
        en="A complaint about you was decided.",
    ),
)
RESULT: Final = Field(
    "choice",
    Words(kk="Шешім", ru="Решение", en="Decision"),
    choices=("cancel", "cancel_and_decide", "act", "refuse"),
)


def _decide(says: Words, *values: str) -> Exit:
    return Exit(
        "decide",
        Words(kk="Шағымды шешу", ru="Решить жалобу", en="Decide the complaint"),
        by=("higher_body",),
        needs={"answer": ANSWER, "result": RESULT, "reasons": REASONS},
        when=(given_is("result", *values, says=says),),
        to="answered_open",
        answers=True,
        refuses="refuse" in values,
        article="100(1)",
        notices=(DECIDED, COPY),
    )


CHOOSE: Final = Words(
    kk="Басқа шешім түрін таңдаңыз.", ru="Выберите другой вид решения.", en="Choose another kind of decision."
)
REMIT: Final = Exit(
    "remit",
    Words(kk="Қайта қарауға қайтару", ru="Вернуть на новое рассмотрение", en="Remit it for a new decision"),
    by=("higher_body",),
    needs={"answer": ANSWER, "reasons": REASONS},
    to="remitting",
    answers=True,
    article="100(1)",
    notices=(DECIDED, COPY),
)

PROCEDURE: Final = Procedure(
    name="complaint",
    title=Words(kk="Шағым", ru="Жалоба", en="Complaint"),
    article="91-100",
    book=BOOK,
    first="filed",
    registered_by="appeal.register",
    least_level="contact",
    stages=(
        Stage(
            "filed",
            Words(kk="Шағым берілді", ru="Жалоба подана", en="Complaint filed"),
            exits=(
                Exit(
                    "satisfy_self",
                    Words(
                        kk="Өз қатесін толық түзету",
                        ru="Полностью исправить самим",
                        en="Correct it fully themselves",
                    ),
                    by=("officer", "head"),
                    needs={"answer": ANSWER},
                    to="answered_open",
                    answers=True,
                    article="91(4)",
                    notices=(DECIDED,),
                ),
                Exit(
                    "forward",
                    Words(
                        kk="Іспен бірге жоғары органға жіберу",
                        ru="Передать с делом в вышестоящий орган",
                        en="Forward it with the file",
                    ),
                    by=("registrar", "officer", "head", "system"),
                    to="forwarded",
                    article="91(4)",
                ),
            ),
        ),
        Stage(
            "forwarded",
            Words(kk="Жоғары органға жіберілді", ru="Передано выше", en="Forwarded to the higher body"),
            exits=(
                Exit(
                    "register_higher",
                    Words(
                        kk="Жоғары органда тіркеу",
                        ru="Зарегистрировать в вышестоящем",
                        en="Register at the higher body",
                    ),
                    by=("higher_body", "system"),
                    to="examined",
                    article="64(3)",
                ),
            ),
        ),
        Stage(
            "examined",
            Words(kk="Шағым қаралып жатыр", ru="Жалоба рассматривается", en="Complaint examined"),
            exits=(
                _decide(CHOOSE, "cancel", "cancel_and_decide", "act"),
                _decide(CHOOSE, "refuse"),
                REMIT,
                Exit(
                    "hear_sides",
                    Words(kk="Екі жақты тыңдау", ru="Заслушать обе стороны", en="Hear both sides"),
                    by=("higher_body",),
                    most=3,
                    article="98(3), 73",
                ),
                Exit(
                    "leave_unconsidered",
                    Words(
                        kk="Қараусыз қалдыру",
                        ru="Оставить без рассмотрения",
                        en="Leave without consideration",
                    ),
                    by=("higher_body",),
                    needs={
                        "reasons": REASONS,
                        "ground": Field(
                            "choice",
                            Words(kk="Негіз", ru="Основание", en="Ground"),
                            choices=("decided_before", "court_act", "returned", "suit_pending"),
                        ),
                    },
                    when=(NO_DANGER,),
                    to="left",
                    refuses=True,
                    article="95",
                    notices=(
                        Notice(
                            "complaint_left",
                            "applicant",
                            Words(
                                kk="Шағым қараусыз қалдырылды: себебі жазылған, сотқа бара аласыз.",
                                ru="Жалоба оставлена без рассмотрения: написано почему, можно идти в суд.",
                                en="The complaint was left without consideration: it says why; you can go to court.",
                            ),
                            rule="complaint.left_notice",
                        ),
                    ),
                ),
            ),
        ),
        Stage(
            "remitting",
            Words(
                kk="Төменгі органға қайтарылып жатыр",
                ru="Возвращается в нижестоящий орган",
                en="Being sent back to the lower body",
            ),
            exits=(
                Exit(
                    "send_down",
                    Words(
                        kk="Төменгі органға жіберу",
                        ru="Направить в нижестоящий орган",
                        en="Send to the lower body",
                    ),
                    by=("higher_body",),
                    to="answered_open",
                    article="100(2)",
                    # somebody owes the new decision: the lower body, with a term of its own
                    spawns=(
                        Spawn(
                            "appeal",
                            lambda track, facts: {
                                "kind": "application",
                                "channel": "remitted",
                                "body": track.facts.get("body"),
                            },
                        ),
                    ),
                ),
            ),
        ),
        answering.STAGE,
    ),
    anywhere=(
        *urgent.EXITS,
        Exit(
            "withdraw",
            Words(kk="Шағымды кері алу", ru="Отозвать жалобу", en="Withdraw the complaint"),
            by=("applicant",),
            when=(NO_DANGER, NOT_ANSWERED),
            to="withdrawn",
            article="95",
        ),
    ),
    outcomes=(
        Outcome(
            "answered",
            Words(kk="Шағым шешілді", ru="Жалоба решена", en="Complaint decided"),
            publishes="content",
        ),
        Outcome(
            "left",
            Words(kk="Қараусыз қалды", ru="Оставлена без рассмотрения", en="Left without consideration"),
            "count",
            answered=False,
            article="95",
        ),
        Outcome(
            "withdrawn",
            Words(kk="Кері алынды", ru="Отозвана", en="Withdrawn"),
            "count",
            answered=False,
            article="95",
        ),
        urgent.OUTCOME,
    ),
    duties=(
        Duty(
            "forward",
            Words(
                kk="Толық түзету немесе жоғары органға жіберу",
                ru="Исправить полностью или передать выше",
                en="Correct it fully or forward it",
            ),
            owner="body",
            rule="complaint.forward",
            starts=("open",),
            ends=("satisfy_self", "forward"),
        ),
        Duty(
            "answer_strict",
            Words(
                kk="Шешу (бірінші тіркеуден санағанда)",
                ru="Решить (считая от первой регистрации)",
                en="Decide (counted from the first registration)",
            ),
            owner="higher_body",
            rule="complaint.term",
            starts=("open",),
            ends=("satisfy_self", "register_higher"),
            # a complaint that nobody passes on must not keep the person from the court
            deemed_refusal=True,
        ),
        Duty(
            "register_higher",
            Words(
                kk="Жоғары органда тіркеу",
                ru="Зарегистрировать в вышестоящем",
                en="Register at the higher body",
            ),
            owner="higher_body",
            rule="appeal.register",
            starts=("forward",),
            ends=("register_higher",),
        ),
        Duty(
            "answer",
            Words(kk="Шағымды шешу", ru="Решить жалобу", en="Decide the complaint"),
            owner="higher_body",
            rule="complaint.term",
            starts=("register_higher",),
            ends=("decide", "remit", "leave_unconsidered", "withdraw"),
            deemed_refusal=True,
        ),
        Duty(
            "send_down",
            Words(
                kk="Төменгі органға жіберу",
                ru="Направить в нижестоящий орган",
                en="Send it to the lower body",
            ),
            owner="higher_body",
            rule="complaint.remit",
            starts=("remit",),
            ends=("send_down",),
        ),
        urgent.DUTY,
        *answering.duties("decide", "satisfy_self", "send_down"),
    ),
    doors=(
        Door(
            "court",
            Words(kk="Сотқа жүгіну", ru="Обратиться в суд", en="Go to court"),
            procedure="court",
            opens=("decide", "remit", "leave_unconsidered"),
            rule="court.file",
        ),
    ),
)
