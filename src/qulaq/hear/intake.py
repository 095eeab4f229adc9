"""What a door hands to `take_voice`: the author as they said, the files as they came."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from qulaq.kernel.canonical import canonical_json


@dataclass(frozen=True, slots=True)
class Author:
    """Who says they write. Nothing of it is proved; the IIN is only claimed."""

    name: str = ""
    phone: str = ""
    email: str = ""
    iin: str = ""
    address: str = ""

    @property
    def contact(self) -> str:
        return self.phone or self.email

    def __bool__(self) -> bool:
        return any((self.name, self.phone, self.email, self.iin, self.address))


@dataclass(frozen=True, slots=True)
class File:
    """An attached file whose type was judged by its content."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def digest_of(**request: object) -> str:
    """A digest of what was sent, to tell a retry from another request under the same key."""
    return sha256(
        canonical_json({name: value for name, value in request.items() if value not in (None, "", [])})
    ).hexdigest()
