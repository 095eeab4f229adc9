"""Checking a receipt in words; the same check runs offline by `qulaq ledger receipt`, without us."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qulaq.hear.queries import receipt_of
from qulaq.kernel.errors import BadInput
from qulaq.ledger.keys import public_keys
from qulaq.ledger.queries import head_feed
from qulaq.methods.seal.heads import read_document
from qulaq.methods.seal.receipts import Verdict, check
from qulaq.web.forms.receipt import ReceiptForm
from qulaq.web.opened import opened_voice

WORDS: Final[dict[str, str | Promise]] = {
    "ok": _("The receipt is genuine: its entry stands in the open log."),
    "promised": _(
        "The receipt is genuine. Its entry enters the log within a minute: download it again for the proof."
    ),
    "malformed": _("This is not a whole receipt: copy all of it, from the first bracket to the last."),
    "wrong-key": _("This receipt was signed by another installation, or not by us."),
    "signature-invalid": _("The receipt was changed after it was signed."),
    "body-changed": _("The content of the entry was changed: it does not match the signed number."),
    "words-differ": _("The words are not those that were received."),
    "head-invalid": _("The signature of the log inside the receipt does not hold."),
    "other-log": _("The proof belongs to another log."),
    "not-included": _("The proof does not lead to the log: the receipt was changed."),
    "head-unknown": _("The log of this size was not published."),
    "head-differs": _("Two different histories were signed. Keep this receipt: it proves our fault."),
}


def judged(document: bytes) -> Verdict:
    """The verdict of the log's own keys over what was given."""
    try:
        receipt: Any = read_document(document)
    except (BadInput, RecursionError, ValueError):  # ValueError: a number of thousands of digits
        return Verdict("malformed", "not JSON")
    keys = public_keys()
    named = receipt.get("key") if isinstance(receipt, dict) else None
    public = keys.get(str(named)) or next(iter(keys.values()))
    return check(receipt, public=public)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_receipt(request: HttpRequest) -> HttpResponse:
    """Form and verdict on one page; what is checked is not kept."""
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    verdict = judged(form.document()) if form.is_bound and form.is_valid() else None
    shown = {
        "form": form,
        "verdict": verdict,
        "words": verdict and WORDS[verdict.result],
        "key": next(iter(public_keys().values())).hex(),
        "head": next(iter(head_feed(1)), None),
    }
    status = 422 if form.is_bound and not verdict else 200
    return render(request, "receipts/check.html", shown, status=status)


@never_cache
@require_safe
def check_mine(request: HttpRequest, number: str) -> HttpResponse:
    """The same check of the receipt of one's own matter, without copying it."""
    voice = opened_voice(request, number)
    if voice is None:
        return redirect("case", number)
    receipt = receipt_of(voice)
    pasted = json.dumps(receipt, ensure_ascii=False, indent=1)
    verdict = judged(pasted.encode())
    shown = {
        "form": ReceiptForm(initial={"pasted": pasted}),
        "verdict": verdict,
        "words": WORDS[verdict.result],
        "voice": voice,
        "key": next(iter(public_keys().values())).hex(),
    }
    return render(request, "receipts/check.html", shown)


@require_safe
def public_key(request: HttpRequest) -> HttpResponse:
    """The log's public key, one hex line, to be kept elsewhere."""
    return HttpResponse(
        f"{next(iter(public_keys().values())).hex()}\n", content_type="text/plain; charset=utf-8"
    )


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """The newest signed heads of the log, newest first, as JSON Lines."""
    lines = "".join(json.dumps(head, ensure_ascii=False, sort_keys=True) + "\n" for head in head_feed(1000))
    return HttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
