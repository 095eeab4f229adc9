"""Evidence: what was checked, against what, by which verifier, so that a court can repeat the check in ten years.

The evidence is a JSON document. It carries the bytes that the container does not (anchors, helping certificates, OCSP
answers, lists up to `INLINE` bytes); a longer list is named by its SHA-256 and must be kept beside it. `recheck`
runs the same check again from the evidence alone and compares. Evidence holds a person's certificate data: keep it as
personal data.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from qulaq.kernel.clock import parse_moment
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.certificate import Certificate
from qulaq.methods.seal.chain import Path
from qulaq.methods.seal.container import Signer
from qulaq.methods.seal.revocation import Asked
from qulaq.methods.seal.timestamp import Stamped
from qulaq.methods.seal.trust import Trust, trust
from qulaq.methods.seal.verdict import SignerVerdict, written

if TYPE_CHECKING:
    from qulaq.methods.seal.verify import Context

VERIFIER: Final = "qulaq.methods.seal/1"
KIND: Final = "qulaq-seal-evidence"
INLINE: Final = 64 << 10
NOT_JUDGED: Final = SignerVerdict("malformed", "not judged")
_PLACES: Final = ("anchors", "intermediates", "lists", "answers")


@dataclass
class SignerRecord:
    """What was seen while one signer was judged, step by step; parts not reached stay empty."""

    signer: Signer
    certificate: Certificate | None = None
    path: Path | None = None
    asked: list[Asked] = field(default_factory=list)
    stamp: Stamped | None = None
    verdict: SignerVerdict = NOT_JUDGED

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict.as_json(),
            "signed_attributes_sha256": sha256(self.signer.signed).hexdigest(),
            "path": [each.fingerprint for each in self.path.certificates] if self.path else [],
            "revocation": [asked.as_json() for asked in self.asked],
            "timestamp": None
            if self.stamp is None
            else {"at": written(self.stamp.at), "good": self.stamp.good, "why": self.stamp.why},
        }


def gathered(
    cms: bytes, content: bytes | None, context: Context, records: Iterable[SignerRecord]
) -> dict[str, Any]:
    """The evidence of one check, as JSON values. Of lists and answers, those that were asked."""
    listed = list(records)
    used = {asked.checked.source for record in listed for asked in record.asked}
    return {
        "kind": KIND,
        "v": 1,
        "verifier": VERIFIER,
        "arithmetic": context.trust.machinery.name,
        "at": context.at.isoformat(),
        "checked_at": (context.checked_at or context.at).isoformat(),
        "asked": {
            "iin": context.iin,
            "role": context.role,
            "min_age": context.min_age,
            "use_timestamp": context.use_timestamp,
        },
        "container": _named(cms),
        "content": None if content is None else _named(content),
        "signers": [record.as_json() for record in listed],
        "given": _given(context.trust, used),
    }


def recheck(
    evidence: Mapping[str, Any], cms: bytes, content: bytes | None, *, kept: Iterable[bytes] = ()
) -> tuple[bool, str]:
    """Repeat a check from its evidence: (same outcome, what differs or what was confirmed).

    `kept`: lists that were too long to lie inside the evidence. Errors: BadInput for evidence that cannot be read or
    whose container, content or lists are not those given.
    """
    from qulaq.methods.seal.verify import Context, verify

    try:
        if evidence["kind"] != KIND or evidence["v"] != 1:
            raise BadInput("is not evidence of version 1")
        _same(evidence["container"], cms, "container")
        if evidence["content"] is not None:
            _same(evidence["content"], content, "content")
        context = Context(
            trust=_trust_of(evidence["given"], {sha256(each).hexdigest(): each for each in kept}),
            at=parse_moment(evidence["at"]),
            checked_at=parse_moment(evidence["checked_at"]),
            **{name: evidence["asked"][name] for name in ("iin", "role", "min_age", "use_timestamp")},
        )
        before = [signer["verdict"] for signer in evidence["signers"]]
    except (KeyError, TypeError) as error:
        raise BadInput(f"is not complete evidence: {error}") from error
    again = verify(cms, content if evidence["content"] is not None else None, context)
    after = [signer.as_json() for signer in again.signers]
    if before != after:
        return False, f"now {again.result}: {again.why}"
    return True, f"{again.result}: the same outcome with {VERIFIER}"


def _given(given: Trust, used: set[str]) -> dict[str, list[dict[str, Any]]]:
    return {
        "anchors": [_carried(each.der, each.fingerprint) for each in given.anchors],
        "intermediates": [_carried(each.der, each.fingerprint) for each in given.intermediates],
        "lists": [_carried(each.der, each.fingerprint) for each in given.lists if each.fingerprint in used],
        "answers": [
            _carried(each.der, each.fingerprint) for each in given.responses if each.fingerprint in used
        ],
    }


def _carried(der: bytes, fingerprint: str) -> dict[str, Any]:
    return {"sha256": fingerprint, "size": len(der), "der": _inline(der) if len(der) <= INLINE else None}


@lru_cache(maxsize=256)
def _inline(der: bytes) -> str:
    return base64.b64encode(der).decode()


def _trust_of(given: Mapping[str, Any], kept: Mapping[str, bytes]) -> Trust:
    found = {place: [_bytes_of(each, kept) for each in given[place]] for place in _PLACES}
    return trust(
        found["anchors"],
        intermediates=found["intermediates"],
        lists=found["lists"],
        answers=found["answers"],
    )


def _bytes_of(carried: Mapping[str, Any], kept: Mapping[str, bytes]) -> bytes:
    data = kept.get(carried["sha256"]) if carried["der"] is None else base64.b64decode(carried["der"])
    if data is None or sha256(data).hexdigest() != carried["sha256"]:
        raise BadInput(f"needs the file with SHA-256 {carried['sha256']}", field="given")
    return data


def _named(data: bytes) -> dict[str, Any]:
    return {"sha256": sha256(data).hexdigest(), "size": len(data)}


def _same(named: Mapping[str, Any], data: bytes | None, what: str) -> None:
    if data is None or _named(data) != dict(named):
        raise BadInput(f"is evidence about another {what}", field=what)
