"""What a shared cache may hold: JSON. Unpickling would let whoever can write to the cache run code in the site.

Given to Django's Redis cache as its serializer. Whole numbers stay bare, so that Redis can count them up and down.
"""

from __future__ import annotations

import json
from typing import Any


class JsonValues:
    """Turns a value into bytes and back; what JSON does not know is refused loudly by `json.dumps`."""

    def dumps(self, value: Any) -> int | bytes:
        if type(value) is int:
            return value
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)
