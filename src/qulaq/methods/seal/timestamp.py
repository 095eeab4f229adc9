"""Time-stamp tokens (RFC 3161) beside a signature: an authority's word that the signature existed at a time.

A token lies among the unsigned attributes, so anybody can add, exchange or remove it: a good one may move the trusted
time back (only when the caller asks for it), a bad one changes nothing and is reported. Checked: its own container and
signature, the imprint over the signature value, the authority's purpose, chain, dates and withdrawal. Tokens under
the retired GOST 34.310-2004 are reported as not accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qulaq.methods.seal.algorithms import AlgorithmMismatch, algorithm, digest
from qulaq.methods.seal.arithmetic import Arithmetic
from qulaq.methods.seal.certificate import TIME_STAMPING
from qulaq.methods.seal.chain import find_path
from qulaq.methods.seal.container import Signer, read_container
from qulaq.methods.seal.der import Element, Malformed, integer, moment, oid
from qulaq.methods.seal.limits import Limits
from qulaq.methods.seal.revocation import Moments, check_path
from qulaq.methods.seal.signing import check_signature, readable_certificates
from qulaq.methods.seal.trust import Trust
from qulaq.methods.seal.verdict import Refusal

TIME_STAMP_INFO = "1.2.840.113549.1.9.16.1.4"


@dataclass(frozen=True, slots=True)
class Stamped:
    """`at` is the authority's time; `why` is empty only for a token that was fully checked."""

    at: datetime | None
    why: str

    @property
    def good(self) -> bool:
        return self.at is not None and not self.why


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a token says: digest algorithm and digest of what was stamped, and when."""

    digest_algorithm: str
    digest: bytes
    at: datetime


def check_token(
    token: bytes, signer: Signer, *, trust: Trust, checked_at: datetime, limits: Limits
) -> Stamped:
    """What a token is worth for this signature. Never raises on hostile bytes."""
    said: datetime | None = None
    try:
        container = read_container(token, limits)
        if (
            container.content_type != TIME_STAMP_INFO
            or container.content is None
            or len(container.signers) != 1
        ):
            return Stamped(None, "the token is not a time stamp")
        imprint = read_imprint(container.content)
        said = imprint.at
        _compare(imprint, signer.signature, trust.machinery)
        certificates = readable_certificates(container)
        authority = check_signature(
            container, container.signers[0], certificates, container.content, trust.machinery
        )
        if authority.purposes != (TIME_STAMPING,):  # RFC 3161 2.3: exactly this purpose
            return Stamped(said, "the stamping certificate has another purpose")
        if not authority.valid_at(imprint.at):
            return Stamped(said, "the stamping certificate was outside its dates")
        path = find_path(authority, helpers=certificates, trust=trust, at=imprint.at, limits=limits)
        check_path(path, trust, Moments(imprint.at, checked_at))
    except (Malformed, Refusal, AlgorithmMismatch) as error:
        return Stamped(said, str(error))
    return Stamped(imprint.at, "")


def read_imprint(content: bytes) -> Imprint:
    """A TSTInfo (RFC 3161 2.4.2). Errors: Malformed."""
    parts = Element.whole(content).fields("time stamp")
    if integer(parts.take(0x02)) != 1:
        raise Malformed("unknown version of a time stamp")
    oid(parts.take(0x06))
    imprint = parts.take(0x30).fields("imprint")
    name, value = algorithm(imprint.take(0x30)), imprint.take(0x04).value
    imprint.done()
    integer(parts.take(0x02))
    return Imprint(name, value, moment(parts.take(0x18)))


def _compare(imprint: Imprint, stamped: bytes, machinery: Arithmetic) -> None:
    if digest(imprint.digest_algorithm, stamped, machinery) != imprint.digest:
        raise Refusal("signature-invalid", "the time stamp is of something else")
