"""The log's signing key: the setting `QULAQ_LEDGER_KEY`, or a file of this installation's own when it is
unset.

A host that signs can rewrite: hence heads go to a witness elsewhere. In production give the key as a setting
(or `QULAQ_LEDGER_KEY_FILE`), so that a copy of `var/` does not carry it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.heads import key_id, public_key


def signing_seed() -> bytes:
    """The 32-byte Ed25519 seed. BadInput when the setting is not 64 hex digits."""
    written = str(settings.LEDGER_KEY)
    if written:
        return _seed(written, field="QULAQ_LEDGER_KEY")
    path = Path(settings.VAR) / "ledger.key"
    if not path.exists():
        _make(path)
    return _seed(path.read_text("ascii").strip(), file=str(path))


def public_keys() -> dict[str, bytes]:
    """Public keys whose heads this installation vouches for, by their ids: today's and the former ones."""
    former = [bytes.fromhex(text) for text in settings.LEDGER_FORMER_PUBLIC_KEYS]
    return {key_id(public): public for public in [public_key(signing_seed()), *former]}


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        os.link(fresh, path)  # unlike a rename, this never replaces a key that another process made meanwhile
    except FileExistsError:
        return
    finally:
        fresh.unlink()


def _seed(text: str, *, file: str | None = None, field: str | None = None) -> bytes:
    try:
        seed = bytes.fromhex(text)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise BadInput("must be 64 hex digits (an Ed25519 seed)", file=file, field=field)
    return seed
