"""Secrets that an installation without settings keeps for itself, in files outside the database.

Only for one machine that is not served over TLS (development, demo, an offline auditor): a served site gets
its secrets from its operator, or several machines would each make their own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from qulaq.kernel.errors import BadInput


def kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in the file; the first call writes it, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_text("ascii").strip()
        if not secret:
            raise BadInput("is empty: another start is writing it, or it was cut", file=str(path)) from None
        return secret
    secret = make()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
    return secret


def secret(name: str, given: str, *, served: bool, path: Path, make: Callable[[], str]) -> str:
    """What the operator gave; else what is kept in `path`; a served site without it does not start."""
    if given:
        return given
    if served:
        raise BadInput("must be set where SITE_URL is https", field=name)
    return kept(path, make)
