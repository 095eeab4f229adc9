"""Published answers that may already help somebody who is writing: found by the beginnings of their longest words.

A hint beside the form and nothing more: it decides nothing and remembers nothing.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from qulaq.account.models import PublishedAnswer
from qulaq.account.queries import published_answers

BEGINNING: Final = 5
WORDS: Final = 8
ENOUGH: Final = 2
READ: Final = 200


def beginnings(text: str) -> list[str]:
    """The first letters of the longest words, without endings, each once: enough to meet another form of the word."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]{5,}", text)}
    return list(
        dict.fromkeys(word[:BEGINNING] for word in sorted(words, key=lambda word: (-len(word), word)))
    )[:WORDS]


def may_help(text: str, *, most: int = 2) -> list[PublishedAnswer]:
    """At most `most` published answers that share two or more of the words, the likest first; one query."""
    wanted = beginnings(text)
    if not wanted:
        return []
    tried = [Q(question__icontains=one) for word in wanted for one in (word, word.capitalize())]
    rows = published_answers().filter(reduce(or_, tried)).prefetch_related("case__body__names")[:READ]
    scored = [(sum(word in row.question.casefold() for word in wanted), row) for row in rows]
    likest = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    return [row for _, row in likest[:most]]
