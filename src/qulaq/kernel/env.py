"""Settings read from the environment, typed, failing loudly at start rather than strangely later.

Every name may also come from a file: `NAME_FILE=/run/secrets/name` wins over `NAME`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from qulaq.kernel.errors import BadInput

YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


class Env:
    """Typed reads of one mapping of strings (the process environment when none is given)."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source

    def text(self, name: str, default: str = "") -> str:
        """The value of NAME, or the content of the file that NAME_FILE points to."""
        path = self._source.get(f"{name}_FILE")
        if path:
            try:
                return Path(path).read_text("utf-8").strip()
            except OSError as error:
                raise BadInput(f"cannot be read: {error.strerror}", file=path, field=f"{name}_FILE") from error
        return self._source.get(name, default)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0").strip().lower()
        if value in YES:
            return True
        if value in NO:
            return False
        raise BadInput(f"says {value!r}; write 1 or 0", field=name)

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        try:
            return int(value)
        except ValueError as error:
            raise BadInput(f"says {value!r}; write a whole number", field=name) from error

    def listed(self, name: str, default: str = "") -> list[str]:
        """Comma-separated values, blanks dropped."""
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]
