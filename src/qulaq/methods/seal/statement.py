"""What a person is asked to sign: a short text that they can read and a machine can compare byte for byte.

One statement names the action, the object, the choice (in the clear, or as a ciphertext for a secret ballot), a
one-time challenge, the time until which it counts, and the SHA-256 of every attachment. So a signature cannot be
moved to another object, another choice or another day, and nobody has to send megabytes through a token. It is
canonical JSON (`qulaq.kernel.canonical`), and the same content as sentences in Kazakh, Russian and English lies
inside, because what is signed must be what was shown. The server compares the signed bytes with its own copy, never
with what the browser sent back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from qulaq.kernel.canonical import canonical_json
from qulaq.kernel.clock import local
from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.methods.seal.heads import read_document
from qulaq.methods.seal.limits import STATEMENT

KIND: Final = "qulaq-statement"
VERSION: Final = 1
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9._:/-]{0,199}")
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{22,128}")
_FIELDS: Final = frozenset(
    {"action", "attachments", "challenge", "choice", "ciphertext", "kind", "object", "text", "until", "v"}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """`action` and `object` are codes ("petition.sign", "petition/17"); exactly one of `choice` and `ciphertext` may be
    given; `challenge` has at least 128 bits in base64url and is used once; `attachments` are SHA-256 by file name;
    `says` tells the act, `object_name` and `choice_says` what it is about, in three languages.
    """

    action: str
    object: str
    challenge: str
    until: datetime
    says: Words
    object_name: Words
    choice: str | None = None
    choice_says: Words | None = None
    ciphertext: str | None = None
    attachments: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, wrong in (*self._wrong_codes(), *self._wrong_texts()):
            raise BadInput(wrong, field=name)

    def _wrong_codes(self) -> Iterator[tuple[str, str]]:
        for name, value in (("action", self.action), ("object", self.object)):
            if not _CODE.fullmatch(value):
                yield name, "a code has small Latin letters, digits and . _ : / -"
        if not _CHALLENGE.fullmatch(self.challenge):
            yield "challenge", "a challenge has 22 to 128 characters of base64url"
        if self.until.utcoffset() is None or self.until.microsecond:
            yield "until", "the end is an aware moment in whole seconds"
        for name, digest in self.attachments.items():
            if not name or not _HEX.fullmatch(digest):
                yield "attachments", "an attachment is a file name and its SHA-256 in hex"

    def _wrong_texts(self) -> Iterator[tuple[str, str]]:
        if self.choice is not None and self.ciphertext is not None:
            yield "choice", "a choice is given in the clear or as a ciphertext, not both"
        if (self.choice is None) != (self.choice_says is None):
            yield "choice_says", "a choice is told both as a code and in words"
        for words in (self.says, self.object_name, self.choice_says):
            if words is not None and words.missing():
                yield "text", f"nothing is said in {', '.join(words.missing())}"

    def text(self, language: str) -> str:
        """The sentences for one language, as they are shown and signed."""
        lines = [_sentence(self.says.said(language), self.object_name.said(language))]
        if self.choice_says is not None:
            lines.append(_sentence(_CHOICE.said(language), self.choice_says.said(language)))
        elif self.ciphertext is not None:
            lines.append(_SECRET.said(language))
        if self.attachments:
            lines.append(_sentence(_ATTACHED.said(language), ", ".join(sorted(self.attachments))))
        lines.append(_sentence(_UNTIL.said(language), local(self.until).strftime("%d.%m.%Y %H:%M")))
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "action": self.action,
            "attachments": dict(self.attachments),
            "challenge": self.challenge,
            "kind": KIND,
            "object": self.object,
            "text": {language: self.text(language) for language in ("kk", "ru", "en")},
            "until": self.until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "v": VERSION,
        }
        if self.choice is not None:
            found["choice"] = self.choice
        if self.ciphertext is not None:
            found["ciphertext"] = self.ciphertext
        return found

    def to_sign(self) -> bytes:
        """The bytes to sign, to keep and to compare. Errors: BadInput beyond 64 KB."""
        data = canonical_json(self.as_json())
        if len(data) > STATEMENT:
            raise BadInput(f"is longer than {STATEMENT} bytes", field="statement")
        return data


_CHOICE: Final = Words(kk="Таңдауым", ru="Мой выбор", en="My choice")
_SECRET: Final = Words(
    kk="Таңдауым шифрланған, оны санақтан бұрын ешкім оқи алмайды.",
    ru="Мой выбор зашифрован: до подсчёта его никто не прочтёт.",
    en="My choice is encrypted: nobody can read it before the count.",
)
_ATTACHED: Final = Words(kk="Қоса берілген файлдар", ru="Приложенные файлы", en="Attached files")
_UNTIL: Final = Words(
    kk="Қол қоюдың соңғы мерзімі (Алматы уақыты)",
    ru="Подписать можно до (время Алматы)",
    en="May be signed until (Almaty time)",
)


def _sentence(what: str, which: str) -> str:
    return f"{what}: {which.removesuffix('.')}."


def read_statement(data: bytes) -> dict[str, Any]:
    """The fields of a statement that was signed, for display and audit.

    Errors: BadInput for what is too long, not canonical (two readers could understand it differently) or has other
    fields than a statement.
    """
    if len(data) > STATEMENT:
        raise BadInput(f"is longer than {STATEMENT} bytes", field="statement")
    found = read_document(data)
    if not isinstance(found, dict) or found.get("kind") != KIND or found.get("v") != VERSION:
        raise BadInput("is not a statement of version 1", field="statement")
    try:
        canonical = canonical_json(found)
    except (TypeError, ValueError) as error:
        raise BadInput(f"is not canonical: {error}", field="statement") from error
    if canonical != data:
        raise BadInput("is not in canonical form", field="statement")
    strange = found.keys() - _FIELDS
    lacking = _FIELDS - found.keys() - {"choice", "ciphertext"}
    if strange or lacking:
        raise BadInput(f"has wrong fields: {', '.join(sorted(strange | lacking))}", field="statement")
    return found


def why_not_accepted(
    signed: bytes, *, expected: bytes, challenge_is_unused: bool, at: datetime
) -> str | None:
    """Why a signed statement does not count although its signature is good; None when it does.

    `expected`: our own stored copy; `challenge_is_unused`: what the register of challenges said in the same
    transaction; `at`: the moment of receipt.
    """
    if signed != expected:
        return "the signed statement is not the one that was given out"
    if not challenge_is_unused:
        return "the statement was already used"
    until = datetime.strptime(read_statement(expected)["until"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return "the time to sign is over" if at > until else None
