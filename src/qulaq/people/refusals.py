"""What is said when a person cannot go on: what happened and what to do, in three languages."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words


class Refused(BadInput):
    """A refusal with words for the person; `left` = tries that remain, where it matters."""

    def __init__(self, words: Words, *, field: str | None = None, left: int | None = None) -> None:
        super().__init__(words.en, field=field)
        self.words, self.left = words, left


CONTACT_UNREADABLE: Final = Words(
    kk="Телефонды +7 700 123 45 67 түрінде немесе электрондық поштаны толық жазыңыз.",
    ru="Напишите телефон как +7 700 123 45 67 или адрес электронной почты целиком.",
    en="Write the phone like +7 700 123 45 67 or the whole e-mail address.",
)
TOO_MANY_CODES: Final = Words(
    kk="Код тым жиі сұралды. Он минуттан кейін қайталаңыз, жазғаныңыз сақталып тұр.",
    ru="Код запрашивали слишком часто. Повторите через десять минут, написанное сохранится.",
    en="Codes were asked for too often. Try again in ten minutes; what you wrote is kept.",
)
CODE_WRONG: Final = Words(
    kk="Код сәйкес келмейді. Хабарламадағы алты цифрды қайта жазыңыз.",
    ru="Код не подходит. Введите шесть цифр из сообщения ещё раз.",
    en="The code does not match. Enter the six digits from the message again.",
)
CODE_OVER: Final = Words(
    kk="Бұл код енді жарамайды. Жаңа код сұраңыз.",
    ru="Этот код больше не действует. Запросите новый.",
    en="This code no longer works. Ask for a new one.",
)
CONTACT_TAKEN: Final = Words(
    kk="Бұл телефон не пошта басқа тіркелгіге қосылған. Сонымен кіріңіз немесе басқасын көрсетіңіз.",
    ru="Этот телефон или почта уже привязаны к другой записи. Войдите с ними или укажите другие.",
    en="This phone or e-mail belongs to another account. Sign in with it or give another one.",
)
NOT_SENT: Final = Words(
    kk="Код жіберілмеді. Басқа телефон не пошта көрсетіңіз немесе кодсыз жалғастырыңыз.",
    ru="Код отправить не удалось. Укажите другой телефон или почту либо продолжите без кода.",
    en="The code could not be sent. Give another phone or e-mail, or go on without a code.",
)
NOT_ALLOWED: Final = Words(
    kk="Бұл әрекетке құқығыңыз жоқ.",
    ru="У вас нет права на это действие.",
    en="You may not do this.",
)
