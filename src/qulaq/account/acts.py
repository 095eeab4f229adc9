"""Publishing an answer with the person's consent, and hiding one with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from qulaq.account.events import AnswerHidden, AnswerPublished
from qulaq.account.models import PublishedAnswer
from qulaq.account.redaction import certain, redact
from qulaq.act.queries import answer_of
from qulaq.hear.queries import voice_of
from qulaq.kernel.words import Words
from qulaq.ledger.acts import record
from qulaq.people.actors import Actor
from qulaq.people.models import Account
from qulaq.people.refusals import NOT_ALLOWED, Refused
from qulaq.people.rules import may_publish
from qulaq.procedures.models import Case
from qulaq.understand.queries import search_terms

NO_CONSENT: Final = Words(
    kk="Адам жариялауға келісім бермеген.",
    ru="Человек не дал согласия на публикацию.",
    en="The person did not agree to publication.",
)
NO_ANSWER: Final = Words(kk="Жауап әлі жоқ.", ru="Ответа ещё нет.", en="There is no answer yet.")
STILL_PERSONAL: Final = Words(
    kk="Мәтінде жеке дерек қалды: алып тастаңыз.",
    ru="В тексте остались личные данные: уберите их.",
    en="Personal data is left in the text: take it out.",
)
ALREADY: Final = Words(
    kk="Бұл жауап бұрын жарияланған.",
    ru="Этот ответ уже опубликован.",
    en="This answer has been published already.",
)
NO_REASON: Final = Words(
    kk="Неге жасырылатынын жазыңыз.", ru="Напишите, почему скрываете.", en="Write why it is hidden."
)


def preview(case: Case) -> tuple[str, str]:
    """Question and answer as they would be published, personal data replaced by its kind."""
    voice, answer = voice_of(case), answer_of(case)
    if voice is None or answer is None:
        raise Refused(NO_ANSWER)
    names = tuple((voice.author.name if voice.author else "").split())
    return redact(voice.text, names), redact(answer.text, names)


def publish_answer(
    *, case: Case, question: str, answer: str, by: Actor, at: datetime, category: str = "other"
) -> PublishedAnswer:
    """Publish what the official saw in the preview.

    Refused without consent, while personal data is in it, or where a colleague published it a moment ago.
    """
    _allowed(case, by)
    voice, letter = voice_of(case), answer_of(case)
    if voice is None or letter is None:
        raise Refused(NO_ANSWER)
    if not voice.consent_publish:
        raise Refused(NO_CONSENT)
    names = tuple((voice.author.name if voice.author else "").split())
    for field, words in (("question", question), ("answer", answer)):
        if certain(words, names):
            raise Refused(STILL_PERSONAL, field=field)
    row = PublishedAnswer(
        case=case,
        slug=case.number.lower(),
        language=voice.language,
        answer_language=letter.language,
        question=question.strip(),
        answer=answer.strip(),
        category=category,
        stems=f" {' '.join(search_terms(f'{question} {answer}'))} ",
        published_at=at,
        published_by=Account.objects.get(pk=by.account_id or 0),
    )
    with transaction.atomic():
        published = _put(row)
        words = f"{published.question}\n\n{published.answer}"
        record(
            AnswerPublished(case.pk, case.number),
            at=at,
            subject=("account.published", published.pk),
            commit={"words": words},
        )
    return published


def _put(row: PublishedAnswer) -> PublishedAnswer:
    """Write the row; of two officials who publish in one moment the table lets in the first."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if PublishedAnswer.objects.filter(case=row.case).exists():
            raise Refused(ALREADY) from None
        raise
    return row


def hide_answer(*, published: PublishedAnswer, why: str, by: Actor, at: datetime) -> PublishedAnswer:
    """Hide a published answer; the reason is kept and counted in public."""
    _allowed(published.case, by)
    if len(why.strip()) < 10:
        raise Refused(NO_REASON, field="why")
    with transaction.atomic():
        published.hidden_at, published.hidden_why = at, why.strip()
        published.save(update_fields=["hidden_at", "hidden_why"])
        event = AnswerHidden(published.case_id, published.case.number)
        record(
            event, at=at, subject=("account.published", published.pk), commit={"why": published.hidden_why}
        )
    return published


def _allowed(case: Case, by: Actor) -> None:
    """Only the body that answered publishes and hides: the one in charge, or above it for a complaint."""
    bodies = {case.body_id, case.higher_body_id if case.procedure == "complaint" else None} - {None}
    if not any(may_publish(by, body_id) for body_id in bodies):
        raise Refused(NOT_ALLOWED)
