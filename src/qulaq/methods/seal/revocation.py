"""Was this certificate withdrawn? Asked of every list and answer given; revoked by either is revoked.

A list or answer counts only when it is signed by the issuing CA (or, for an answer, by a responder to whom that same
CA gave the right), when it is fresh at `checked_at`, and when it speaks about this certificate. Everything else counts
as not given. For the signer's certificate something that counts is required; for CA certificates on the way it is
required as soon as anything was given that claims to come from their issuer, because whoever brings such a list means
to have it checked. (RFC 5280 6.3, RFC 6960 4.2.2.)

Two times: `at` is the moment for which the signature must hold, `checked_at` the moment when the list or answer was
fetched. They are one unless the verifier runs later than the receipt. A withdrawal after `at` does not undo a signature
made before; a list published after the certificate's own end says nothing, because ended certificates leave the lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha1
from typing import Any, Final

from qulaq.methods.seal.certificate import CRL_SIGN, OCSP_SIGNING, Certificate, read_certificate
from qulaq.methods.seal.chain import Path
from qulaq.methods.seal.crl import RevocationList, Withdrawal
from qulaq.methods.seal.der import Malformed
from qulaq.methods.seal.ocsp import Answer, Response
from qulaq.methods.seal.trust import Trust
from qulaq.methods.seal.verdict import Refusal, written

SKEW: Final = timedelta(minutes=5)
"""How far the clocks of a CA and a verifier may differ."""
ANSWER_AGE: Final = timedelta(hours=24)
"""How long an OCSP answer without nextUpdate is fresh; the National CA's answers are without it."""
HOLD, RELEASED = "certificateHold", "removeFromCRL"


@dataclass(frozen=True, slots=True)
class Checked:
    """One list or answer and what came of it; the evidence lists them all."""

    kind: str
    source: str
    says: str
    this_update: datetime | None = None
    next_update: datetime | None = None
    withdrawal: Withdrawal | None = None

    @property
    def counts(self) -> bool:
        return self.says in {"good", "revoked"}

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "sha256": self.source,
            "says": self.says,
            "this_update": written(self.this_update),
            "next_update": written(self.next_update),
        }


@dataclass(frozen=True, slots=True)
class Moments:
    """`at`: when the signature must have been good; `checked_at`: when the lists and answers were current."""

    at: datetime
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its answer: whose certificate, and what a list or answer said."""

    certificate: str
    checked: Checked

    def as_json(self) -> dict[str, Any]:
        return {"certificate": self.certificate, **self.checked.as_json()}


def check_path(path: Path, trust: Trust, when: Moments, asked: list[Asked] | None = None) -> None:
    """Refuse a path with a withdrawn certificate. What was asked is added to `asked`, for the evidence.

    Errors: Refusal "certificate-revoked" or "revocation-unknown".
    """
    for place, (certificate, issuer) in enumerate(path.issued()):
        found = list(_ask(certificate, issuer, trust, when))
        if asked is not None:
            asked += [Asked(certificate.fingerprint, each) for each in found]
        _judge(certificate, found, required=place == 0)


def _judge(certificate: Certificate, found: list[Checked], *, required: bool) -> None:
    for each in found:
        if each.says == "revoked" and each.withdrawal:
            raise Refusal(
                "certificate-revoked",
                f"{each.kind}: certificate of {certificate.subject} was revoked "
                f"{written(each.withdrawal.since)} ({each.withdrawal.reason})",
            )
    if not any(each.says == "good" for each in found) and (required or found):
        seen = (
            "; ".join(f"{each.kind} {each.says}" for each in found)
            or "no CRL or OCSP answer of its CA was given"
        )
        raise Refusal("revocation-unknown", f"certificate of {certificate.subject}: {seen}")


def _ask(certificate: Certificate, issuer: Certificate, trust: Trust, when: Moments) -> Iterator[Checked]:
    yield from _ask_lists(certificate, issuer, trust, when)
    for response in trust.responses:
        for answer in response.answers:
            if answer.is_about(certificate, issuer):
                yield _ask_answer(response, answer, certificate, issuer, trust, when)


def _ask_lists(
    certificate: Certificate, issuer: Certificate, trust: Trust, when: Moments
) -> Iterator[Checked]:
    """A hold is lifted by a newer list, so among the lists that count a hold counts only in the newest."""
    named = [each for each in trust.lists if each.issuer.key == certificate.issuer.key]
    found = [(each, _ask_list(each, certificate, issuer, trust, when)) for each in named]
    newest = max((each.this_update for each, said in found if said.counts), default=None)
    for each, said in found:
        held = said.withdrawal is not None and said.withdrawal.reason == HOLD
        lifted = held and said.says == "revoked" and each.this_update != newest
        yield Checked("CRL", said.source, "superseded by a newer list") if lifted else said


def _ask_list(
    given: RevocationList, certificate: Certificate, issuer: Certificate, trust: Trust, when: Moments
) -> Checked:
    def said(says: str, withdrawal: Withdrawal | None = None) -> Checked:
        return Checked("CRL", given.fingerprint, says, given.this_update, given.next_update, withdrawal)

    why = given.why_not_usable(certificate)
    if why is None and issuer.key_usage is not None and CRL_SIGN not in issuer.key_usage:
        why = "is signed by a CA that may not sign lists"
    why = why or _why_stale(given.this_update, given.next_update, certificate, when)
    if why is None and not trust.signed_by(issuer, given.algorithm, given.signature, given.signed):
        why = "is not signed by the issuing CA"
    if why:
        return said(why)
    try:
        withdrawal = given.withdrawal(certificate.serial)
    except Malformed as error:
        return said(f"entry cannot be read: {error}")
    if withdrawal and withdrawal.reason != RELEASED and withdrawal.since <= when.at:
        return said("revoked", withdrawal)
    return said("is a delta list and does not name it" if given.is_delta else "good", withdrawal)


def _why_stale(
    this_update: datetime, next_update: datetime | None, certificate: Certificate, when: Moments
) -> str | None:
    if next_update is None:
        return "does not say until when it is current"
    if this_update > when.checked_at + SKEW:
        return f"is from the future ({written(this_update)})"
    if when.checked_at > next_update:
        return f"is stale since {written(next_update)}"
    if this_update > certificate.not_after:
        return "was published after the certificate's own end"
    return None


def _ask_answer(
    response: Response,
    answer: Answer,
    certificate: Certificate,
    issuer: Certificate,
    trust: Trust,
    when: Moments,
) -> Checked:
    next_update = answer.next_update or answer.this_update + ANSWER_AGE
    why = _why_stale(answer.this_update, next_update, certificate, when)
    if why is None and response.produced > when.checked_at + SKEW:
        why = "was made in the future"
    if why is None and not (response.understood and answer.understood):
        why = "has a critical extension that is not understood"
    why = why or _why_not_entitled(response, issuer, trust, when)
    says = why or answer.status
    if answer.status == "revoked" and answer.withdrawal and not why:
        says = "revoked" if answer.withdrawal.since <= when.at else "good"
    return Checked(
        "OCSP", response.fingerprint, says, answer.this_update, answer.next_update, answer.withdrawal
    )


def _why_not_entitled(response: Response, issuer: Certificate, trust: Trust, when: Moments) -> str | None:
    """RFC 6960 4.2.2.2: the issuing CA itself, or whom that very CA certified for OCSPSigning."""
    if _is_named(response, issuer) and trust.signed_by(
        issuer, response.algorithm, response.signature, response.signed
    ):
        return None
    why = "is not signed by the issuing CA or its responder"
    for responder in (*_inside(response), *trust.intermediates):
        if not _is_named(response, responder) or responder.issuer.key != issuer.subject.key:
            continue
        if OCSP_SIGNING not in responder.purposes or responder.not_understood:
            why = "is signed by somebody without the right to answer"
        elif not responder.valid_at(response.produced):
            why = "is signed with a responder's certificate outside its dates"
        elif not trust.signed_by(issuer, responder.algorithm, responder.signature, responder.signed):
            why = "is signed by a responder that the issuing CA did not certify"
        elif any(said.says == "revoked" for said in _ask_lists(responder, issuer, trust, when)):
            why = "is signed by a responder whose certificate was revoked"
        elif trust.signed_by(responder, response.algorithm, response.signature, response.signed):
            return None
    return why


def _inside(response: Response) -> Iterator[Certificate]:
    """The certificates that the answer brings along, as far as they can be read."""
    for der in response.certificates:
        try:
            yield read_certificate(der)
        except Malformed:
            continue


def _is_named(response: Response, certificate: Certificate) -> bool:
    """Whether the answer names this certificate's subject (or key, by SHA-1, RFC 6960 4.2.1) as its responder."""
    if response.responder_name is not None:
        return response.responder_name.key == certificate.subject.key
    return sha1(certificate.key.bits, usedforsecurity=False).digest() == response.responder_key
