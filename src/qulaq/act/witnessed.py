"""How the letter of an answer is read back, so that an edited one is found."""

from __future__ import annotations

from qulaq.act.models import Answer
from qulaq.ledger.witnessed import content


@content("act.answer.letter")
def letter(answer_id: int) -> str | None:
    answer = Answer.objects.filter(pk=answer_id).first()
    return answer.letter if answer else None
