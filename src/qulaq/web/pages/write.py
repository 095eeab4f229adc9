"""Writing in three steps, without an account and without scripts.

Each step is posted, kept in the draft, answered with a redirect: back, reload, a lost link lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qulaq.hear.rules import storable
from qulaq.kernel.kato import Gazetteer
from qulaq.people.models import Body, holding
from qulaq.people.queries import words_at
from qulaq.web import drafts
from qulaq.web.case_view import title_of, words_of
from qulaq.web.forms.write import KINDS, Particulars, WhatHappened
from qulaq.web.models import Draft
from qulaq.web.pages.send import send
from qulaq.web.saying import tongue
from qulaq.web.similar import may_help

Step = Callable[[HttpRequest, str], HttpResponse]
FIELDS: Final = ("place", "kato", "body", "name", "contact", "address", "iin", "consent")
reads_and_sends = require_http_methods(["GET", "HEAD", "POST"])


def spoken() -> str:
    return tongue(get_language())


@never_cache
@reads_and_sends
def begin(request: HttpRequest) -> HttpResponse:
    """Step 1 of a new letter; the token is made here and travels in the form."""
    if request.method != "POST":
        return say(request, drafts.new_token(), WhatHappened(), {})
    token = request.POST.get("token", "")
    if not drafts.TOKEN.fullmatch(token):
        token = drafts.new_token()
    return take_first(request, token)


@never_cache
@reads_and_sends
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Step 1 of a letter that was begun."""
    if request.method == "POST":
        return take_first(request, token)
    draft = drafts.find_draft(token, timezone.now())
    if draft is None:
        return over(request)
    typed = drafts.typed_in(draft)
    return gone_on(draft, token) or say(request, token, WhatHappened(initial=typed), typed)


def take_first(request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.now()
    form = WhatHappened(request.POST)
    draft = drafts.find_draft(token, at)
    if draft and (onward := gone_on(draft, token)):
        return onward
    if not form.is_valid():
        return say(request, token, form, drafts.typed_in(draft))
    drafts.keep_draft(token=token, typed=form.cleaned_data, at=at)
    return redirect("write-more", token)


def say(request: HttpRequest, token: str, form: WhatHappened, typed: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "write/say.html", {"form": form, "token": token, "begun": typed}, status=status)


@never_cache
@reads_and_sends
def more(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2: place, body, files, person, consent."""
    at = timezone.now()
    draft = drafts.find_draft(token, at)
    if draft is None:
        return over(request)
    if onward := gone_on(draft, token):
        return onward
    typed = drafts.typed_in(draft)
    if not typed.get("text"):
        return redirect("write-first", token)
    asked: dict[str, Any] = {"bodies": bodies(at), "language": spoken()}
    if request.method != "POST":
        return details(request, draft, token, Particulars(initial=typed, **asked), searched="place" in typed)
    typed |= {name: storable(request.POST.get(name, "")) for name in FIELDS}
    drafts.keep_draft(token=token, typed=typed, at=at)
    uploads = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    drafts.add_files(draft=draft, files=uploads)
    if "remove" in request.POST:
        drafts.remove_file(draft=draft, number=request.POST["remove"])
    if "find" in request.POST or "remove" in request.POST or "add" in request.POST:
        where = "files" if "find" not in request.POST else "place"
        return HttpResponseRedirect(f"{request.path}#{where}")
    form = Particulars(request.POST, **asked)
    refused = bool(uploads) and draft.files.exclude(wrong="").exists()
    if not form.is_valid() or refused:
        return details(request, draft, token, form, searched=True)
    drafts.drop_wrong_files(draft=draft)
    drafts.keep_draft(token=token, typed=typed | form.cleaned_data, at=at)
    return redirect("write-check", token)


def details(
    request: HttpRequest, draft: Draft, token: str, form: Particulars, *, searched: bool
) -> HttpResponse:
    files = list(draft.files.order_by("pk"))
    shown = {
        "form": form,
        "token": token,
        "files": files,
        "wrong_files": [
            {"href": f"file-{file.pk}", "says": _("Change the file %(name)s") % {"name": file.name}}
            for file in files
            if file.wrong
        ],
        "searched": searched and bool(form["place"].value()),
        "similar": [
            (row, title_of(row.question), words_of(row.case.body, row.published_at.date()))
            for row in may_help(str(drafts.typed_in(draft).get("text", "")))
        ],
    }
    return render(request, "write/more.html", shown, status=422 if form.is_bound else 200)


@never_cache
@reads_and_sends
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Step 3: everything once more, then send. Sent twenty times, it is one letter with one talon."""
    at = timezone.now()
    draft = drafts.find_draft(token, at)
    if draft is None:
        return over(request)
    if onward := gone_on(draft, token):
        return onward
    typed = drafts.typed_in(draft)
    if not typed.get("text"):
        return redirect("write-first", token)
    if request.method == "POST":
        return send(request, draft, token)
    shown = {
        "token": token,
        "idempotency": draft.idempotency,
        "typed": typed,
        "kind": next((one[1:] for one in KINDS if one[0] and one[0] == typed.get("kind")), None),
        "place": place_words(typed),
        "body": next((name for code, name in bodies(at) if code == typed.get("body")), ""),
        "files": list(draft.files.filter(wrong="").order_by("pk")),
    }
    return render(request, "write/check.html", shown)


def place_words(typed: dict[str, Any]) -> str:
    """«Көктал ауылы, Байзақ ауданы, Жамбыл облысы»; what was typed where none was chosen."""
    path = Gazetteer.official().path(str(typed.get("kato") or ""))
    return ", ".join(place.name(spoken()) for place in reversed(path)) or str(typed.get("place") or "")


def bodies(at: datetime) -> list[tuple[str, str]]:
    """Every body in force with its name, for the choice of who should answer; two queries."""
    rows = Body.objects.filter(holding(at.date())).prefetch_related("names").order_by("level", "code")
    return [(body.code, words_at(body, at.date()).said(spoken())) for body in rows]


def gone_on(draft: Draft, token: str) -> HttpResponse | None:
    """Where a letter that is already sent leads: to its talon."""
    return redirect("write-sent", token) if drafts.sent_result(draft) else None


def over(request: HttpRequest) -> HttpResponse:
    """The draft was erased after its day, or the address is wrong."""
    return render(request, "write/over.html", status=410)
