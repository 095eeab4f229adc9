"""Words for the codes that declarations offer as choices; an unknown code is shown as it is."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOICES: Final[dict[str, str | Promise]] = {
    # results of an answer
    "satisfied": _("Satisfied: done as asked"),
    "explained": _("Explained"),
    "supported": _("Supported"),
    "granted": _("Decided in the person's favour"),
    "partly": _("Satisfied in part"),
    "refused": _("Refused"),
    # ways of delivery
    "track_page": _("On the page of the appeal"),
    "sms": _("By SMS"),
    "email": _("By e-mail"),
    "post": _("By post"),
    "cabinet": _("In the e-government cabinet"),
    "by_hand": _("By hand"),
    # grounds
    "anonymous": _("Anonymous"),
    "repeat_without_arguments": _("A repeat without new arguments"),
    "no_essence": _("It says no matter"),
    "decided_before": _("Decided before"),
    "court": _("A court decides or has decided"),
    "urgent_protection": _("Urgent protection of people"),
    "applicant_asks": _("The applicant asks for it"),
    "no_discretion": _("The law leaves no choice"),
    "short_term": _("The term is shorter than five working days"),
    "act_cancelled": _("The act is cancelled"),
    "act_replaced": _("The act is cancelled, another adopted"),
    "action_performed": _("The action is performed"),
    "returned": _("Returned"),
    "withdrawn": _("Withdrawn"),
}
KINDS: Final[dict[str, str | Promise]] = {
    "application": _("Application"),
    "complaint": _("Complaint"),
    "message": _("Message"),
    "proposal": _("Proposal"),
    "request": _("Request"),
    "response": _("Response"),
}

ROLES: Final[dict[str, str | Promise]] = {
    "registrar": _("registrar"),
    "officer": _("official in charge"),
    "head": _("head"),
    "deputy": _("deputy head"),
    "chief_of_staff": _("chief of staff"),
    "controller": _("controller"),
    "admin": _("administrator"),
}
SOLVED: Final[dict[str, str | Promise]] = {
    "yes": _("Resolved"),
    "partly": _("Resolved in part"),
    "no": _("Not resolved"),
}
READ_LANGUAGES: Final[dict[str, str | Promise]] = {
    "kk": _("Kazakh"),
    "ru": _("Russian"),
    "en": _("English"),
    "mixed": _("Kazakh and Russian together"),
    "none": _("no words"),
}
HIDDEN: Final[dict[str, str | Promise]] = {
    "PERSON": _("name hidden"),
    "PHONE": _("phone hidden"),
    "EMAIL": _("e-mail hidden"),
    "IIN": _("number hidden"),
    "CARD": _("card hidden"),
    "IBAN": _("account hidden"),
    "ADDRESS": _("address hidden"),
    "PLATE": _("car number hidden"),
}


def words_for(code: str) -> str:
    return str(CHOICES.get(code, KINDS.get(code, code)))
