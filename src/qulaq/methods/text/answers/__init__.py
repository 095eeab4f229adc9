"""Is an official answer formal, good or interim, and because of what: `judge` and what it returns."""

from __future__ import annotations

from qulaq.methods.text.answers.judging import Judged, judge

__all__ = ["Judged", "judge"]
