"""Reads for the public: published answers, living figures, what became of a voice."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from qulaq.account.models import PublishedAnswer
from qulaq.hear.queries import last_words
from qulaq.procedures.models import Case, CaseDuty
from qulaq.understand.queries import search_terms


@dataclass(frozen=True, slots=True)
class Figures:
    """Cases of the living register. Late and unanswered stand beside the rest, same size."""

    received: int
    answered: int
    waiting: int
    late: int
    resolved: int
    published: int
    hidden: int


def published_answers(
    *, category: str = "", body_code: str = "", language: str = ""
) -> QuerySet[PublishedAnswer]:
    """Answers anyone may read, newest first."""
    rows = (
        PublishedAnswer.objects.filter(hidden_at=None).select_related("case__body").order_by("-published_at")
    )
    if category:
        rows = rows.filter(category=category)
    if body_code:
        rows = rows.filter(case__body__code=body_code)
    return rows.filter(language=language) if language else rows


def search_answers(words: str, *, category: str = "", body_code: str = "") -> QuerySet[PublishedAnswer]:
    """Answers that hold every search term of `words`, in any form of the words, newest first."""
    rows = published_answers(category=category, body_code=body_code)
    for term in search_terms(words)[:8]:
        rows = rows.filter(stems__contains=f" {term} ")
    return rows


def published_called(slug: str) -> PublishedAnswer | None:
    return published_answers().filter(slug=slug).first()


def figures(*, at: datetime, body_code: str = "") -> Figures:
    """What came in and what became of it, in one query; counts only."""
    cases = Case.objects.filter(origin=Case.Origin.LIVE, procedure__in=("appeal", "enquiry", "complaint"))
    if body_code:
        cases = cases.filter(body__code=body_code)
    late = CaseDuty.objects.filter(case=OuterRef("pk"), state="open", due_at__lt=at)
    last_word = Subquery(last_words(OuterRef("pk")).values("resolved")[:1])
    counted = cases.annotate(is_late=Exists(late), last_word=last_word).aggregate(
        n_received=Count("pk"),
        n_answered=Count("pk", filter=Q(answered_at__isnull=False)),
        n_waiting=Count("pk", filter=Q(answered_at=None, outcome="")),
        n_late=Count("pk", filter=Q(is_late=True)),
        n_resolved=Count("pk", filter=Q(last_word="yes")),
        n_published=Count("pk", filter=Q(published__isnull=False, published__hidden_at=None)),
        n_hidden=Count("pk", filter=Q(published__hidden_at__isnull=False)),
    )
    return Figures(**{name.removeprefix("n_"): number for name, number in counted.items()})


def figures_lately(*, at: datetime) -> Figures:
    """The figures as counted at most FIGURES_SECONDS ago: the first page must bear a crowd."""

    held: dict[str, int] | None = cache.get("figures")
    if held is None:
        held = asdict(figures(at=at))
        cache.set("figures", held, settings.FIGURES_SECONDS)
    return Figures(**held)


def outcomes(*, body_code: str = "") -> list[tuple[str, int]]:
    """How cases ended, counted: every end shows at least here."""
    cases = Case.objects.exclude(outcome="").filter(origin=Case.Origin.LIVE)
    if body_code:
        cases = cases.filter(body__code=body_code)
    return list(cases.values_list("outcome").annotate(n=Count("pk")).order_by("-n"))
