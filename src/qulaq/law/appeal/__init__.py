"""Appeal (обращение, өтініш): АППК chapters 9 to 12 in the wording of Law 241-VIII; five of the six kinds.

An application ends in an administrative act after a hearing; message, proposal, response and request go by the
simplified procedure (chapter 12). The sixth kind, the complaint, is `qulaq.law.complaint`: it goes to the higher body.
"""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.law import answering, urgent
from qulaq.law.appeal import intake, work
from qulaq.law.fields import REASONS
from qulaq.law.guards import NO_DANGER, NOT_ANSWERED, fact_is
from qulaq.law.rules import BOOK
from qulaq.procedures.declaration import (
    Door,
    Duty,
    Exit,
    Extension,
    Field,
    Notice,
    Outcome,
    Procedure,
    Variant,
    Window,
)

ENDINGS: Final = ("answer", "grant", "refuse", "note", "terminate", "withdraw")
RETURNS: Final = ("return_identical", "return_abusive", "return_unfixed", "attach_repeat")

KIND: Final = Field(
    "choice",
    Words(kk="Өтініш түрі", ru="Вид обращения", en="Kind of appeal"),
    choices=("application", "message", "proposal", "response", "request"),
)
INFORMATION: Final = fact_is(
    "information_request",
    True,
    says=Words(
        kk="Бұл ақпарат сұрау емес.", ru="Это не запрос информации.", en="This is no request for information."
    ),
)
ANYWHERE: Final = (
    *urgent.EXITS,
    Exit(
        "withdraw",
        Words(kk="Өтінішті кері алу", ru="Отозвать обращение", en="Withdraw the appeal"),
        by=("applicant",),
        when=(NO_DANGER, NOT_ANSWERED),
        to="withdrawn",
        article="64(9)",
        notices=(
            Notice(
                "withdrawn",
                "applicant",
                Words(
                    kk="Өтінішіңізді кері алдыңыз. Қайта жаза аласыз.",
                    ru="Вы отозвали обращение. Можно написать снова.",
                    en="You withdrew the appeal. You may write again.",
                ),
                rule="procedure.terminate_notice",
            ),
        ),
    ),
    Exit(
        "join",
        Words(kk="Қосылу", ru="Присоединиться", en="Join"),
        by=("citizen", "operator", "applicant"),
        most=100_000,
        article="22(1)",
    ),
    Exit(
        "claim_recusal",
        Words(kk="Қарсылық білдіру (орындаушыға)", ru="Заявить отвод", en="Ask for recusal"),
        by=("applicant",),
        needs={"reasons": REASONS},
        when=(NOT_ANSWERED,),
        most=3,
        article="67",
    ),
    Exit(
        "decide_recusal",
        Words(kk="Қарсылықты шешу", ru="Решить об отводе", en="Decide on the recusal"),
        by=("head",),
        needs={
            "reasons": REASONS,
            "accepted": Field("flag", Words(kk="Қабылданды", ru="Принят", en="Accepted")),
        },
        most=3,
        article="67(3)",
        notices=(
            Notice(
                "recusal_decided",
                "applicant",
                Words(
                    kk="Қарсылығыңыз бойынша шешім қабылданды.",
                    ru="По вашему отводу принято решение.",
                    en="Your request for recusal was decided.",
                ),
                rule="recusal.notify",
            ),
        ),
    ),
    Exit(
        "ask_file",
        Words(kk="Іспен танысуды сұрау", ru="Попросить ознакомиться с делом", en="Ask to see the file"),
        by=("applicant",),
        most=5,
        article="75(1)",
    ),
    Exit(
        "give_file",
        Words(kk="Іспен таныстыру", ru="Ознакомить с делом", en="Show the file"),
        by=("officer", "registrar", "head"),
        most=5,
        article="75(1)",
    ),
)
ON_REGISTRATION: Final = ("open", "redirect")
DUTIES: Final = (
    Duty(
        "register",
        Words(kk="Тіркеу", ru="Зарегистрировать", en="Register"),
        owner="body",
        rule="appeal.register",
        starts=ON_REGISTRATION,
        ends=("register",),
    ),
    Duty(
        "route",
        Words(
            kk="Құзыретті органға жіберу немесе жұмысқа алу",
            ru="Передать в нужный орган или принять в работу",
            en="Redirect it or take it into work",
        ),
        owner="body",
        rule="appeal.redirect",
        starts=ON_REGISTRATION,
        ends=("accept", "redirect", "find_deficient", *RETURNS, "terminate"),
    ),
    Duty(
        "answer",
        Words(kk="Жауап беру", ru="Ответить", en="Answer"),
        owner="body",
        rule="appeal.term",
        variants=(Variant(INFORMATION, "info.request"),),
        starts=ON_REGISTRATION,
        ends=(*ENDINGS, *RETURNS),
        extension=Extension(
            "extend",
            "appeal.extend_max",
            variants=(Extension("extend", "info.extend", from_due=True, when=INFORMATION),),
        ),
        deemed_refusal=True,
    ),
    Duty(
        "return",
        Words(kk="Толықтырылмағанын қайтару", ru="Вернуть недополненное", en="Return what was not completed"),
        owner="body",
        rule="appeal.return_unfixed",
        starts=("fix_term_over",),
        ends=("return_unfixed", "accept_late_completion"),
    ),
    Duty(
        "protocol",
        Words(kk="Тыңдау хаттамасы", ru="Протокол заслушивания", en="Protocol of the hearing"),
        owner="body",
        rule="hearing.protocol",
        starts=("hold_hearing",),
        ends=("draw_protocol",),
    ),
    Duty(
        "recusal",
        Words(kk="Қарсылықты шешу", ru="Решить об отводе", en="Decide on the recusal"),
        owner="head",
        rule="recusal.decide",
        starts=("claim_recusal",),
        ends=("decide_recusal",),
    ),
    Duty(
        "file",
        Words(kk="Іспен таныстыру", ru="Ознакомить с делом", en="Show the file"),
        owner="body",
        rule="file.access",
        starts=("ask_file",),
        ends=("give_file",),
    ),
    urgent.DUTY,
    *answering.duties("answer", "grant", "refuse", granting=("grant",)),
)
OUTCOMES: Final = (
    Outcome("answered", Words(kk="Жауап берілді", ru="Ответ дан", en="Answered"), publishes="content"),
    Outcome(
        "returned",
        Words(kk="Қайтарылды", ru="Возвращено", en="Returned"),
        "count",
        answered=False,
        article="64(7)",
    ),
    Outcome(
        "attached",
        Words(kk="Бұрынғы іске тіркелді", ru="Приобщено к прежнему делу", en="Attached to the earlier case"),
        "count",
        answered=False,
        article="64(8)",
    ),
    Outcome(
        "terminated",
        Words(kk="Тоқтатылды", ru="Прекращено", en="Terminated"),
        "count",
        answered=False,
        article="70, 88",
    ),
    Outcome(
        "withdrawn",
        Words(kk="Кері алынды", ru="Отозвано", en="Withdrawn"),
        "count",
        answered=False,
        article="64(9)",
    ),
    Outcome(
        "noted",
        Words(kk="Назарға алынды", ru="Принято к сведению", en="Noted"),
        "count",
        answered=False,
        article="89(3)",
    ),
    urgent.OUTCOME,
)
PROCEDURE: Final = Procedure(
    name="appeal",
    title=Words(kk="Өтініш", ru="Обращение", en="Appeal"),
    article="62-90",
    book=BOOK,
    first="received",
    registered_by="appeal.register",
    least_level="contact",
    opening={"kind": KIND},
    opening_notices=(
        Notice(
            "registered",
            "applicant",
            Words(
                kk="Өтінішіңіз қабылданды. Нөмірі мен жауап мерзімі талонда.",
                ru="Ваше обращение принято. Номер и срок ответа в талоне.",
                en="Your appeal was received. Its number and due day are on the talon.",
            ),
        ),
    ),
    stages=(*intake.STAGES, *work.STAGES, answering.STAGE),
    anywhere=ANYWHERE,
    outcomes=OUTCOMES,
    duties=DUTIES,
    windows=(
        Window(
            "fix",
            Words(kk="Толықтыру уақыты", ru="Время дополнить", en="Time to complete"),
            opens=("find_deficient",),
            allows=("complete",),
            closes_by="fix_term_over",
            ended_by=("complete",),
            until="fix_by",
        ),
        Window(
            "objection",
            Words(kk="Қарсылық білдіру уақыты", ru="Время возразить", en="Time to object"),
            opens=("send_preliminary",),
            allows=("object",),
            closes_by="objection_over",
            ended_by=("object", "answer", "grant", "refuse"),
            rule="prelim.objection",
        ),
    ),
    doors=(
        Door(
            "complaint",
            Words(
                kk="Жоғары тұрған органға шағымдану",
                ru="Пожаловаться в вышестоящий орган",
                en="Complain to the higher body",
            ),
            procedure="complaint",
            opens=("answer", "grant", "refuse", "terminate", *RETURNS, "note"),
            rule="complaint.file",
            without_info_rule="complaint.file_no_info",
        ),
    ),
)
