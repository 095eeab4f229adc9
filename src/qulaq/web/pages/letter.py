"""Writing, checking, sending and publishing the answer. What is checked, is checked by the rooms below."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qulaq.account.acts import hide_answer, preview, publish_answer
from qulaq.account.models import PublishedAnswer
from qulaq.act.acts import Unfinished, checks_of, letter_of, save_draft, send_answer
from qulaq.act.models import Answer
from qulaq.act.queries import draft_of
from qulaq.hear.models import Voice
from qulaq.people.actors import Actor
from qulaq.people.refusals import Refused as NotAllowed
from qulaq.people.rules import may_publish
from qulaq.procedures.models import Case
from qulaq.procedures.queries import ways_of
from qulaq.procedures.refusals import Refused
from qulaq.web import errors
from qulaq.web.forms.letter import HideForm, LetterForm, PublishForm
from qulaq.web.pages.desk import role_here, seen_case, workplace
from qulaq.web.saying import tongue

PLACES = {"language": "id_language", "substance": "id_points_answered", "executor": "id_executor"}
"""Where on the page each line of the checklist is mended."""
reads_and_sends = require_http_methods(["GET", "HEAD", "POST"])


def spoken() -> str:
    return tongue(get_language())


def answerable(one: Case, actor: Actor) -> bool:
    """Whether an act that answers is open to this official now."""
    role = role_here(one, actor)
    return bool(role) and any("answer" in way.needs for way in ways_of(one, role))


@never_cache
@reads_and_sends
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as the person will see it, and the checklist beside it; "save" keeps, "send" sends."""
    one, voice, actor = seen_case(request, number)
    if not answerable(one, actor):
        return errors.page(request, 409)
    form = (
        LetterForm(request.POST) if request.method == "POST" else LetterForm(initial=begun(one, voice, actor))
    )
    if form.is_bound and form.is_valid():
        at = timezone.now()
        save_draft(case=one, by=actor, at=at, **form.cleaned_data)
        if "send" not in request.POST:
            return redirect("desk-answer", one.number)
        try:
            send_answer(case=one, by=actor, at=at)
        except Unfinished:
            return show_letter(request, one, voice, actor, form)
        except (Refused, NotAllowed) as refused:
            form.add_error(None, refused.words.said(spoken()))
        else:
            messages.success(request, _("The letter is sent."))
            return redirect("desk-case", one.number)
    return show_letter(request, one, voice, actor, form)


def show_letter(
    request: HttpRequest, one: Case, voice: Voice, actor: Actor, form: LetterForm
) -> HttpResponse:
    at = timezone.now()
    draft = draft_of(one)
    checks = checks_of(draft) if draft else []
    tried = form.is_bound and "send" in request.POST
    shown: dict[str, Any] = {
        "case": one,
        "voice": voice,
        "form": form,
        "draft": draft,
        "letter": letter_of(draft, at=at) if draft else "",
        "checks": checks,
        "unmet": [
            {"href": PLACES.get(check.name, "id_text"), "says": check.words.said(spoken())}
            for check in checks
            if tried and check.must and not check.passed
        ],
        **workplace(request, actor, at, one),
    }
    return render(request, "desk/answer.html", shown, status=422 if form.is_bound else 200)


def begun(one: Case, voice: Voice, actor: Actor) -> dict[str, Any]:
    """The draft so far; the letter begins in the person's language."""
    draft: Answer | None = draft_of(one)
    if draft is None:
        phone = one.body.phone if one.body else ""
        return {"language": voice.language, "executor": actor.name, "executor_phone": phone}
    return {name: getattr(draft, name) for name in LetterForm.base_fields}


@never_cache
@reads_and_sends
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """The preview of what everybody will read, personal data taken out; or hiding what was published."""
    one, voice, actor = seen_case(request, number)
    if not may_publish(actor, one.body_id):
        raise Http404
    published = PublishedAnswer.objects.select_related("case").filter(case=one).first()
    if published is not None:
        return hide(request, one, published, actor)
    try:
        question, reply = preview(one)
    except NotAllowed as refused:
        messages.warning(request, refused.words.said(spoken()))
        return redirect("desk-case", one.number)
    start = {"question": question, "answer": reply, "category": "other"}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=start)
    at = timezone.now()
    if form.is_bound and form.is_valid():
        try:
            publish_answer(case=one, by=actor, at=at, **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(
                refused.field if refused.field in form.fields else None, refused.words.said(spoken())
            )
        else:
            messages.success(request, _("Published."))
            return redirect("answer", one.number.lower())
    shown = {"case": one, "voice": voice, "form": form, **workplace(request, actor, at, one)}
    return render(request, "desk/publish.html", shown, status=422 if form.is_bound else 200)


def hide(request: HttpRequest, one: Case, published: PublishedAnswer, actor: Actor) -> HttpResponse:
    form = HideForm(request.POST if request.method == "POST" else None)
    at = timezone.now()
    if published.hidden_at is None and form.is_bound and form.is_valid():
        hide_answer(published=published, why=form.cleaned_data["why"], by=actor, at=at)
        messages.success(request, _("Hidden. The reason is counted in public."))
        return redirect("desk-case", one.number)
    shown = {"case": one, "published": published, "form": form, **workplace(request, actor, at, one)}
    return render(request, "desk/hide.html", shown, status=422 if form.is_bound else 200)
