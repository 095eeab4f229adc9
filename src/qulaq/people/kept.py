"""Secrets that an installation without settings keeps for itself, in files outside the database.

Only for one machine that is not served over TLS (development, demo, an offline auditor): a served site gets
its secrets from its operator, or several machines would each make their own.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from qulaq.kernel.errors import BadInput


def kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in the file; the first call writes it, readable by its owner only, whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
        try:
            os.link(fresh, path)  # unlike a rename, never replaces what another process made meanwhile
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    text = path.read_text("ascii").strip()
    if not text:
        raise BadInput("is empty", file=str(path))
    return text


def given(name: str, value: str, *, served: bool) -> str:
    """The secret as the operator gave it, maybe empty; BadInput where a served site lacks it."""
    if served and not value:
        raise BadInput("must be set where SITE_URL is https", field=name)
    return value
