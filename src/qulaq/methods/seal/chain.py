"""From a signer's certificate up to an anchor (RFC 5280 section 6, without policies and name constraints).

Names only propose an issuer; only its key decides. A forged CA of the same name, a person's certificate used as a CA
and a flood of look-alikes all end in "untrusted-chain", and the number of signature checks is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from qulaq.methods.seal.certificate import KEY_CERT_SIGN, Certificate
from qulaq.methods.seal.limits import Limits
from qulaq.methods.seal.trust import Trust
from qulaq.methods.seal.verdict import Refusal, written


@dataclass(frozen=True, slots=True)
class Path:
    """Certificates from the signer's to the anchor; each is issued by the next."""

    certificates: tuple[Certificate, ...]

    @property
    def leaf(self) -> Certificate:
        return self.certificates[0]

    @property
    def anchor(self) -> Certificate:
        return self.certificates[-1]

    def issued(self) -> Iterator[tuple[Certificate, Certificate]]:
        """Each certificate with its issuer, the signer's first; the anchor has none."""
        return zip(self.certificates, self.certificates[1:], strict=False)


def find_path(
    leaf: Certificate, *, helpers: Sequence[Certificate], trust: Trust, at: datetime, limits: Limits
) -> Path:
    """The path of a certificate at a time. `helpers` come from the container and are believed in nothing.

    Errors: Refusal "untrusted-chain", or "certificate-expired" where every path has a CA outside its dates.
    """
    search = _Search(trust, (*trust.intermediates, *helpers), limits)
    outdated: Refusal | None = None
    for path in search.paths((leaf,)):
        late = [each for each in path.certificates if not each.valid_at(at)]
        if not late:
            return path
        outdated = outside_dates(late[0], at)
    if outdated:
        raise outdated
    raise Refusal("untrusted-chain", search.why or f"no trusted CA named {leaf.issuer}")


def outside_dates(certificate: Certificate, at: datetime) -> Refusal:
    """The refusal of a certificate that has ended or not yet begun."""
    ended = at > certificate.not_after
    what, when = ("ended", certificate.not_after) if ended else ("begins", certificate.not_before)
    return Refusal(
        "certificate-expired",
        f"certificate of {certificate.subject} {what} {written(when)}, not valid {written(at)}",
    )


class _Search:
    def __init__(self, trust: Trust, helpers: Sequence[Certificate], limits: Limits) -> None:
        self.trust, self.helpers, self.limits = trust, helpers, limits
        self.checks = 0
        self.why: str | None = None

    def paths(self, below: tuple[Certificate, ...]) -> Iterator[Path]:
        child = below[-1]
        if child.not_understood:
            self.why = f"{child.subject}: critical extension {child.not_understood[0]} is not understood"
            return
        for issuer in self.trust.anchors:
            if self._issues(issuer, below):
                yield Path((*below, issuer))
        if len(below) + 2 > self.limits.path:
            return
        for issuer in self.helpers:
            known = issuer in below or issuer in self.trust.anchors
            if not known and self._issues(issuer, below):
                yield from self.paths((*below, issuer))

    def _issues(self, issuer: Certificate, below: tuple[Certificate, ...]) -> bool:
        """Whether `issuer` may issue and did issue the last certificate of `below`."""
        child = below[-1]
        if issuer.subject.key != child.issuer.key or _keys_differ(issuer, child):
            return False
        why = _may_not_issue(issuer, len(below) - 1)
        if why is None:
            if self.checks >= self.limits.signature_checks:
                self.why = "too many possible issuers"
                return False
            self.checks += 1
            if self.trust.signed_by(issuer, child.algorithm, child.signature, child.signed):
                return True
            why = f"{issuer.subject} did not sign the certificate of {child.subject}"
        self.why = why
        return False


def _keys_differ(issuer: Certificate, child: Certificate) -> bool:
    named, own = child.authority_key, issuer.subject_key
    return named is not None and own is not None and named != own


def _may_not_issue(issuer: Certificate, authorities_below: int) -> str | None:
    is_authority, longest = issuer.authority
    if not is_authority:
        return f"{issuer.subject} is not a CA"
    if issuer.key_usage is not None and KEY_CERT_SIGN not in issuer.key_usage:
        return f"{issuer.subject} may not sign certificates"
    if longest is not None and authorities_below > longest:
        return f"{issuer.subject} may not have that many CAs below it"
    return None
