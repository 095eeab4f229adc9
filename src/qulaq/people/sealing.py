"""Encryption of personal fields, so that a copy of the database alone names nobody.

AES-256-GCM with the key's id in front and `table.column.row` as associated data: a value moved to another
row or column does not open. Keys per purpose come from one master by HKDF (RFC 5869); equality search goes
through a keyed HMAC-SHA-256 (blind index). Masters live outside the database, in QULAQ_FIELD_KEYS, written
`id:base64,id:base64`: the first writes, all read; `reseal` moves rows to the first.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from qulaq.kernel.errors import BadInput

NONCE = 12


class Unopened(ValueError):
    """A sealed value that no key opens: wrong key, moved row, or a changed byte."""


def derived(master: bytes, purpose: str) -> bytes:
    """The 32-byte key of one purpose (HKDF-SHA-256; masters are uniformly random, so no salt is needed)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"qulaq {purpose} v1".encode()).derive(master)


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of one installation: id → master; the first writes."""

    masters: dict[str, bytes]

    @classmethod
    def parsed(cls, text: str) -> Ring:
        """Read `id:base64-of-32-bytes,…`."""
        masters: dict[str, bytes] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, encoded = part.partition(":")
            try:
                master = base64.b64decode(encoded, validate=True)
            except binascii.Error as error:
                raise BadInput(f"key {name!r} is not base64", field="QULAQ_FIELD_KEYS") from error
            if not name.isalnum() or len(master) != 32 or name in masters:
                raise BadInput(
                    f"key {name!r} needs its own id of letters and digits and 32 bytes",
                    field="QULAQ_FIELD_KEYS",
                )
            masters[name] = master
        if not masters:
            raise BadInput("holds no key", field="QULAQ_FIELD_KEYS")
        return cls(masters)

    @property
    def current(self) -> str:
        return next(iter(self.masters))

    def seal(self, text: str, *, where: str) -> str:
        """`id.base64(nonce ‖ ciphertext ‖ tag)`; `where` = table.column.row. An empty text stays empty."""
        if not text:
            return ""
        nonce = os.urandom(NONCE)
        box = AESGCM(derived(self.masters[self.current], "field")).encrypt(
            nonce, text.encode(), where.encode()
        )
        return f"{self.current}.{base64.b64encode(nonce + box).decode()}"

    def unseal(self, sealed: str, *, where: str) -> str:
        """The text again; `Unopened` where the key is unknown, or the value was moved or changed."""
        if not sealed:
            return ""
        name, _, encoded = sealed.partition(".")
        if name not in self.masters:
            raise Unopened(f"{where}: no key {name!r}")
        try:
            raw = base64.b64decode(encoded, validate=True)
            return (
                AESGCM(derived(self.masters[name], "field"))
                .decrypt(raw[:NONCE], raw[NONCE:], where.encode())
                .decode()
            )
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise Unopened(f"{where}: does not open") from error

    def index(self, text: str, *, purpose: str, key: str | None = None) -> str:
        """A keyed hash for equality: equal texts of one purpose give equal hex."""
        if not text:
            return ""
        secret = derived(self.masters[key or self.current], f"index {purpose}")
        return hmac.new(secret, text.encode(), sha256).hexdigest()

    def indexes(self, text: str, *, purpose: str) -> list[str]:
        """The index under every key: search with `__in`, so that rows of an older key are found too."""
        return [self.index(text, purpose=purpose, key=name) for name in self.masters] if text else []


@cache
def _ring(text: str) -> Ring:
    return Ring.parsed(text)


def ring() -> Ring:
    """The keys of this installation."""
    return _ring(settings.FIELD_KEYS)


class Sealed:
    """An attribute of a model kept encrypted in `<name>_sealed` (and found by `<name>_index`).

    The model has a `key` (UUID, set before the row is written): it stands for the row in the associated data.
    """

    def __init__(self, *, index: str = "") -> None:
        self.purpose = index

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def where(self, row: Any) -> str:
        return f"{row._meta.db_table}.{self.name}.{row.key}"

    def __get__(self, row: Any, owner: type | None = None) -> str:
        if row is None:
            raise AttributeError(f"{self.name} is read from a row")
        return ring().unseal(getattr(row, f"{self.name}_sealed"), where=self.where(row))

    def __set__(self, row: Any, text: str) -> None:
        setattr(row, f"{self.name}_sealed", ring().seal(text, where=self.where(row)))
        if self.purpose:
            setattr(row, f"{self.name}_index", ring().index(text, purpose=self.purpose))


def sealed_columns(model: type) -> dict[str, Sealed]:
    """Name → descriptor of every sealed attribute of a model."""
    return {name: value for name, value in vars(model).items() if isinstance(value, Sealed)}
