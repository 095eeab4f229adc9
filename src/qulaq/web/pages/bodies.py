"""Every state body: one clear page with its name, head, hours, phone and what it answers for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qulaq.kernel.clock import local
from qulaq.kernel.kato import Gazetteer
from qulaq.people.models import Body, holding
from qulaq.people.queries import bodies_tree, heads, words_at


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies in force today, as a tree."""
    today = local(timezone.now()).date()
    branches = [branch for root in bodies_tree(at=today) for branch in root.walk()]
    return render(request, "bodies/list.html", {"branches": branches})


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body; a closed one keeps its page, with the day on which it ended."""
    found = Body.objects.prefetch_related("names", "competences").select_related("parent").filter(code=code)
    one = found.first()
    if one is None:
        raise Http404
    today = local(timezone.now()).date()
    below = Body.objects.filter(holding(today), parent=one).prefetch_related("names").order_by("code")
    shown = {
        "body": one,
        "name": words_at(one, today),
        "parent": one.parent and words_at(one.parent, today),
        "head": next(iter(heads(one, today)), None),
        "place": Gazetteer.official().get(one.place) if one.place else None,
        "competences": sorted(row.category for row in one.competences.all()),
        "below": [(child, words_at(child, today)) for child in below],
    }
    return render(request, "bodies/body.html", shown)
