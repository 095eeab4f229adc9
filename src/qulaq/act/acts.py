"""Routing a case to an official, drafting the answer, sending it after the checklist."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from qulaq.act.checklist import Check, check_answer
from qulaq.act.events import AnswerSent, CaseAssigned
from qulaq.act.letter import letter
from qulaq.act.models import Answer, Assignment, Result
from qulaq.hear.queries import voice_of
from qulaq.kernel.clock import local
from qulaq.kernel.words import Words
from qulaq.ledger.acts import record
from qulaq.people.actors import Actor
from qulaq.people.models import Account
from qulaq.people.queries import name_at
from qulaq.people.refusals import NOT_ALLOWED, Refused
from qulaq.people.rules import may_answer
from qulaq.procedures.acts import perform
from qulaq.procedures.models import Case
from qulaq.procedures.queries import complaint_term

NO_DRAFT: Final = Words(
    kk="Жіберілетін жауап жоқ: оны әріптесіңіз жіберіп қойған болуы мүмкін.",
    ru="Отправлять нечего: возможно, коллега уже отправил этот ответ.",
    en="There is nothing to send: a colleague may have sent this answer already.",
)
ANSWERED_ALREADY: Final = Words(
    kk="Бұл хатқа жауап жіберіліп қойған.",
    ru="На это письмо ответ уже отправлен.",
    en="This message was answered already.",
)
NOT_READY: Final = Words(
    kk="Жауап әлі дайын емес: тізімдегі белгіленген жерлерді толықтырыңыз.",
    ru="Ответ ещё не готов: дополните отмеченное в списке.",
    en="The answer is not ready: complete what the list marks.",
)
ENGINE_ACT: Final = {
    Result.SATISFIED: "answer",
    Result.EXPLAINED: "answer",
    Result.SUPPORTED: "answer",
    Result.GRANTED: "grant",
    Result.PARTLY: "refuse",
    Result.REFUSED: "refuse",
}
COMPLAINT_RESULT: Final = {
    Result.GRANTED: "act",
    Result.SATISFIED: "cancel",
    Result.PARTLY: "cancel_and_decide",
}


class Unfinished(Refused):
    """A draft that fails its checklist; `checks` tells which lines."""

    def __init__(self, checks: list[Check]) -> None:
        super().__init__(NOT_READY, field="text")
        self.checks = checks


def assign_case(*, case: Case, officer: Account, by: Actor, at: datetime) -> Case:
    """Take the case into work with an officer in charge, or hand it to another one."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(
            pk=case.pk
        )  # two who assign at once go one after the other
        act = "accept" if case.stage == "registered" else "assign"
        if case.procedure != "complaint" and not (case.procedure == "enquiry" and act == "assign"):
            case = perform(case=case, act=act, by=by, at=at, facts={"officer": f"a{officer.pk}"})
        Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at)
        Assignment.objects.create(case=case, officer=officer, given_at=at)
        record(CaseAssigned(case.pk, officer.pk), at=at, subject=("procedures.case", case.pk))
    return case


def save_draft(
    *,
    case: Case,
    text: str,
    language: str,
    result: str,
    executor: str,
    executor_phone: str,
    points_answered: bool,
    by: Actor,
    at: datetime,
    no_hearing_ground: str = "",
) -> Answer:
    """Keep the draft of the answer; one a case. Refused to whoever may not answer it, and after the answer went out."""
    answering = {case.body_id, case.higher_body_id if case.procedure == "complaint" else None} - {None}
    if not any(may_answer(by, body_id) for body_id in answering):
        raise Refused(NOT_ALLOWED)
    if case.answered_at is not None:
        raise Refused(ANSWERED_ALREADY)
    draft, _ = Answer.objects.update_or_create(
        case=case,
        sent_at=None,
        defaults={
            "text": text,
            "language": language,
            "result": result,
            "executor": executor,
            "executor_phone": executor_phone,
            "points_answered": points_answered,
            "no_hearing_ground": no_hearing_ground,
            "author_id": by.account_id,
            "saved_at": at,
        },
    )
    return draft


def checks_of(draft: Answer) -> list[Check]:
    """The checklist of a draft."""
    voice = voice_of(draft.case)
    return check_answer(
        text=draft.text,
        language=draft.language,
        asked_in=voice.language if voice else "kk",
        points_answered=draft.points_answered,
        executor=draft.executor,
        executor_phone=draft.executor_phone,
    )


def letter_of(draft: Answer, *, at: datetime) -> str:
    """The letter as the person will see it."""
    case, day = draft.case, local(at).date()
    higher = name_at(case.higher_body, day, draft.language) if case.higher_body else ""
    return letter(
        text=draft.text,
        language=draft.language,
        executor=draft.executor,
        executor_phone=draft.executor_phone,
        legal=case.procedure != "enquiry",
        until=complaint_term(case, at),
        higher=higher,
    )


def send_answer(*, case: Case, by: Actor, at: datetime) -> Answer:
    """Send the draft: checked, recorded, never changed after.

    Raises Unfinished with the lines to mend, Refused where there is no draft (any more) or the case has gone on.
    """
    with transaction.atomic():
        draft = (
            Answer.objects.select_for_update(of=("self",))
            .select_related("case__body", "case__higher_body")
            .filter(case=case, sent_at=None)
            .first()
        )
        if draft is None:
            raise Refused(NO_DRAFT)
        checks = checks_of(draft)
        if any(check.must and not check.passed for check in checks):
            raise Unfinished(checks)
        draft.letter, draft.sent_at, draft.saved_at = letter_of(draft, at=at), at, at
        draft.save()
        act, facts = _step(case, draft)
        perform(case=case, act=act, by=by, at=at, facts=facts)
        event = AnswerSent(case.pk, case.number, draft.language, draft.result)
        record(event, at=at, subject=("act.answer", draft.pk), commit={"letter": draft.letter})
    return draft


def _step(case: Case, draft: Answer) -> tuple[str, dict[str, Any]]:
    """The engine's act and facts for this result in this procedure."""
    answer, result = f"answer-{draft.pk}", Result(draft.result)
    if case.procedure == "complaint" and case.stage == "filed":
        return "satisfy_self", {"answer": answer}
    if case.procedure == "complaint":
        return "decide", {
            "answer": answer,
            "result": COMPLAINT_RESULT.get(result, "refuse"),
            "reasons": draft.text,
        }
    if case.procedure == "enquiry":
        plain = {Result.GRANTED: "satisfied"}.get(result, str(result.value))
        return "answer", {"answer": answer, "result": plain}
    facts: dict[str, Any] = {"answer": answer, "result": str(result.value)}
    act = ENGINE_ACT[result]
    if act == "grant":
        facts.pop("result")
    if act == "refuse":
        facts["reasons"] = draft.text
        if draft.no_hearing_ground:
            facts["no_hearing_ground"] = draft.no_hearing_ground
    return act, facts
