"""What a signed-in person sees of their own: who looked at their data, and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qulaq.kernel.clock import local
from qulaq.people.gate import person_of
from qulaq.people.journal import who_looked
from qulaq.people.queries import words_at


@never_cache
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Every look at the person's data by an official, newest first."""
    person = person_of(request)
    if person is None:
        raise Http404
    today = local(timezone.now()).date()
    rows = [
        {
            "note": note,
            "body": note.body and words_at(note.body, today),
        }
        for note in who_looked(person)
    ]
    return render(request, "mine/looks.html", {"rows": rows})
