"""Following one's own matter by number and code, without an account: the page, the talon, the receipt."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qulaq.act.queries import answer_of
from qulaq.hear.models import Voice
from qulaq.hear.queries import code_of, receipt_of
from qulaq.procedures.models import Case
from qulaq.web.case_view import view_of
from qulaq.web.forms.act import ActForm
from qulaq.web.forms.after import FeedbackForm
from qulaq.web.forms.track import TalonForm
from qulaq.web.log_state import log_state
from qulaq.web.opened import open_by_code, opened_voice
from qulaq.web.saying import tongue


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """The form; the code travels in the body of the request, never in an address that history keeps."""
    form = TalonForm(request.POST if request.method == "POST" else None)
    unknown = False
    if form.is_bound and form.is_valid():
        voice = open_by_code(request, form.cleaned_data["number"], form.cleaned_data["code"])
        if voice is not None:
            return redirect("case", voice.number)
        unknown = True
    shown = {"form": form, "unknown": unknown}
    return render(request, "track/find.html", shown, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def follow_link(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The link of a message: it opens the matter once and leads to an address without the code."""
    voice = open_by_code(request, number, code)
    if voice is None:
        return render(request, "track/find.html", {"form": TalonForm(), "unknown": True}, status=404)
    return redirect("case", voice.number)


def ask_for_code(request: HttpRequest, number: str) -> HttpResponse:
    """Who comes by the square of a talon, or after a time, shows the code; the number is filled in."""
    form = TalonForm(initial={"number": number})
    return render(request, "track/find.html", {"form": form}, status=403 if request.method == "POST" else 200)


def case_or_404(voice: Voice) -> Case:
    case = voice.case
    if case is None:
        raise Http404
    return case


@never_cache
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One matter: answered and resolved, the line, the answer, what next."""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    language = tongue(get_language())
    view = view_of(voice, case_or_404(voice), at=timezone.now(), language=language)
    shown = {
        "view": view,
        "acts": [(act, ActForm(act, language=language)) for act in view.acts],
        "answer": answer_of(view.case),
        "files": list(voice.attachments.order_by("pk")),
        "feedback": FeedbackForm(),
        "key": uuid4(),
        **talon_of(voice),
    }
    return render(request, "track/case.html", shown)


@never_cache
@require_safe
def talon(request: HttpRequest, number: str) -> HttpResponse:
    """The talon right after sending, and to be printed at any time."""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    view = view_of(voice, case_or_404(voice), at=timezone.now(), language=tongue(get_language()))
    return render(request, "track/talon.html", {"view": view, **talon_of(voice)})


def talon_of(voice: Voice) -> dict[str, Any]:
    """Number, code, the square with the address (never the code), and where its entry stands in the log."""
    return {
        "voice": voice,
        "code": code_of(voice),
        "square": f"{settings.SITE_URL}{reverse('case', args=[voice.number])}",
        "log": log_state(voice),
    }


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a file to keep, for whoever may see the matter."""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    answer = HttpResponse(
        json.dumps(receipt_of(voice), ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
    )
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''qulaq-{quote(voice.number)}.json"
    return answer
