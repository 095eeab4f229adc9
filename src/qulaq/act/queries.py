"""Reads of the workplace: the queue by deadline, who is in charge, the letters of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qulaq.act.models import Answer, Assignment
from qulaq.kernel.clock import local
from qulaq.procedures.models import Case, CaseDuty
from qulaq.procedures.queries import open_duties_of


@dataclass(slots=True)
class Queue:
    """Open cases of some bodies by their most pressing duty: late, due today, later."""

    late: list[CaseDuty] = field(default_factory=list)
    today: list[CaseDuty] = field(default_factory=list)
    later: list[CaseDuty] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.late) + len(self.today) + len(self.later)


def queue_of(body_ids: Iterable[int], *, at: datetime, limit: int = 200) -> Queue:
    """One row a case, its soonest open duty; at most `limit` duties are read."""
    queue, seen = Queue(), set[int]()
    tomorrow = local(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for duty in open_duties_of(body_ids)[:limit]:
        if duty.case_id in seen or duty.due_at is None:
            continue
        seen.add(duty.case_id)
        group = queue.late if duty.due_at < at else queue.today if duty.due_at < tomorrow else queue.later
        group.append(duty)
    return queue


def officer_of(case: Case) -> Assignment | None:
    """Who is in charge of the case now."""
    return Assignment.objects.filter(case=case, ended_at=None).select_related("officer").first()


def draft_of(case: Case) -> Answer | None:
    return (
        Answer.objects.filter(case=case, sent_at=None)
        .select_related("case__body", "case__higher_body")
        .first()
    )


def answer_of(case: Case) -> Answer | None:
    """The last letter that went to the person."""
    return Answer.objects.filter(case=case, sent_at__isnull=False).order_by("-sent_at").first()
