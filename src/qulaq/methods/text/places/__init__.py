"""Places of Kazakhstan in running text, by the state classifier KATO."""

from __future__ import annotations

from qulaq.methods.text.places.around import is_type
from qulaq.methods.text.places.mentions import hint
from qulaq.methods.text.places.resolve import Found, find

__all__ = ["Found", "find", "hint", "is_type"]
