"""The tour of the demonstration: five minutes, every room, and a door into the story of anybody in it.

Exists only under QULAQ_DEMO=1 on loopback; track codes of invented people are opened here and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qulaq.hear.queries import code_of, voice_of
from qulaq.kernel.clock import local
from qulaq.kernel.words import Words
from qulaq.people.models import Membership
from qulaq.people.queries import words_at
from qulaq.people.sign_in import sign_in_for_demo
from qulaq.procedures.queries import demo_cases

MEMBERSHIP: Final = re.compile(r"[0-9]{1,18}")
STORIES: Final = (
    ("answered", _("Answered, published, and the person said what became of it")),
    ("late", _("Late: the term of the law is broken and everybody sees it")),
    ("extended", _("Extended: why, until when, and who decided")),
    ("returned", _("Returned with reasons, and what can be done")),
    ("danger", _("A person in danger: flagged at once, minutes to decide")),
    ("complaint", _("A complaint that went to the higher body")),
    ("enquiry", _("An enquiry: not yet a legal appeal, and answered all the same")),
)


@dataclass(frozen=True, slots=True)
class Official:
    pk: int
    name: str
    role: str


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    found = demo_cases(at=at)
    stories = []
    for name, title in STORIES:
        case = found.get(name)
        voice = voice_of(case) if case else None
        if case and voice:
            stories.append((title, case.number, reverse("case-link", args=[voice.number, code_of(voice)])))
    return render(request, "tour.html", {"stories": stories, "offices": _offices(local(at).date())})


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Come in as an official of the story."""
    pk = request.POST.get("membership", "")
    wanted = pk if MEMBERSHIP.fullmatch(pk) else 0
    member = Membership.objects.select_related("account").filter(pk=wanted).first()
    if member is None:
        raise Http404
    return sign_in_for_demo(request, member.account, then=reverse("desk"))


def _offices(day: date) -> list[tuple[Words, list[Official]]]:
    rows = Membership.objects.filter(valid_to=None, body__isnull=False).select_related("account", "body")
    grouped: dict[str, tuple[Words, list[Official]]] = {}
    for row in rows.prefetch_related("body__names").order_by("body_id", "pk"):
        if row.body is not None:
            people = grouped.setdefault(row.body.code, (words_at(row.body, day), []))[1]
            people.append(Official(row.pk, row.account.name, str(row.role)))
    return list(grouped.values())
