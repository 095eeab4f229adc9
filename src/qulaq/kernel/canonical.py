"""One byte string per value, so that a hash or a signature over JSON means the same everywhere.

The form is that of RFC 8785 (JSON Canonicalization Scheme) restricted to what it spells without doubt:
objects with text keys, arrays, text, whole numbers within ±(2^53 − 1), true, false, null. Fractions are
refused, because languages print them differently; write a share as two whole numbers or as text.
"""

from __future__ import annotations

import json
from typing import Any, Final

EXACT: Final = 2**53 - 1


def canonical_json(value: Any) -> bytes:
    """`value` as UTF-8 JSON without spaces, keys in UTF-16 order.

    Errors: `TypeError` for a float (NaN included), a key that is not text, or any other type; `ValueError`
    for a whole number that JSON readers would round and for text that is not Unicode (a lone surrogate).
    """
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _ordered(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > EXACT:
            raise ValueError(f"{value} is beyond 2^53 - 1; write it as text")
        return value
    if isinstance(value, list | tuple):
        return [_ordered(part) for part in value]
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    raise TypeError(f"{type(value).__name__} has no canonical JSON: {value!r}")


def _utf16(key: Any) -> bytes:
    if not isinstance(key, str):
        raise TypeError(f"a JSON key must be text, not {type(key).__name__}: {key!r}")
    return key.encode("utf-16-be")
