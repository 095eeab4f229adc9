"""What every answered matter shares: hand the answer over, carry it out, close. Articles 66 and 86."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law.fields import PROOF
from qulaq.law.guards import DELIVERED
from qulaq.procedures.declaration import Duty, Exit, Stage

DELIVER: Final = Exit(
    "deliver",
    Words(
        kk="Жауап жеткізілді деп белгілеу", ru="Отметить вручение ответа", en="Record delivery of the answer"
    ),
    done=Words(kk="Жауап жеткізілді", ru="Ответ вручён", en="The answer was delivered"),
    by=("system", "officer", "registrar"),
    needs={"proof": PROOF},
    most=3,
    article="66",
)
EXECUTED: Final = Exit(
    "report_execution",
    Words(
        kk="Шешім орындалды деп белгілеу",
        ru="Отметить исполнение решения",
        en="Record that the decision was carried out",
    ),
    done=Words(kk="Шешім орындалды", ru="Решение исполнено", en="The decision was carried out"),
    by=("officer", "head"),
    most=3,
    article="86(3)",
)
CLOSE: Final = Exit(
    "close",
    Words(kk="Істі жабу", ru="Закрыть дело", en="Close the case"),
    done=Words(kk="Іс жабылды", ru="Дело закрыто", en="The case was closed"),
    by=("officer", "registrar", "head", "system"),
    when=(DELIVERED,),
    to="answered",
)
STAGE: Final = Stage(
    "answered_open",
    Words(kk="Жауап берілді", ru="Ответ дан", en="Answered"),
    exits=(DELIVER, EXECUTED, CLOSE),
)


def duties(*answering: str, granting: tuple[str, ...] = ()) -> tuple[Duty, ...]:
    """Duties after the acts that answer: deliver and close; carry out where something was granted."""
    close = Duty(
        "close",
        Words(
            kk="Жауапты жеткізіп, істі жабу",
            ru="Вручить ответ и закрыть дело",
            en="Deliver the answer and close the case",
        ),
        owner="body",
        rule="answer.close",
        starts=answering,
        ends=("close",),
    )
    execute = Duty(
        "execute",
        Words(kk="Шешімді орындау", ru="Исполнить решение", en="Carry out the decision"),
        owner="body",
        rule="act.execute",
        starts=granting,
        ends=("report_execution",),
    )
    return (close, execute) if granting else (close,)
