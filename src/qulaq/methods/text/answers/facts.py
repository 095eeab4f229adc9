"""Checkable facts in an answer: a day, a sum, a name, a way to reach somebody; and not the dates and phones of its frame.

The frame of a letter («на Ваше обращение от 12.02.2025 № …», «Исп.: А. Сапарова, тел. …», the date of a code) looks like
facts and helps nobody, so it is left out.
"""

# ruff: noqa: E501 - tables; a broken line would hide a gap
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from qulaq.methods.text.answers.phrasing import Found

_MONTH: Final = (
    r"(?:январ[яьюе]\w*|феврал\w+|март\w*|апрел\w+|ма[яйюе]|мае|июн\w+|июл\w+|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+|"
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)(?!\w*(?:дағы|дегі|ғы|гі)\b)\w*)"
)  # fmt: skip
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_WHEN: Final = re.compile(
    rf"(?<![\d№/.,-]){_DAY}(?:[–—-]{_DAY})? (?:и {_DAY} )?{_MONTH}(?! \d{{4}} (?:года|г\.) №)|"
    rf"(?<=до |по |на |со | к |ее )\d{{1,2}}\.\d{{2}}(?:\.\d{{2,4}})?|\d{{1,2}}\.\d{{2}}(?:\.\d{{2,4}})?(?= ?(?:-|ж|ға|ге|дейін|күні))(?! ж)|"
    rf"(?<![\d:])[0-2]?\d:[0-5]\d(?!\d)|(?<!\d)\d{{1,2}}[–-]?(?:го|ого|ға|ге|на|нен|сына|ына)(?!\w)|"
    rf"(?<!\w)\d+ (?:рабоч\w+ |календарн\w+ )?(?:час\w*|дн\w+|день|сут\w+)(?!\w)|20\d\d жылғы {_MONTH}|\d+ (?:жұмыс )?(?:күн\w*|сағат\w*|тәулік\w*)"
)  # fmt: skip
_MONTH_ALONE: Final = re.compile(rf"(?<!\w){_MONTH} (?:20\d\d|айы\w*)(?!\w)")
_DIGITS: Final = re.compile(r"\d+")
_DAY_WORD: Final = re.compile(
    r"(?<!\w)(?:сегодня|завтра|вчера|понедельник\w*|вторник|сред[уы]|четверг\w*|пятниц[уы]|суббот[уы]|бүгін|ертең|кеше|дүйсенбі\w*|сейсенбі\w*|"
    r"сәрсенбі\w*|бейсенбі\w*|жұма|сенбі\w*|(?:трех|двух|пяти|десяти) (?:рабочих )?дней|конца (?:месяца|недели)|ай соңына|апта соңына|"
    r"(?:бір|екі|үш|бес|он) (?:жұмыс )?күн\w*)(?!\w)"
)  # fmt: skip
_FRAME_DATE: Final = re.compile(
    r"(?:\bот|обращени\w+,? (?:поступивш\w+|зарегистрированн\w+)|кодекс\w*|№ ?\S+|жылғы) $"
)
_NUMERAL: Final = r"(?:дв[ае]|две|тр[ие]|три|четыре|пять|шесть|семь|восемь|девять|десять|двенадцать|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз)"
_AMOUNT: Final = re.compile(
    r"(?<![\d№])\d[\d ]*(?:[.,]\d+)?(?:-\w+)? ?(?:(?:тыс\w*\.?|млн|мың|миллион\w*) ?)?(?:тенге|теңге\w*|тг|₸|мрп|аек|кв\.? ?м|м(?!\w)|см|мм|метр\w*|км|кило\w*|"
    r"шақырым|градус\w*|мг|грамм\w*|литр\w*|процент\w*|пайыз\w*|%|тонн\w*|штук\w*|шт|дана|минут\w*|машин\w*|контейнер\w*|мусоровоз\w*|фонар\w+|светильник\w*|шам\w*|"
    r"опор\w*|дом\w*|автобус\w*|рейс\w*|мест\w*|орын\w*|дерев\w+|куст\w*|көшет\w*|саженц\w+|семь\w+|адам\w*|человек|упаков\w+|қорап\w*|шаршы|көлік\w*|пәтер\w*|квартир\w*|"
    r"учаске\w*|участк\w+|бас|баст\w+|бақ|үй\w*|-ші|-шы)"
)  # fmt: skip
_AMOUNT_WORD: Final = re.compile(rf"(?<!\w){_NUMERAL} (?!рабоч|дн|недел|жұмыс|күн|час|сағат)[^\W\d_]{{3,}}")
_ORG: Final = re.compile(
    r"(?<!\w)(?:ТОО|АО|ИП|КГП|ГКП|РГП|ПК|ГУ|СПб ГКУ|ЖКС) ?[«\"№]|[»\"] (?:ЖШС|АҚ|ЖК|КМК|МКК|РМК|КММ)(?!\w)|(?<!\w)(?:МИБ|ОСИ|КСК|ҚСК|ПИК)(?:-\w+)?(?!\w)"
)
_PERSON: Final = re.compile(
    r"(?<!\w)[А-ЯӘІҢҒҮҰҚӨҺ]\.[ ]?(?:[А-ЯӘІҢҒҮҰҚӨҺ]\.[ ]?)?[А-ЯӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]{2,}|"
    r"(?<!\w)(?i:инженер\w*|мастер\w*|шебер\w*|тренер\w*|участков\w+|учаскелік|терапевт\w*|инспектор\w*|диспетчер\w*|специалист\w*|провизор\w*|прораб\w*|электрик\w*|"
    r"жаттықтырушы\w*|участка|мастеру участка|маман\w*|ұста)(?: —|:)? [А-ЯӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]{2,}"
)  # fmt: skip
_PHONE: Final = re.compile(
    r"(?<!\d)[87][ (-]*\d{3}[ )-]*\d[\d -]{4,}\d|(?<![\d-])\d{2,3}-\d{2}-\d{2}(?!\d)|(?<![\d-])(?:109|112|14[0-9]{2}|111|102)(?![\d:]| тенге| теңге)|"
    r"(?<!\d)\d+-? ?(?:каб|кабинет|бөлме|терезе|зал)\w*"
)
_REACH: Final = re.compile(
    r"(?<!\w)(?:[a-z][\w-]*\.(?:kz|gov|ru)(?!\w)|каб(?:инет\w*|\.) ?№?\d+|окн[оае] ?№?\d+|комнат\w+ ?№?\d+|№\d+ (?:зал|терезе|кабинет)\w*|ул\. ?[^\W\d]+,? ?\d+|"
    r"көшесі,? \d+)|@[a-z]\w+|№\d+ (?:зал|терезе)\w*"
)
_OFFICE: Final = re.compile(
    r"(?:исп\.?|исполнител\w*|орындаушы\w*|приемн\w+|канцеляри\w+|довери\w+|анықтама\w*|қабылдау бөлме\w*|справк\w*|справочн\w*|регистратур\w+|режим работы|жұмыс тәртібі|тіркеу бөлімі|телефон приема|прием граждан|сұрақ бол\w+|вопрос\w*)[^!?;\n]{0,45}$"
)


def facts(text: str, low: str) -> Iterator[Found]:
    """Facts of `text` (`low` is the folded text): when, amount, who, contact."""
    numbers = [m.start() for m in _DIGITS.finditer(low)]
    for name, pattern in (("when", _WHEN), ("amount", _AMOUNT), ("contact", _PHONE)):
        for at in numbers:
            match = pattern.match(low, at)
            if match and _is_told(name, low, at):
                yield Found(name, at, match.end())
    for name, pattern in (
        ("when", _DAY_WORD),
        ("when", _MONTH_ALONE),
        ("amount", _AMOUNT_WORD),
        ("contact", _REACH),
    ):
        for match in pattern.finditer(low):
            if _is_told(name, low, match.start()):
                yield Found(name, match.start(), match.end())
    for pattern in (_ORG, _PERSON):
        for match in pattern.finditer(text):
            if _is_told("who", low, match.start()):
                yield Found("who", match.start(), match.end())


def _is_told(name: str, low: str, start: int) -> bool:
    """Is it told to the person, and not a part of the frame of every letter?"""
    if name == "amount":
        return True
    if name == "when" and _FRAME_DATE.search(low, max(0, start - 40), start):
        return False
    return not _OFFICE.search(low, max(0, start - 60), start)
