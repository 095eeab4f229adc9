"""Following one's own matter by number and code, without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qulaq.web.forms.track import TalonForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """The form; the code travels in the body of the request, never in an address that history keeps."""
    form = TalonForm(request.POST if request.method == "POST" else None)
    return render(request, "track/find.html", {"form": form}, status=422 if form.is_bound else 200)
