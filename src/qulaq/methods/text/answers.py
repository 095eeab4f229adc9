"""Is an answer an answer? Formal replies («отписки»), good answers, interim notices, with the words that show it.

A score from 0 (formal) to 1 (substantial) is a sum of weighed cues: what was done, when, by whom, what the person can do
next count for it; law instead of help, bureaucratic verbs, promises without a date, bare refusals count against it. The
cues are the product: each has its place in the text and advice in the language of the answer. The weights follow the
measured effects on how people rated answers (plans without a date and law references lower satisfaction).
"""

# ruff: noqa: E501 - patterns are tables; a broken line would hide a gap
from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from qulaq.kernel.words import Words
from qulaq.methods.text.readability import Readability, readability


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of phrase: its weight for (+) or against (-) substance, at most `most` times, and what to advise."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    advice: Words
    most: int = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue found in an answer."""

    cue: str
    start: int
    end: int
    advice: str


@dataclass(frozen=True, slots=True)
class Judged:
    """label: formal, good or interim; score 0-1."""

    label: str
    score: float
    cues: tuple[Hit, ...]
    readability: Readability


def _cue(name: str, weight: float, pattern: str, kk: str, ru: str, en: str, most: int = 2) -> Cue:
    return Cue(name, weight, re.compile(pattern, re.I), Words(kk=kk, ru=ru, en=en), most)


_MONTH: Final = (
    r"(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|"
    r"тамыз|қыркүйек|қазан|қараша|желтоқсан)\w*"
)
CUES: Final = (
    _cue("done", 0.9, r"(?<!не )(?<!\w)(?:устранен[аоы]?|выполнен[аоы]?|проведен[аоы]?|произведен[аоы]?|отремонтирован\w*|восстановлен\w*|"
         r"заменен[аоы]?|установлен[аоы]?(?! (?:законом|порядк|срок))|вывезен\w*|очищен\w*|решен[аоы]?(?=[ .,]|$)|назначен[аоы]?|выплачен\w*|подключен\w*|оштрафован\w*|"
         r"привлечен\w*|уволен\w*|перерасч[её]т (?:сделан|произведен)|сделали|починили|заменили|убрали|исправили|приняли вас|"
         r"жөндел\w+|орнатыл\w+|ауыстырыл\w+|тазартыл\w+|тазалан\w+|шешілді|жойылды|тағайындал\w+|төленді|қосылды|айыппұл салынды|"
         r"жасалды|жүргізілді|берілді|шығарылды|қалпына келтіріл\w+|қайта есептел\w+)(?!\w)",
         "Не істелгенін айтқаныңыз жақсы.", "Хорошо, что сказано, что сделано.", "Good: it says what was done.", 3),
    _cue("when", 0.6, rf"(?<!от )(?<!\d)\d{{1,2}}[ .](?:\d{{1,2}}[ .]\d{{2,4}}|{_MONTH})|\bдо \d{{1,2}} \w+|в течение \d+ (?:час|дн|сут|рабоч)\w*|"
         r"\d+ (?:күн|сағат|жұмыс күні)\w* (?:ішінде|дейін)|\b(?:завтра|сегодня|бүгін|ертең)\b|\d{1,2}:\d{2}",
         "Күні көрсетілген.", "Назван срок.", "A date is given."),
    _cue("next_step", 0.7, r"(?:вы можете|вам (?:нужно|необходимо|следует|достаточно)|обратитесь|позвоните|подайте|возьмите|принесите|"
         r"запишитесь|приходите|сіз .{0,30}аласыз|хабарласыңыз|жүгініңіз|алып келіңіз|тапсырыңыз|қоңырау шалыңыз|жазылыңыз|болады:)",
         "Адам әрі қарай не істейтіні айтылған.", "Сказано, что человеку делать дальше.", "It says what to do next."),
    _cue("contact", 0.5, r"(?:\+7|\b8)[ (-]*7?\d{2,3}[ )-]*\d|тел(?:ефон)?[.:№ ]|каб(?:инет|\.)|\b\d{3,4}-(?:каб|бөлме)|по адресу|мекенжай\w*|"
         r"\b1414\b|\b109\b|ул\. ?\w+|көшесі,? \d",
         "Хабарласатын жер көрсетілген.", "Есть контакт.", "A contact is given."),
    _cue("entitled", 0.6, r"вам (?:положен|полагается|доступн|назначен)\w*|имеете право (?:на|получ)|можете получить|сізге .{0,25}(?:тиесілі|беріледі|тағайындал)|"
         r"ала аласыз|алуға құқығыңыз",
         "Тиесілі көмек аталған.", "Названо, что положено человеку.", "It names what the person may get."),
    _cue("sorry", 0.2, r"приносим извинения|извините|кешірім сұраймыз", "", "", "", 1),
    _cue("reason", 0.3, r"потому что|так как|из-за|причина|себебі|өйткені|салдарынан|байланысты болып", "Себебі айтылған.", "Названа причина.", "The reason is given.", 1),
    _cue("law", -0.5, r"(?:в соответствии с|согласно|на основании|руководствуясь)|(?:статья|статьи|ст\.|пункт\w*|подпункт\w*) ?№?\d*|закон\w* республики|"
         r"постановлени\w+|приказ\w* (?:министра|№)|сәйкес|негізінде|бабы\w*|бабын\w*|тармағы\w*|Заңы\w*|қаулысы\w*|бұйрығы\w*",
         "Алдымен жауапты өз сөзіңізбен айтыңыз, бапты соңына жазыңыз.", "Сначала ответьте своими словами, статью поставьте в конец.",
         "Answer in plain words first; put the article at the end.", 3),
    _cue("bureaucratic", -0.6, r"осуществля\w+|надлежащ\w+|вышеуказанн\w+|нижеследующ\w+|в установленном (?:законом |законодательств\w+ )?порядке|"
         r"в пределах компетенции|по существу (?:вопроса|обращения)|проведена (?:разъяснительная|профилактическая) работа|имеет место|"
         r"данн(?:ый|ого|ому|ым) вопрос\w*|аталған|жоғарыда көрсетілген|белгіленген тәртіп\w+|құзырет\w*|болып табылады|жүзеге асыр\w+|"
         r"түсіндірме жұмыс\w+ жүргізіл\w+|шеңберінде|доведен\w* до сведения|взят\w* на контроль|бақылауға алын\w+",
         "Кеңсе тілін қарапайым сөзбен ауыстырыңыз.", "Замените канцелярит простыми словами.", "Replace office jargon with plain words.", 3),
    _cue("vague_promise", -0.9, r"буд(?:ет|ут) (?:рассмотрен\w*|учтен\w*|принят\w* (?:соответствующ\w+ )?мер\w*|усилен\w*|проведен\w*|изучен\w*|решен\w*)|при (?:формировании|наличии|поступлении|выделении) "
         r"\w+|по мере (?:возможности|финансирования|выделения|поступления)|в (?:дальнейшем|перспективе|ближайшее время)|включен\w* в план|рассмотрим возможность|"
         r"планируется|ведется работа|находится на рассмотрении|қаралатын болады|қарастырыл\w+|ескеріл\w+|алдағы уақытта|жоспарға енгізіл\w+|мүмкіндігінше|"
         r"қаржы бөлінген|жоспарлан\w+|тиісті шаралар|жұмыстар жүргізілуде|шаралар қабылдан\w+",
         "Нақты күн мен жауапты адамды атаңыз.", "Назовите дату и того, кто отвечает.", "Name a date and who is responsible.", 3),
    _cue("bare_refusal", -0.8, r"не представляется возможным|отказано|не положен\w*|не предусмотрен\w*|не входит в (?:нашу )?компетенци\w+|оснований (?:нет|не имеется|не найдено)|"
         r"не подтвердил\w+|нарушений не (?:выявлено|установлено)|мүмкін емес|тиесілі емес|көзделмеген|құзыретіне кірмейді|бас тартыл\w+|расталмады|негіз жоқ",
         "Бас тартсаңыз, не істеуге болатынын да айтыңыз.", "Если отказываете, скажите, что можно сделать вместо этого.", "If you refuse, say what is possible instead.", 2),
    _cue("sent_away", -0.5, r"(?:вам )?рекомендуем обратиться|(?:можете|необходимо|вправе) обратиться в (?:суд|вышестоящ|уполномоченн)|сотқа жүгін\w+|тиісті органға",
         "Қай органға, қандай құжатпен баруын нақты жазыңыз.", "Скажите точно, куда идти и с чем.", "Say exactly where to go and with what.", 1),
    _cue("thanks_only", -0.4, r"(?:спасибо|благодарим) за (?:ваше )?(?:обращени|сигнал|бдительн|мнени|активн)\w+|өтінішіңіз\w* (?:үшін )?(?:рахмет|алғыс)|хабарласқаныңызға рахмет", "", "", "", 1),
)  # fmt: skip

_INTERIM: Final = re.compile(
    r"(?:ваше )?обращение (?:принято|зарегистрирован\w*|направлен\w*|перенаправлен\w*|передан\w*|находится на рассмотрении)|срок (?:рассмотрения )?продл[её]н\w*|"
    r"(?:заявка|информация|сигнал) (?:принята?|передан[ао]?|направлен[ао]?)|(?:о результат\w+|ответ) (?:\w+ )?(?:сообщим|будет (?:дан|направлен|предоставлен)|уведомим|проинформируем)|"
    r"(?:бригада|специалист\w*|комиссия|инспектор\w*) (?:выехал\w*|направлен\w*)|будет дан (?:дополнительн\w+ )?ответ|дополнительно (?:сообщим|проинформируем|уведомим)|"
    r"өтінішіңіз (?:\S+ ){0,3}?(?:қабылданды|тіркелді|жіберілді|жолданды|қаралуда)|қарау мерзімі ұзартыл\w+|нәтижесі (?:туралы )?(?:қосымша )?хабарла\w+|қосымша хабарла\w+|"
    r"(?:жолданды|жіберілді)[.,]? (?:жауап|нәтиже)|тексеру жүргізілуде|мерзім\w* ұзарт\w+", re.I,
)  # fmt: skip
#: Where an answer without any cue stands: saying nothing particular is nearer to formal.
START: Final = -0.3
_STOP: Final = frozenset(
    [
        "и",
        "в",
        "на",
        "не",
        "что",
        "с",
        "по",
        "для",
        "вы",
        "ваш",
        "вас",
        "вам",
        "нас",
        "мы",
        "это",
        "как",
        "о",
        "от",
        "до",
        "за",
        "к",
        "у",
        "же",
        "ли",
        "мен",
        "және",
        "бұл",
        "үшін",
        "бойынша",
        "сіз",
        "біз",
        "туралы",
        "деп",
        "да",
        "де",
    ]
)
_WORD: Final = re.compile(r"\w{4,}")


def judge(question: str, answer: str, language: str) -> Judged:
    """Judge one answer to one question; `language` (kk, ru, en) is that of the answer and of the advice."""
    hits: list[Hit] = []
    total = START
    seen: dict[str, int] = {}
    for cue in CUES:
        for match in cue.pattern.finditer(answer):
            seen[cue.name] = seen.get(cue.name, 0) + 1
            if seen[cue.name] <= cue.most:
                total += cue.weight / math.sqrt(seen[cue.name])
            hits.append(Hit(cue.name, match.start(), match.end(), cue.advice.said(language)))
    if "bare_refusal" in seen and not {"next_step", "entitled", "contact"} & seen.keys():
        total -= 0.8  # a refusal that leaves the person alone is the formal reply of the sources
    read = readability(answer, language)
    total += _length(read.words) + _touches(question, answer) - max(0.0, (read.words_per_sentence - 22) / 20)
    score = 1 / (1 + math.exp(-total))
    interim = (
        _INTERIM.search(answer) and not {"done", "entitled"} & seen.keys() and seen.get("next_step", 0) < 2
    )
    label = "interim" if interim else "good" if score >= 0.5 else "formal"
    return Judged(label, round(score, 4), tuple(sorted(hits, key=lambda h: h.start)), read)


def _length(words: int) -> float:
    """Very short answers say little; long ones tend to say something."""
    return -0.7 if words < 8 else -0.2 if words < 15 else 0.2 if words < 120 else 0.0


def _touches(question: str, answer: str) -> float:
    """Does the answer speak of what was asked? Share of the question's beginnings of words that come back."""
    asked = {w.lower()[:5] for w in _WORD.findall(question)} - _STOP
    if len(asked) < 3:
        return 0.0
    said = {w.lower()[:5] for w in _WORD.findall(answer)}
    return min(len(asked & said) / len(asked), 0.5) * 1.2 - 0.2
