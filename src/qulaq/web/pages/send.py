"""The draft becomes a voice: once, however often "send" arrives."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qulaq.hear.acts import KeyReused, Taken, take_voice
from qulaq.hear.intake import Author, File
from qulaq.hear.models import Channel
from qulaq.hear.queries import code_of
from qulaq.kernel.clock import local
from qulaq.people.actors import ANYONE
from qulaq.people.contact import parse_contact
from qulaq.people.gate import actor_of, person_of
from qulaq.people.models import Body, ContactKind, Person, holding
from qulaq.people.refusals import Refused
from qulaq.web import drafts, errors
from qulaq.web.models import Draft
from qulaq.web.opened import open_by_code
from qulaq.web.saying import tongue

SCOPE = "web"


def send(request: HttpRequest, draft: Draft, token: str) -> HttpResponse:
    """Hand the draft to the register and lead to its talon; a refusal names what to mend and loses nothing."""
    at = timezone.now()
    try:
        taken = take(draft, at=at, author=author_of(request, drafts.typed_in(draft)), request=request)
    except Refused as refused:
        said = refused.words.said(tongue(request.LANGUAGE_CODE))
        step = "write-first" if refused.field in {"text", "kind"} else "write-more"
        shown = {"says": said, "step": step, "token": token}
        return render(request, "write/refused.html", shown, status=422)
    except KeyReused:
        return errors.page(request, 409)
    result = {"number": taken.voice.number, "code": code_of(taken.voice)}
    drafts.remember_sent(draft=draft, result=result, at=at)
    return redirect("write-sent", token)


def take(draft: Draft, *, at: datetime, author: Author | Person | None, request: HttpRequest) -> Taken:
    typed = drafts.typed_in(draft)
    kato = str(typed.get("kato") or "")
    return take_voice(
        channel=Channel.WEB,
        text=str(typed["text"]),
        at=at,
        by=actor_of(request) if person_of(request) else ANYONE,
        place="" if kato == "none" else kato,
        place_words=str(typed.get("place") or ""),
        body=chosen_body(typed, at),
        author=author,
        kind=str(typed.get("kind") or ""),
        consent_publish=bool(typed.get("consent")),
        files=files_of(draft),
        idempotency_key=draft.idempotency,
        idempotency_scope=SCOPE,
    )


def chosen_body(typed: dict[str, Any], at: datetime) -> Body | None:
    code = str(typed.get("body") or "")
    return Body.objects.filter(holding(local(at).date()), code=code).first() if code else None


def author_of(request: HttpRequest, typed: dict[str, Any]) -> Author | Person | None:
    """The signed-in person, else who they say they are; None for a voice without a name."""
    person = person_of(request)
    if person is not None:
        return person
    contact = str(typed.get("contact") or "")
    read = parse_contact(contact) if contact else None
    author = Author(
        name=str(typed.get("name") or ""),
        phone=read.value if read and read.kind == ContactKind.PHONE else "",
        email=read.value if read and read.kind == ContactKind.EMAIL else "",
        iin=str(typed.get("iin") or ""),
        address=str(typed.get("address") or ""),
    )
    return author or None


def files_of(draft: Draft) -> list[File]:
    found = []
    for row in draft.files.filter(wrong="").order_by("pk"):
        with default_storage.open(row.stored) as stored:
            found.append(File(name=row.name, media_type=row.media_type, data=stored.read()))
    return found


@never_cache
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The way from a sent draft to its talon: this browser now knows the code."""
    draft = drafts.find_draft(token, timezone.now())
    result = drafts.sent_result(draft) if draft else {}
    if not result:
        return render(request, "write/over.html", status=410)
    open_by_code(request, result["number"], result["code"])
    return redirect("talon", result["number"])
