"""The official's workplace: the queue by deadline, one matter, its acts; plain pages that work without scripts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qulaq.act.acts import assign_case
from qulaq.act.queries import answer_of, draft_of, officer_of
from qulaq.hear.models import Voice
from qulaq.hear.queries import voice_of
from qulaq.kernel.clock import local
from qulaq.law.guards import DANGER
from qulaq.people.actors import Actor
from qulaq.people.gate import actor_of, choose_office, offices_of
from qulaq.people.journal import note_access
from qulaq.people.models import Account, Body, Membership, Role, holding
from qulaq.people.queries import words_at
from qulaq.people.refusals import Refused as NotAllowed
from qulaq.people.rules import can_see_case, may_assign
from qulaq.procedures.acts import perform, role_in
from qulaq.procedures.declaration import Exit
from qulaq.procedures.models import Case
from qulaq.procedures.queries import case_numbered, ways_of
from qulaq.procedures.refusals import Refused
from qulaq.procedures.registry import procedure
from qulaq.procedures.store import track_read
from qulaq.understand.acts import correct_category
from qulaq.web import errors
from qulaq.web.case_view import view_of
from qulaq.web.desk_view import FILTERS, desk_of
from qulaq.web.forms.act import ActForm
from qulaq.web.forms.letter import OfficerForm
from qulaq.web.reading_view import reading_shown
from qulaq.web.saying import tongue

ASSIGNING = frozenset({"accept", "assign"})


def spoken() -> str:
    return tongue(get_language())


@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What the body owes: overdue, today, later."""
    at, actor = timezone.now(), actor_of(request)
    chosen = request.GET.get("show", "all")
    words = request.GET.get("q", "")[:80]
    desk = desk_of(actor, at=at, chosen=chosen if chosen in FILTERS else "all", words=words)
    shown = {"desk": desk, "chosen": chosen, "words": words, "today": at, **workplace(request, actor, at)}
    return render(request, "desk/queue.html", shown)


def workplace(request: HttpRequest, actor: Actor, at: datetime, near: Case | None = None) -> dict[str, Any]:
    """Who acts, for which body, and the other roles that they may take (on the queue's page only).

    `near`: the matter at hand, whose body is usually the official's own and is at hand too.
    """
    body = near.body if near is not None and near.body_id == actor.body_id else own_body(actor)
    held = [] if near is not None else offices_of(request, at)
    others = [(f"{one.role}:{one.body_id or ''}", one) for one in held if one != actor]
    return {"actor": actor, "own": body and words_at(body, local(at).date()), "others": others}


def own_body(actor: Actor) -> Body | None:
    return Body.objects.prefetch_related("names").filter(pk=actor.body_id or 0).first()


def seen_case(request: HttpRequest, number: str) -> tuple[Case, Voice, Actor]:
    """The matter, if the official may see it. A stranger to it gets 404: its existence is not told."""
    case, actor = case_numbered(number), actor_of(request)
    if case is None:
        raise Http404
    voice = voice_of(case)
    bodies = [body_id for body_id in (case.body_id, case.higher_body_id) if body_id]
    if voice is None or not can_see_case(actor, applicant_id=voice.author_id, body_ids=bodies):
        raise Http404
    return case, voice, actor


def role_here(case: Case, actor: Actor) -> str:
    """The role that the official plays in this case; empty for one who may only look."""
    try:
        return role_in(case, actor)
    except Refused:
        return ""


@never_cache
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One matter with everything that can be done in it now; the look is written down for its author."""
    one, voice, actor = seen_case(request, number)
    at = timezone.now()
    if voice.author_id:
        note_access(who=actor, whose=voice.author_id, what=one.number, why="work", at=at)
    return show_case(request, one, voice, actor, at)


def show_case(
    request: HttpRequest,
    one: Case,
    voice: Voice,
    actor: Actor,
    at: datetime,
    *,
    asked: ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language, role = spoken(), role_here(one, actor)
    view = view_of(voice, one, at=at, language=language, for_person=False)
    ways = ways_of(one, role) if role else []
    chosen_bodies = bodies_but(one, at) if any("to_body" in way.needs for way in ways) else []
    danger = "clear_danger" in {way.act for way in ways} and in_danger(one)
    shown_ways = [way for way in ways if "answer" not in way.needs and way.act not in ASSIGNING]
    shown_ways = [way for way in shown_ways if danger or DANGER not in way.when]
    always = {way.act for way in procedure(one.procedure).anywhere}

    def forms_of(chosen: list[Exit]) -> list[tuple[Exit, ActForm]]:
        fresh = {
            way.act: ActForm(way, language=language, options={"to_body": chosen_bodies}) for way in chosen
        }
        return [(way, asked if asked and asked.way.act == way.act else fresh[way.act]) for way in chosen]

    officers = officers_of(one, at) if may_assign(actor, one.body_id) and is_assignable(one) else []
    shown = {
        "view": view,
        "case": one,
        "voice": voice,
        "files": list(voice.attachments.order_by("pk")),
        "officer": officer_of(one),
        "officers": OfficerForm(officers=officers) if officers else None,
        "acts": forms_of([way for way in shown_ways if way.act not in always]),
        "at_any_time": forms_of([way for way in shown_ways if way.act in always]),
        "danger": danger,
        "may_answer": any("answer" in way.needs for way in ways),
        "draft": draft_of(one),
        "answer": answer_of(one),
        **reading_shown(one, voice, role, at),
        **workplace(request, actor, at, one),
    }
    return render(request, "desk/case.html", shown, status=status)


def in_danger(one: Case) -> bool:
    """Whether somebody flagged that a person is in danger, and nobody cleared it."""
    return DANGER.test(track_read(one), {})


def is_assignable(one: Case) -> bool:
    return not one.outcome and one.stage not in {"received", "filed"}


def bodies_but(one: Case, at: datetime) -> list[tuple[str, str]]:
    rows = (
        Body.objects.filter(holding(local(at).date())).exclude(pk=one.body_id or 0).prefetch_related("names")
    )
    return [(body.code, words_at(body, local(at).date()).said(spoken())) for body in rows.order_by("code")]


def officers_of(one: Case, at: datetime) -> list[tuple[str, str]]:
    roles = (Role.OFFICER, Role.HEAD, Role.DEPUTY)
    rows = Membership.objects.filter(holding(local(at).date()), body=one.body_id, role__in=roles)
    found = {row.account_id: row.account.name for row in rows.select_related("account")}
    return [(str(pk), name) for pk, name in sorted(found.items(), key=lambda pair: pair[1])]


@never_cache
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do an act of the procedure; a refusal says what to do and keeps what was typed."""
    one, voice, actor = seen_case(request, number)
    at = timezone.now()
    role = role_here(one, actor)
    way = way_called(one, role, name)
    if way is None:
        return errors.page(request, 409)
    form = ActForm(way, language=spoken(), options={"to_body": bodies_but(one, at)}, data=request.POST)
    if form.is_valid():
        try:
            perform(case=one, act=name, by=actor, at=at, facts=form.facts())
        except Refused as refused:
            form.add_error(
                refused.field if refused.field in form.fields else None, refused.words.said(spoken())
            )
        else:
            messages.success(request, _("Done: %(act)s") % {"act": way.title.said(spoken())})
            return redirect("desk-case", one.number)
    return show_case(request, one, voice, actor, at, asked=form, status=422)


def way_called(one: Case, role: str, name: str) -> Exit | None:
    return next((way for way in ways_of(one, role) if way.act == name), None) if role else None


@never_cache
@require_POST
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give the matter to an official of the body."""
    one, _voice, actor = seen_case(request, number)
    at = timezone.now()
    if not may_assign(actor, one.body_id):
        raise PermissionDenied
    form = OfficerForm(request.POST, officers=officers_of(one, at))
    if not form.is_valid():
        return errors.page(request, 400)
    try:
        officer = Account.objects.get(pk=form.cleaned_data["officer"])
        assign_case(case=one, officer=officer, by=actor, at=at)
    except (Refused, NotAllowed) as refused:
        messages.warning(request, refused.words.said(spoken()))
    else:
        messages.success(request, _("Given to %(name)s.") % {"name": officer.name})
    return redirect("desk-case", one.number)


@never_cache
@require_safe
def attachment(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A file of the letter, always as a download: nothing of it runs in the official's browser."""
    _one, voice, actor = seen_case(request, number)
    row = voice.attachments.filter(pk=pk).first()
    if row is None:
        raise Http404
    if voice.author_id:
        note_access(who=actor, whose=voice.author_id, what=number, why="work", at=timezone.now())
    return FileResponse(
        default_storage.open(row.file.name),
        as_attachment=True,
        filename=row.name,
        content_type=row.media_type,
    )


@never_cache
@require_POST
def office(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own roles from now on."""
    choose_office(request, request.POST.get("office", ""), timezone.now())
    return redirect("desk")


@require_POST
def topic(request: HttpRequest, number: str) -> HttpResponse:
    """An official knows the topic better than the program."""
    one, voice, actor = seen_case(request, number)
    if not role_here(one, actor):
        raise PermissionDenied
    try:
        chosen = request.POST.get("category", "")
        correct_category(voice_id=voice.pk, category=chosen, by=actor, at=timezone.now())
    except Refused as refused:
        return errors.bad_request(request, refused)
    return redirect("desk-case", number=number)
