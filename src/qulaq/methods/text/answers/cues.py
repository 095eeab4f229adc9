"""The cues of an answer: what each counts for, and what it advises.

Two sums are taken over the cues. *Substance*: does the answer say anything (good against formal)? *Waiting*: is it only a
notice that the answer is still to come? The signs are fixed by what a cue means and by the measured effects on how people
rated real answers (references to law and plans without a day lower satisfaction); the sizes were fitted within these signs on
the development half of `tests/methods/text/answers.jsonl` and rounded.
"""

# ruff: noqa: E501 - tables; a broken line would hide a gap
from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qulaq.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of phrase: its weight in both sums, how many times it counts at most, and what to advise."""

    name: str
    substance: float
    waiting: float
    most: int
    advice: Words


def _cue(name: str, substance: float, waiting: float, most: int, kk: str, ru: str, en: str) -> Cue:
    return Cue(name, substance, waiting, most, Words(kk=kk, ru=ru, en=en))


#: Where an answer without any cue stands: it is nearer to formal, and it is not a notice.
START_SUBSTANCE: Final = -0.6
START_WAITING: Final = -1.6
#: What the share of the question's words that come back may add to substance.
TOUCHES: Final = 1.0

_ALL: Final = (
    _cue("done", 1.3, -1.2, 4, "Не істелгенін айтқаныңыз жақсы.", "Хорошо, что сказано, что сделано.", "Good: it says what was done."),
    _cue("will_do", 0.9, -0.7, 3, "Не істелетіні нақты айтылған.", "Сказано, что будет сделано.", "It says what will be done."),
    _cue("when", 0.9, 0.0, 3, "Күні көрсетілген.", "Назван срок.", "A date is given."),
    _cue("amount", 0.7, -0.9, 3, "Нақты сан бар.", "Есть точное число.", "There is an exact number."),
    _cue("who", 0.7, -0.2, 2, "Кім істейтіні аталған.", "Назван тот, кто делает.", "It names who does it."),
    _cue("contact", 0.8, -0.5, 2, "Хабарласатын жер көрсетілген.", "Есть контакт.", "A contact is given."),
    _cue("evidence", 0.5, -0.3, 1, "Дәлелі қоса берілген.", "Приложено доказательство.", "Evidence is attached."),
    _cue("next_step", 1.0, -0.5, 2, "Адам әрі қарай не істейтіні айтылған.", "Сказано, что человеку делать дальше.", "It says what to do next."),
    _cue("entitled", 0.6, -0.5, 2, "Тиесілі көмек аталған.", "Названо, что положено человеку.", "It names what the person may get."),
    _cue("reason", 0.7, 0.0, 2, "Себебі айтылған.", "Названа причина.", "The reason is given."),
    _cue("sorry", 0.1, 0.0, 1, "Кешірім сұрағаныңыз жақсы.", "Хорошо, что есть извинение.", "Good: there is an apology."),
    _cue("law", -0.5, 0.0, 3, "Алдымен жауапты өз сөзіңізбен айтыңыз, бапты соңына жазыңыз.",
         "Сначала ответьте своими словами, статью поставьте в конец.", "Answer in plain words first; put the article at the end."),
    _cue("bureaucratic", -0.8, -0.5, 3, "Кеңсе тілін қарапайым сөзбен ауыстырыңыз.", "Замените канцелярит простыми словами.",
         "Replace office jargon with plain words."),
    _cue("general", -0.8, -0.6, 3, "Жалпы айтпай, осы адамның ісін айтыңыз.", "Говорите не вообще, а о деле этого человека.",
         "Speak of this person's case, not in general."),
    _cue("vague_promise", -1.2, -0.9, 3, "Нақты күн мен жауапты адамды атаңыз.", "Назовите дату и того, кто отвечает.",
         "Name a date and who is responsible."),
    _cue("noted", -0.9, -0.5, 2, "«Назарға алынды» — әрекет емес: не істелетінін айтыңыз.", "«Принято к сведению» — не действие: скажите, что сделаете.",
         "'Noted' is not an action: say what you will do."),
    _cue("talk_only", -1.1, -0.7, 2, "Әңгімеден кейін не өзгергенін айтыңыз.", "Скажите, что изменилось после беседы или поручения.",
         "Say what changed after the talk."),
    _cue("bare_refusal", -0.8, -0.9, 2, "Бас тартсаңыз, не істеуге болатынын да айтыңыз.", "Если отказываете, скажите, что можно сделать вместо этого.",
         "If you refuse, say what is possible instead."),
    _cue("left_alone", -1.1, -0.5, 1, "Бас тарту адамды жалғыз қалдырады: көмек беретін жерді атаңыз.",
         "Отказ оставляет человека одного: назовите, кто поможет.", "The refusal leaves the person alone: name who can help."),
    _cue("sent_away", -0.7, -0.5, 2, "Қай органға, қандай құжатпен баруын нақты жазыңыз.", "Скажите точно, куда идти и с чем.",
         "Say exactly where to go and with what."),
    _cue("regret_only", -0.4, -0.5, 2, "Сыпайы сөз жауаптың орнын баспайды.", "Вежливые слова не заменяют ответа.", "Polite words do not replace an answer."),
    _cue("checking", 0.0, 2.0, 3, "Не тексеріліп жатқаны айтылған; соңғы жауаптың күнін де атаңыз.",
         "Сказано, что проверяется; назовите и день окончательного ответа.", "It says what is being checked; name the day of the final answer too."),
    _cue("inquiry", 0.0, 0.3, 2, "Тексерудің немен біткенін айтыңыз.", "Скажите, чем проверка кончилась или когда кончится.",
         "Say how the check ended or when it will."),
    _cue("not_yet", 0.0, 1.6, 2, "Жауап әлі дайын емес екені айтылған.", "Сказано, что ответ ещё не готов.", "It says that the answer is not ready yet."),
    _cue("answer_promised", 0.0, 1.5, 2, "Жауаптың күнін атаңыз.", "Назовите день ответа.", "Name the day of the answer."),
    _cue("answer_dated", 0.1, 1.3, 1, "Жауаптың күні аталған.", "Назван день ответа.", "The day of the answer is named."),
)  # fmt: skip
CUES: Final[dict[str, Cue]] = {cue.name: cue for cue in _ALL}
