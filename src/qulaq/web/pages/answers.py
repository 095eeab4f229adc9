"""Answers that anyone may read, and the living figures of the register."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from qulaq.account.queries import figures, outcomes, published_answers, published_called, search_answers
from qulaq.hear.queries import resolved
from qulaq.hear.rules import storable
from qulaq.kernel.clock import local
from qulaq.kernel.words import Words
from qulaq.people.models import Body, holding
from qulaq.people.queries import words_at
from qulaq.procedures.queries import main_duty, overdue_in_public
from qulaq.procedures.registry import procedure
from qulaq.web.case_view import title_of, words_of, working_days
from qulaq.web.categories import CATEGORIES
from qulaq.web.saying import tongue

A_PAGE: Final = 20
PROCEDURES: Final = ("appeal", "complaint", "enquiry")


def all_bodies() -> list[tuple[str, str]]:
    today = local(timezone.now()).date()
    rows = Body.objects.filter(holding(today)).prefetch_related("names").order_by("code")
    return [(body.code, words_at(body, today).said(tongue(get_language()))) for body in rows]


def asked(request: HttpRequest, name: str) -> str:
    """A word of the address, without what no database can look for."""
    return storable(request.GET.get(name, ""))[:60]


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The newest first; by category, body and words."""
    chosen = {name: asked(request, name) for name in ("category", "body", "q")}
    rows = search_answers(chosen["q"], category=chosen["category"], body_code=chosen["body"])
    page = Paginator(rows.prefetch_related("case__body__names"), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [
            (row, title_of(row.question), words_of(row.case.body, row.published_at.date())) for row in page
        ],
        "chosen": chosen,
        "bodies": all_bodies(),
        "categories": CATEGORIES.items(),
    }
    return render(request, "answers/list.html", shown)


@require_safe
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """One question with its answer, without a person in it."""
    row = published_called(slug)
    if row is None:
        raise Http404
    case, duty = row.case, main_duty(row.case)
    answered = local(case.answered_at).date() if case.answered_at else None
    shown = {
        "row": row,
        "title": title_of(row.question),
        "body": words_of(case.body, row.published_at.date()),
        "resolved": resolved(case),
        "answered": answered,
        "took": working_days(duty.counted_from, answered) if duty and answered else None,
        "similar": [
            (other, title_of(other.question))
            for other in published_answers(category=row.category).exclude(pk=row.pk)[:3]
        ],
    }
    return render(request, "answers/answer.html", shown)


@require_safe
def show_figures(request: HttpRequest) -> HttpResponse:
    """What came in and what became of it; each number leads to what it counts where that is public."""
    code = asked(request, "body")
    shown = {
        "figures": figures(at=timezone.now(), body_code=code),
        "outcomes": outcome_words(code),
        "bodies": all_bodies(),
        "chosen": code,
    }
    return render(request, "answers/figures.html", shown)


def outcome_words(code: str) -> list[tuple[Words | str, int]]:
    """Each end in the words of the procedure that has it."""
    titles: dict[str, Words] = {}
    for name in reversed(PROCEDURES):
        titles |= {outcome.name: outcome.title for outcome in procedure(name).outcomes}
    return [(titles.get(name, name), count) for name, count in outcomes(body_code=code)]


@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """The public list of broken terms: whose, since when, by which article; never about whom."""
    now = timezone.now()
    duties = overdue_in_public(now).prefetch_related("body__names")
    page = Paginator(duties, 50).get_page(request.GET.get("page"))
    rows = [
        {
            "duty": duty,
            "title": procedure(duty.case.procedure).duty(duty.name).title,
            "body": words_of(duty.body, local(now).date()),
            "due": duty.due_day or (local(duty.due_at).date() if duty.due_at else None),
        }
        for duty in page
    ]
    return render(request, "answers/overdue.html", {"page": page, "rows": rows})
