"""How the facts of a step are read back, so that an edited one is found."""

from __future__ import annotations

from qulaq.kernel.canonical import canonical_json
from qulaq.ledger.witnessed import content
from qulaq.procedures.models import CaseStep


@content("procedures.step.facts")
def facts(step_id: int) -> bytes | None:
    step = CaseStep.objects.filter(pk=step_id).first()
    return canonical_json(step.facts) if step else None
