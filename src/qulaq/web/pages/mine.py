"""What a signed-in person sees of their own: their letters, and who looked at their data and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qulaq.hear.models import Purpose, Voice
from qulaq.kernel.clock import local
from qulaq.people.gate import person_of
from qulaq.people.journal import selves, who_looked
from qulaq.people.queries import words_at
from qulaq.procedures.queries import stage_title
from qulaq.web.case_view import title_of

MOST = 100
OPENING = (Purpose.MATTER, Purpose.REOPENING, Purpose.COMPLAINT)


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The person's own letters, newest first."""
    person = person_of(request)
    if person is None:
        raise Http404
    voices = Voice.objects.filter(author__in=selves(person), purpose__in=OPENING, case__isnull=False)
    rows = [
        (voice, title_of(voice.text) or voice.number, stage_title(voice.case))
        for voice in voices.select_related("case").order_by("-received_at")[:MOST]
        if voice.case
    ]
    return render(request, "mine/letters.html", {"rows": rows})


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
