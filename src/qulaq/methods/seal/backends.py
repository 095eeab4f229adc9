"""Who verifies: our own verifier, the State's library behind NCANode, or both, behind one interface.

In production the State asks for its certified library; ours is the independent second opinion, the auditor's tool
and what works offline. `both` says ok only when both do. A back-end that cannot answer raises `Unavailable`: the
signature then stays received and pending, it is neither valid nor refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from qulaq.methods.seal.verdict import Verdict
from qulaq.methods.seal.verify import Context, verify


class Unavailable(Exception):
    """No answer could be had now; ask again later. Never to be read as a verdict."""


class Backend(Protocol):
    """Judges one signature. `name` goes into the evidence."""

    @property
    def name(self) -> str: ...

    def verify(self, cms: bytes, expected_content: bytes, context: Context) -> Verdict:
        """Errors: Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Builtin:
    """Our own verifier."""

    name: str = "builtin"

    def verify(self, cms: bytes, expected_content: bytes, context: Context) -> Verdict:
        return verify(cms, expected_content, context)


@dataclass(frozen=True, slots=True)
class Both:
    """Two back-ends that must agree. The first one's finding is told; a lone refusal by the second refuses."""

    first: Backend
    second: Backend
    name: str = "both"

    def verify(self, cms: bytes, expected_content: bytes, context: Context) -> Verdict:
        one = self.first.verify(cms, expected_content, context)
        two = self.second.verify(cms, expected_content, context)
        told = two if one.ok else one
        opinions = {self.first.name: one.result, self.second.name: two.result}
        evidence = {**one.evidence, "opinions": opinions, self.second.name: dict(two.evidence)}
        if one.ok and two.ok and _persons(one) != _persons(two):
            why = f"{self.first.name} and {self.second.name} read different persons out of the certificate"
            return replace(one, result="signer-mismatch", why=why, evidence=evidence)
        if one.ok != two.ok:
            why = f"{self.first.name} says {one.result}, {self.second.name} says {two.result}: {told.why}"
            return replace(told, why=why, evidence=evidence)
        return replace(told, evidence=evidence)


def _persons(verdict: Verdict) -> list[tuple[str | None, str | None]]:
    return [(signer.iin, signer.serial) for signer in verdict.signers]
