"""A person signs in: a contact, a code, and back to where they were. No password, no registration."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qulaq.kernel import masking
from qulaq.people.acts import claim_contact, confirm_contact, enter_by_claim
from qulaq.people.courier import courier
from qulaq.people.models import ContactClaim
from qulaq.people.refusals import Refused
from qulaq.people.sign_in import sign_in_person
from qulaq.web.forms.sign_in import CodeForm, ContactForm

BINDING, CLAIM, SHOWN, NEXT = "contact_binding", "contact_claim", "contact_shown", "contact_next"


def binding_of(request: HttpRequest) -> str:
    """What ties a code to this browser: a random word kept in its session, the same until it signs in."""
    if BINDING not in request.session:
        request.session[BINDING] = secrets.token_urlsafe(24)
    return str(request.session[BINDING])


def safe_path(request: HttpRequest, wanted: str) -> str:
    """A path of this site, else the home page: nobody is sent elsewhere by a link that we print."""
    fine = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fine else "/"


def _tongue() -> str:
    return (get_language() or "kk")[:2]


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a contact and send a code there."""
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" and "next" in request.GET:
        request.session[NEXT] = safe_path(request, request.GET["next"])
    if form.is_valid():
        try:
            claimed = claim_contact(
                contact=form.cleaned_data["contact"],
                binding=binding_of(request),
                language=_tongue(),
                at=timezone.now(),
                courier=courier(),
            )
        except Refused as refusal:
            form.add_error("contact", refusal.words.said(_tongue()))
        else:
            request.session[CLAIM], request.session[SHOWN] = str(claimed.claim.key), claimed.shown
            return redirect("sign_in_code")
    return render(request, "account/sign_in.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Read the code back and open the session."""
    held = request.session.get(CLAIM)
    claim = ContactClaim.objects.filter(key=held).first() if held else None
    if claim is None:
        return redirect("sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        try:
            confirmed = confirm_contact(
                key=claim.key, code=form.cleaned_data["code"], binding=binding_of(request), at=now
            )
            account = enter_by_claim(claim=confirmed, at=now)
        except Refused as refusal:
            form.add_error("code", refusal.words.said(_tongue()))
        else:
            then = str(request.session.get(NEXT) or reverse("mine"))
            for word in (BINDING, CLAIM, SHOWN, NEXT):
                request.session.pop(word, None)
            return sign_in_person(request, account, then=then)
    hidden = masking.email(claim.contact) if claim.kind == "email" else masking.phone(claim.contact)
    page = {"form": form, "contact": hidden, "shown": request.session.get(SHOWN)}
    return render(request, "account/sign_in_code.html", page, status=422 if form.errors else 200)
