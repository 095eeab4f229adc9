"""What a check can find, from best to worst, and the finding itself in a form that can be kept for years.

The names are those of the contract that outsiders rely on. Where several things are wrong the earliest failed check
counts, so an order of checks is an order of severity: a file that is not a signature at all stands before a wrong
content, that before a wrong signature, that before a doubtful signer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

WORST_FIRST: Final = (
    "malformed",
    "no-signer",
    "multiple-signers",
    "content-mismatch",
    "algorithm-mismatch",
    "signature-invalid",
    "untrusted-chain",
    "certificate-revoked",
    "certificate-expired",
    "revocation-unknown",
    "wrong-key-purpose",
    "signer-mismatch",
    "not-eligible",
    "ok",
)


class Refusal(Exception):
    """A check failed: the verdict's name and a sentence for people."""

    def __init__(self, verdict: str, why: str) -> None:
        super().__init__(why)
        self.verdict, self.why = verdict, why


@dataclass(frozen=True, slots=True)
class SignerVerdict:
    """What was found about one signer. Fields of the certificate are None where there is none."""

    verdict: str
    why: str
    iin: str | None = None
    bin: str | None = None
    name: str | None = None
    patronymic: str | None = None
    role: str | None = None
    algorithm: str | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    serial: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "iin": self.iin,
            "bin": self.bin,
            "name": self.name,
            "patronymic": self.patronymic,
            "role": self.role,
            "algorithm": self.algorithm,
            "not_before": written(self.not_before),
            "not_after": written(self.not_after),
            "serial": self.serial,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole finding. `evidence` says what was checked against what (`qulaq.methods.seal.evidence`)."""

    result: str
    why: str
    signers: tuple[SignerVerdict, ...] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.result == "ok"

    def as_json(self) -> dict[str, Any]:
        """The contract's JSON, without the evidence."""
        return {
            "result": self.result,
            "signers": [signer.as_json() for signer in self.signers],
            "why": self.why,
        }


def worst(signers: Iterable[SignerVerdict]) -> SignerVerdict:
    """The signer whose verdict is the file's; the first of equals."""
    return min(signers, key=lambda signer: WORST_FIRST.index(signer.verdict))


def written(moment: datetime | None) -> str | None:
    """A moment in UTC with Z."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
