"""The letter that a person gets: the officer's words, what to do if one disagrees, and who wrote it."""

from __future__ import annotations

from datetime import date

from qulaq.kernel.words import Words

COMPLAIN = Words(
    kk="Жауаппен келіспесеңіз, {until} дейін шағым бере аласыз. Оны {body} қарайды. Негізі: ӘРПК, 91 және 92-баптар.",
    ru="Если вы не согласны с ответом, до {until} можно подать жалобу. Её рассмотрит {body}. Основание: статьи 91 и 92 АППК.",
    en="If you disagree with the answer, you can complain until {until}. {body} will examine it. Basis: articles 91 and 92 of the Administrative Procedures Code.",
)
TO_COURT = Words(
    kk="Жауаппен келіспесеңіз, {until} дейін сотқа жүгіне аласыз. Негізі: ӘРПК, 91-бап, 6-тармақ.",
    ru="Если вы не согласны с ответом, до {until} можно обратиться в суд. Основание: статья 91, пункт 6 АППК.",
    en="If you disagree with the answer, you can go to court until {until}. Basis: article 91(6) of the Administrative Procedures Code.",
)
WRITE_AGAIN = Words(
    kk="Бұл хатқа жауап — органның уәдесі. Авторлығыңызды растап жазсаңыз, ол заңды өтініш болады және жауабына шағымдана аласыз.",
    ru="Ответ на это письмо — обещание органа. Если написать с подтверждением автора, это будет обращение по закону, и ответ можно обжаловать.",
    en="The answer to this message is the body's own promise. Write with your identity confirmed and it is a legal appeal whose answer you can contest.",
)


def letter(
    *,
    text: str,
    language: str,
    executor: str,
    executor_phone: str,
    legal: bool,
    until: date | None,
    higher: str,
) -> str:
    """The whole letter. `legal`: the case is an appeal; `higher`: the reviewing body's name, empty where only a court is."""
    parts = [text.strip()]
    if not legal:
        parts.append(WRITE_AGAIN.said(language))
    elif until is not None:
        said = COMPLAIN if higher else TO_COURT
        parts.append(said.said(language).format(until=f"{until:%d.%m.%Y}", body=higher))
    parts.append(f"{executor}, {executor_phone}")
    return "\n\n".join(parts)
