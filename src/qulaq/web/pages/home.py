"""The first page: three doors, the phone, a search of answers, what goes on in numbers, the last answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qulaq.account.queries import figures_lately, published_answers
from qulaq.web.case_view import title_of, words_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    last = published_answers().prefetch_related("case__body__names")[:4]
    shown = {
        "figures": figures_lately(at=at),
        "at": at,
        "last": [
            (row, title_of(row.question), words_of(row.case.body, row.published_at.date())) for row in last
        ],
    }
    return render(request, "home.html", shown)
