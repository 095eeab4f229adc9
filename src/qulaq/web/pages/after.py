"""What a person does in their own matter: acts of the procedure, feedback, a reopening, a complaint, confirming."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from qulaq.hear.acts import KeyReused, confirm_author, take_voice
from qulaq.hear.models import Channel, Purpose, Voice
from qulaq.hear.queries import code_of
from qulaq.kernel.words import Words
from qulaq.people.actors import ANYONE, Actor, applicant
from qulaq.people.acts import claim_contact, confirm_contact, meet_person
from qulaq.people.courier import courier
from qulaq.people.models import Level
from qulaq.procedures.acts import perform
from qulaq.procedures.models import Case
from qulaq.procedures.queries import ways_of
from qulaq.procedures.refusals import Refused
from qulaq.web.case_view import OWN_PAGES
from qulaq.web.forms.act import ActForm
from qulaq.web.forms.after import AgainForm, FeedbackForm
from qulaq.web.forms.sign_in import CodeForm, ContactForm
from qulaq.web.opened import open_by_code, opened_voice
from qulaq.web.pages.sign_in import binding_of
from qulaq.web.pages.track import ask_for_code, case_or_404
from qulaq.web.saying import tongue

AGAIN = {"reopen": Purpose.REOPENING, "complain": Purpose.COMPLAINT}
CLAIM = "claim"
SENT_BEFORE: Final = Words(
    kk="Осы беттен бір хат жіберілген. Мынау да керек болса, тағы бір рет басыңыз: ол жеке хат болып кетеді.",
    ru="С этой страницы одно письмо уже ушло. Если нужно и это, нажмите ещё раз: оно уйдёт отдельно.",
    en="One message has gone from this page already. If you want this one too, press once more: it goes on its own.",
)
reads_and_sends = require_http_methods(["GET", "HEAD", "POST"])


def spoken() -> str:
    return tongue(get_language())


def who(voice: Voice) -> Actor:
    """The applicant; somebody without a name is still the applicant of their own voice."""
    return applicant(voice.author) if voice.author else Actor(role="applicant")


@never_cache
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """An act that the procedure leaves to the applicant: complete, object, withdraw…"""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    case = case_or_404(voice)
    way = next((one for one in ways_of(case, "applicant") if one.act == name), None)
    if way is None or name in OWN_PAGES:
        messages.warning(request, _("This cannot be done now: the matter has gone on."))
        return redirect("case", voice.number)
    form = ActForm(way, language=spoken(), data=request.POST)
    if form.is_valid():
        try:
            perform(case=case, act=name, by=who(voice), at=timezone.now(), facts=form.facts())
        except Refused as refused:
            form.add_error(None, refused.words.said(spoken()))
        else:
            messages.success(request, _("Done."))
            return redirect("case", voice.number)
    return render(request, "track/act.html", {"voice": voice, "way": way, "form": form}, status=422)


@never_cache
@require_POST
def feedback(request: HttpRequest, number: str) -> HttpResponse:
    """Resolved or not: only the person says so."""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    form = FeedbackForm(request.POST)
    if not form.is_valid() or not say_feedback(voice, form, request.POST.get("key", "")):
        shown = {"voice": voice, "form": form, "key": uuid4()}
        return render(request, "track/feedback.html", shown, status=422)
    messages.success(request, _("Thank you. Your word is written down; others see only the count."))
    return redirect("case", voice.number)


def say_feedback(voice: Voice, form: FeedbackForm, key: str) -> bool:
    """Hand the person's word to the register; False, with the reason in the form, where it cannot be taken."""
    said = form.cleaned_data
    labels = dict(form.fields["resolved"].choices)  # type: ignore[attr-defined]
    try:
        take_voice(
            channel=Channel.WEB,
            text=said["text"] or str(labels[said["resolved"]]),
            at=timezone.now(),
            by=ANYONE,
            author=voice.author,
            purpose=Purpose.FEEDBACK,
            about=case_or_404(voice),
            resolved=said["resolved"],
            mark=int(said["mark"]) if said["mark"] else None,
            idempotency_key=read_key(key),
            idempotency_scope="web",
        )
    except Refused as refused:
        form.add_error(None, refused.words.said(spoken()))
    except KeyReused:
        form.add_error(None, SENT_BEFORE.said(spoken()))
    return form.is_valid()


@never_cache
@reads_and_sends
def again(request: HttpRequest, number: str, purpose: str) -> HttpResponse:
    """The answer is not enough: open the matter again, or complain to the higher body."""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    form = AgainForm(request.POST if request.method == "POST" else None)
    key: UUID | str = request.POST.get("key") or uuid4()
    if form.is_bound and form.is_valid():
        try:
            taken = take_voice(
                channel=Channel.WEB,
                text=form.cleaned_data["text"],
                at=timezone.now(),
                by=ANYONE,
                author=voice.author,
                kind="complaint" if purpose == "complain" else voice.kind_wished,
                place=voice.place,
                purpose=AGAIN[purpose],
                about=case_or_404(voice),
                idempotency_key=read_key(str(key)),
                idempotency_scope="web",
            )
        except Refused as refused:
            form.add_error(None, refused.words.said(spoken()))
        except KeyReused:
            form.add_error(None, SENT_BEFORE.said(spoken()))
            key = uuid4()
        else:
            remember(request, taken.voice)
            return redirect("talon", taken.voice.number)
    shown = {"voice": voice, "form": form, "purpose": purpose, "key": key}
    return render(request, "track/again.html", shown, status=422 if form.is_bound else 200)


def read_key(text: str) -> UUID:
    """The form's idempotency key; a new one when it was lost on the way."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def remember(request: HttpRequest, voice: Voice) -> None:
    open_by_code(request, voice.number, code_of(voice))


@never_cache
@reads_and_sends
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm a phone or an e-mail by a code: the enquiry becomes a legal appeal. It may be left out."""
    voice = opened_voice(request, number)
    if voice is None:
        return ask_for_code(request, number)
    if not may_be_confirmed(voice, case_or_404(voice)):
        messages.warning(request, _("This cannot be done now: the matter has gone on."))
        return redirect("case", voice.number)
    held = request.session.get(CLAIM, {})
    if held.get("number") == voice.number and "again" not in request.GET:
        return read_code(request, voice, held)
    return ask_contact(request, voice)


def may_be_confirmed(voice: Voice, case: Case) -> bool:
    """Whether a code can still make this enquiry an appeal.

    A confirmed author is left alone: their contact opens their whole account, and the code of one talon, which others
    may hold, must never change it.
    """
    unknown = voice.author is None or voice.author.level < Level.CONTACT
    return unknown and any(way.act == "confirm" for way in ways_of(case, "applicant"))


def ask_contact(request: HttpRequest, voice: Voice) -> HttpResponse:
    known = voice.author.phone or voice.author.email if voice.author else ""
    form = ContactForm(request.POST if request.method == "POST" else None, initial={"contact": known})
    if form.is_bound and form.is_valid():
        at = timezone.now()
        try:
            claimed = claim_contact(
                contact=form.cleaned_data["contact"],
                binding=binding_of(request),
                language=spoken(),
                at=at,
                courier=courier(),
                person=voice.author or meet_person(at=at, language=spoken()),
            )
        except Refused as refused:
            form.add_error("contact", refused.words.said(spoken()))
        else:
            key = str(claimed.claim.key)
            request.session[CLAIM] = {"number": voice.number, "key": key, "shown": claimed.shown}
            return redirect("confirm", voice.number)
    return render(
        request, "track/confirm.html", {"voice": voice, "form": form}, status=422 if form.is_bound else 200
    )


def read_code(request: HttpRequest, voice: Voice, held: dict[str, str]) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        at = timezone.now()
        try:
            claim = confirm_contact(
                key=held["key"], code=form.cleaned_data["code"], binding=binding_of(request), at=at
            )
            case = case_or_404(voice)
            if claim.person is not None:
                case = confirm_author(voice=voice, person=claim.person, at=at)
        except Refused as refused:
            form.add_error("code", refused.words.said(spoken()))
        else:
            request.session.pop(CLAIM)
            is_legal = case.procedure != "enquiry"  # a stricter level may be asked for than a code gives
            confirmed = _("Confirmed. Your message is now an appeal with the terms of the law.")
            messages.success(request, confirmed if is_legal else _("Done."))
            return redirect("talon", voice.number)
    shown = {"voice": voice, "form": form, "shown": held.get("shown"), "sent": True}
    return render(request, "track/confirm.html", shown, status=422 if form.is_bound else 200)
