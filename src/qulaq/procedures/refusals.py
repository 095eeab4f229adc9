"""Why the engine says no, in words that say what is possible instead."""

from __future__ import annotations

from qulaq.kernel.words import Words
from qulaq.people.refusals import Refused

__all__ = [
    "BACKWARDS", "MISSING", "NOT_NOW", "NOT_YOURS", "TOO_LATE", "TOO_LONG", "TOO_OFTEN", "TOO_SHORT", "UNFIT",
    "WINDOW_SHUT", "Refused",
]  # fmt: skip

NOT_NOW = Words(
    kk="Істің қазіргі кезеңінде бұл әрекет жасалмайды.",
    ru="На нынешней стадии дела это действие невозможно.",
    en="This cannot be done at the present stage of the case.",
)
NOT_YOURS = Words(
    kk="Бұл әрекетті басқа адам жасайды.",
    ru="Это действие делает другой человек.",
    en="This is for somebody else to do.",
)
TOO_OFTEN = Words(
    kk="Бұл әрекет бұдан артық қайталанбайды.",
    ru="Больше повторить это действие нельзя.",
    en="This cannot be repeated any more.",
)
TOO_LATE = Words(
    kk="Мерзім өтіп кетті, енді ұзартуға болмайды.",
    ru="Срок уже прошёл, продлить его нельзя.",
    en="The term has passed and cannot be extended any more.",
)
TOO_LONG = Words(
    kk="Мерзім заң рұқсат еткеннен ұзақ: ертерек күнді таңдаңыз.",
    ru="Это дольше, чем позволяет закон: выберите день раньше.",
    en="That is longer than the law allows: choose an earlier day.",
)
TOO_SHORT = Words(
    kk="Бұл күн қазіргі мерзімнен кеш емес: кейінірек күнді таңдаңыз.",
    ru="Этот день не позже нынешнего срока: выберите день позднее.",
    en="That day is not after the present due day: choose a later one.",
)
WINDOW_SHUT = Words(
    kk="Бұл әрекеттің уақыты қазір емес: терезе жабық.",
    ru="Сейчас не время для этого: срок ещё не начался или уже закончился.",
    en="It is not the time for this: the window has not opened or is over.",
)
MISSING = Words(kk="Осы жерді толтырыңыз.", ru="Заполните это место.", en="Fill this in.")
UNFIT = Words(
    kk="Мұндағы мән жарамайды: қайта қараңыз.",
    ru="Это значение не подходит: проверьте его.",
    en="This value does not fit: look at it again.",
)
BACKWARDS = Words(
    kk="Әрекет уақыты алдыңғысынан бұрын тұр.",
    ru="Время действия раньше предыдущего.",
    en="The act is dated before the one that precedes it.",
)
