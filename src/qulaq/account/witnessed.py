"""How published words are read back, so that an edited one is found."""

from __future__ import annotations

from qulaq.account.models import PublishedAnswer
from qulaq.ledger.witnessed import content


@content("account.published.words")
def words(published_id: int) -> str | None:
    row = PublishedAnswer.objects.filter(pk=published_id).first()
    return f"{row.question}\n\n{row.answer}" if row else None


@content("account.published.why")
def why(published_id: int) -> str | None:
    row = PublishedAnswer.objects.filter(pk=published_id).first()
    return row.hidden_why if row else None
