"""The text engine at the service of the site: one engine a process, one thread at a time.

Only what may stand beside a voice leaves this module; tone, attitude and abuse are dropped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Final

import pyarrow as pa

from qulaq.methods.text.engine import shared
from qulaq.methods.text.reasons import reasons

_turn: Final = Lock()


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one text."""

    language: str
    language_p: float
    category: str
    category_p: float
    candidates: tuple[str, ...]
    service_class: str
    urgency: str
    danger: bool
    stems: tuple[str, ...]
    reasons: tuple[str, ...]


def read(text: str, *, region: str = "") -> Read:
    """Read one text; `region` (KATO) is where its sender is."""
    batch = pa.record_batch({"text": pa.array([text], pa.string())})
    with _turn:
        engine = shared(False)
        row = engine.enrich(batch, region=region or None).to_pylist()[0]
        why = reasons(engine, text)
    return Read(
        language=row["lang"],
        language_p=float(row["lang_p"]),
        category=row["category"],
        category_p=float(row["category_p"]),
        candidates=tuple(row["category_top3"]),
        service_class=row["kind"],
        urgency=row["urgency"],
        danger=bool(row["danger"]),
        stems=tuple(row["stems"]),
        reasons=tuple(why),
    )
