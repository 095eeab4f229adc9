"""The paths a case of the demo may take; the words that people and officials say on the way are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from qulaq.hear.models import Purpose
from qulaq.ops.demo.story import Life, Moment

Path = Callable[[Life], Iterator[Moment]]

SAID: Final = {
    "yes": {"kk": "Рахмет, бәрі шешілді.", "ru": "Спасибо, всё решилось.", "en": "Thank you, it is solved."},
    "partly": {
        "kk": "Жартылай шешілді, қалғанын күтемін.",
        "ru": "Решилось частично, жду остального.",
        "en": "Partly solved.",
    },
    "no": {"kk": "Ештеңе өзгермеді.", "ru": "Ничего не изменилось.", "en": "Nothing changed."},
    "again": {
        "kk": "Екі күннен кейін бәрі қайталанды. Қайта қарауыңызды сұраймын.",
        "ru": "Через два дня всё повторилось. Прошу вернуться к вопросу.",
        "en": "It is the same again after two days. Please look at it again.",
    },
    "complaint": {
        "kk": "Есеппен келіспеймін: баламның стипендиясы табысқа қосылған. Шешімді қайта қарауды сұраймын.",
        "ru": "Не согласна с расчётом: в доход включили стипендию ребёнка. Прошу пересмотреть решение.",
        "en": "I disagree with the calculation and ask to review it.",
    },
}
WHY: Final = {
    "extend": {
        "kk": "Орнында өлшеу керек, маман келесі аптада барады.",
        "ru": "Нужно измерить на месте, специалист приедет на следующей неделе.",
    },
    "fix": {
        "kk": "Жердің мекенжайы мен не болғанын жазыңыз, қалғанын өзіміз толтырамыз.",
        "ru": "Напишите адрес и что случилось, остальное заполним сами.",
    },
    "unfixed": {
        "kk": "Мән-жайы көрсетілмеді, толықтыру мерзімі өтті. Қайта жаза аласыз.",
        "ru": "Суть не указана, срок дополнения прошёл. Можно написать снова.",
    },
    "abusive": {
        "kk": "Хатта балағат сөздер бар. Оларсыз қайта жаза аласыз.",
        "ru": "В письме есть оскорбления. Без них можно написать снова.",
    },
    "redirect": {
        "kk": "Бұл мәселеге облыс басқармасы жауап береді.",
        "ru": "За это отвечает областное управление.",
    },
    "split": {
        "kk": "Мектеп асханасына білім басқармасы жауап береді.",
        "ru": "За школьную столовую отвечает управление образования.",
    },
    "preliminary": {
        "kk": "Құжат бойынша төлем тағайындауға негіз жоқ көрінеді: қарсылығыңызды күтеміз.",
        "ru": "По документам оснований пока нет: ждём ваших возражений.",
    },
    "terminate": {"kk": "Хатта қол да, мекенжай да жоқ.", "ru": "В письме нет ни подписи, ни адреса."},
    "note": {
        "kk": "Бұл тақырыпта заң жауап беруді міндеттемейді.",
        "ru": "По этой теме закон не требует ответа.",
    },
    "urgent": {"kk": "Газ иісі: апат қызметі жолға шықты.", "ru": "Запах газа: аварийная служба выехала."},
}
TO_BODY: Final = {"education": "zhambyl-education", "health": "zhambyl-health"}


def _why(life: Life, key: str) -> str:
    return WHY[key][life.told["language"]]


def _register(life: Life) -> Iterator[Moment]:
    yield 0.05, life.do("register", "registrar")


def _into_work(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield 0.2, life.accept


def new(life: Life) -> Iterator[Moment]:
    yield from ()


def _answered(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 5, life.answer


def published(life: Life) -> Iterator[Moment]:
    yield from _answered(life)
    yield 6, life.publish
    yield 6.1, life.do("close", "officer")
    after = life.told.get("after", "yes")
    word = after.split("_")[0]
    marks = {"yes": 5, "partly": 3, "no": 1}
    yield 8, life.later(Purpose.FEEDBACK, SAID[word], resolved=word, mark=marks[word])
    if after.endswith("reopen"):
        yield 9, life.later(Purpose.REOPENING, SAID["again"])
        yield 9.05, life.do("register", "registrar")
        yield 9.2, life.accept


def refused(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 4, life.do("send_preliminary", "officer", reasons=_why(life, "preliminary"))
    yield 12, life.answer
    yield 13, life.do("close", "officer")
    if life.told.get("after") == "complaint":
        yield 14, life.later(Purpose.COMPLAINT, SAID["complaint"])
        yield 15, life.do("forward", "registrar")
        yield 16, life.do("register_higher", "higher_body")


def extended(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 9, life.do("extend", "head", reasons=_why(life, "extend"))


def deficient(life: Life) -> Iterator[Moment]:
    yield from _register(life)

    def ask(at):  # type: ignore[no-untyped-def]
        day = (at + timedelta(days=10)).date().isoformat()
        life.do("find_deficient", "registrar", reasons=_why(life, "fix"), fix_by=day)(at)

    yield 1, ask


def returned_unfixed(life: Life) -> Iterator[Moment]:
    yield from deficient(life)
    yield 13, life.do("return_unfixed", "registrar", reasons=_why(life, "unfixed"))


def returned_abusive(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield 1, life.do("return_abusive", "registrar", reasons=_why(life, "abusive"))


def redirected(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield (
        1,
        life.do(
            "redirect", "registrar", to_body=TO_BODY[life.told["category"]], reasons=_why(life, "redirect")
        ),
    )
    yield 1.1, life.do("register", "registrar")


def split(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield 1, life.do("split", "registrar", to_body="zhambyl-education", reasons=_why(life, "split"))
    yield 1.1, life.accept


def preliminary(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 6.5, life.do("send_preliminary", "officer", reasons=_why(life, "preliminary"))


def hearing(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 4, life.do("send_preliminary", "officer", reasons=_why(life, "preliminary"))
    yield (
        4.3,
        life.do("object", "applicant", objection="Аренду платил вовремя, стадо выросло; прошу выслушать."),
    )
    yield 8, life.do("hold_hearing", "officer")


def withdrawn(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield 2, life.do("withdraw", "applicant")


def terminated_paper(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield 1, life.do("terminate", "head", reasons=_why(life, "terminate"), ground="anonymous")


def noted(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 3, life.do("note", "head", reasons=_why(life, "note"), subject="territorial_structure")


def transferred(life: Life) -> Iterator[Moment]:
    yield from _register(life)
    yield 0.06, life.do("propose_transfer", "registrar", reasons=_why(life, "urgent"))
    yield 0.07, life.do("transfer", "officer", reasons=_why(life, "urgent"), whole=True)


def joined(life: Life) -> Iterator[Moment]:
    yield from _into_work(life)
    yield 1, life.do("join", "applicant")
    yield 2, life.do("join", "applicant")


def enquiry_answered(life: Life) -> Iterator[Moment]:
    yield from _answered(life)
    yield 6, life.publish
    yield 6.1, life.do("close", "officer")


PATHS: Final[dict[str, Path]] = {
    "new": new,
    "registered": _register,
    "working": _into_work,
    "overdue": _into_work,
    "extended": extended,
    "deficient": deficient,
    "returned_unfixed": returned_unfixed,
    "returned_abusive": returned_abusive,
    "redirected": redirected,
    "split": split,
    "preliminary": preliminary,
    "hearing": hearing,
    "answered": _answered,
    "published": published,
    "refused": refused,
    "withdrawn": withdrawn,
    "terminated_paper": terminated_paper,
    "noted": noted,
    "urgent_open": new,
    "transferred": transferred,
    "joined": joined,
    "enquiry_new": new,
    "enquiry_answered": enquiry_answered,
}


def moments_of(life: Life) -> Iterator[Moment]:
    """The moments of a story in order: it arrives, then takes its path."""
    yield 0, life.arrive
    yield from PATHS[life.told["path"]](life)
