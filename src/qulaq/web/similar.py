"""Published answers that may already help somebody who is writing: those that share the most search terms.

A hint beside the form and nothing more: it decides nothing and remembers nothing.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from qulaq.account.models import PublishedAnswer
from qulaq.account.queries import published_answers
from qulaq.understand.queries import search_terms

SHORTEST: Final = 4
TERMS: Final = 12
ENOUGH: Final = 2
READ: Final = 200


def telling(text: str) -> list[str]:
    """The longest search terms of a text: short ones are in every letter."""
    terms = [term for term in search_terms(text) if len(term) >= SHORTEST and not term.isdecimal()]
    return sorted(terms, key=lambda term: (-len(term), term))[:TERMS]


def may_help(text: str, *, most: int = 2) -> list[PublishedAnswer]:
    """At most `most` published answers that share two or more terms, the likest first, newest among equals."""
    wanted = telling(text)
    if len(wanted) < ENOUGH:
        return []
    tried = reduce(or_, (Q(stems__contains=f" {term} ") for term in wanted))
    rows = list(published_answers().filter(tried).prefetch_related("case__body__names")[:READ])
    scored = [(sum(f" {term} " in row.stems for term in wanted), row) for row in rows]
    likest = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    return [row for _, row in likest[:most]]
