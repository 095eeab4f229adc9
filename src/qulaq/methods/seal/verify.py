"""Verify a signature: bytes in, verdict with evidence out. No network, no clock, no closed library.

The checks run in one strict order and the first that fails names the verdict: form and number of signers; the
content is the one expected; the algorithms belong together; the attributes and the signature; the certificate's
dates; the chain to an anchor; withdrawal; the purpose of the key and the role; the person; the age. The time is the
caller's trusted time (the moment of receipt), never the signer's own `signingTime`. A verdict is the same whatever
machinery computes it.

Do not count signatures by the hash of the file: a container can be changed in ways that keep its signature valid.
Count by person and one-time challenge (`qulaq.methods.seal.statement`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from qulaq.kernel.clock import local
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.algorithms import AlgorithmMismatch, scheme
from qulaq.methods.seal.certificate import NON_REPUDIATION, Certificate
from qulaq.methods.seal.chain import find_path, outside_dates
from qulaq.methods.seal.container import TIME_STAMP_TOKEN, Container, Signer, read_container
from qulaq.methods.seal.der import Malformed
from qulaq.methods.seal.evidence import SignerRecord, gathered
from qulaq.methods.seal.limits import DEFAULT_LIMITS, Limits
from qulaq.methods.seal.revocation import Moments, check_path
from qulaq.methods.seal.signing import check_signature, readable_certificates, signers_certificate
from qulaq.methods.seal.timestamp import check_token
from qulaq.methods.seal.trust import Trust
from qulaq.methods.seal.verdict import Refusal, SignerVerdict, Verdict, worst

ROLES_ASKED: Final = ("any", "individual", "organisation-head", "employee")
_CENTURIES: Final = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_IIN: Final = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class Context:
    """What a check is made for and against.

    `at`: the trusted time, aware. `checked_at`: when lists and answers were fetched, where that was later. `iin`: the
    person expected; then exactly one signer is required. `role`: one of `ROLES_ASKED`. `min_age`: full years in Almaty
    at `at`, from the IIN. `use_timestamp`: let a good time stamp stand for `at` where it is earlier.
    """

    trust: Trust
    at: datetime
    checked_at: datetime | None = None
    iin: str | None = None
    role: str = "any"
    min_age: int | None = None
    use_timestamp: bool = False
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        for field, moment in (("at", self.at), ("checked_at", self.checked_at)):
            if moment is not None and moment.utcoffset() is None:
                raise BadInput("the time has no time zone", field=field)
        if self.iin is not None and not _IIN.fullmatch(self.iin):
            raise BadInput("an IIN is 12 digits", field="iin")
        if self.role not in ROLES_ASKED:
            raise BadInput(f"unknown role; known: {', '.join(ROLES_ASKED)}", field="role")
        if self.min_age is not None and not 0 <= self.min_age <= 150:
            raise BadInput("an age is between 0 and 150", field="min_age")


def verify(cms: bytes, expected_content: bytes | None, context: Context) -> Verdict:
    """Judge a CMS signature (DER, outer BER, PEM or base64).

    `expected_content`: the bytes that should have been signed, byte for byte; needed for a detached signature, compared
    with an attached one. None: an attached content is taken as it is. Never raises on hostile bytes.
    """
    records: list[SignerRecord] = []
    try:
        if expected_content is not None and len(expected_content) > context.limits.content:
            raise Refusal("malformed", f"the content is longer than {context.limits.content} bytes")
        container = read_container(cms, context.limits)
        _check_number(container, context)
        certificates = readable_certificates(container)
    except (Malformed, Refusal) as error:
        found = (error.verdict, error.why) if isinstance(error, Refusal) else ("malformed", str(error))
        return Verdict(*found, (), gathered(cms, expected_content, context, records))
    for signer in container.signers:
        records.append(_judge(container, signer, certificates, expected_content, context))
    signers = tuple(record.verdict for record in records)
    decisive = worst(signers)
    return Verdict(decisive.verdict, decisive.why, signers, gathered(cms, expected_content, context, records))


def _check_number(container: Container, context: Context) -> None:
    if not container.signers:
        raise Refusal("no-signer", "the container holds no signer")
    if context.iin is not None and len(container.signers) > 1:
        raise Refusal(
            "multiple-signers", f"one signer was expected, the container holds {len(container.signers)}"
        )


def _judge(
    container: Container,
    signer: Signer,
    certificates: Sequence[Certificate],
    expected: bytes | None,
    context: Context,
) -> SignerRecord:
    record = SignerRecord(signer)
    verdict, why = "ok", "every check passed"
    try:
        _check(container, signer, certificates, expected, context, record)
    except Refusal as refusal:
        verdict, why = refusal.verdict, refusal.why
    except Malformed as error:
        verdict, why = "malformed", str(error)
    record.verdict = _told(verdict, why, signer, record.certificate)
    return record


def _check(
    container: Container,
    signer: Signer,
    certificates: Sequence[Certificate],
    expected: bytes | None,
    context: Context,
    record: SignerRecord,
) -> None:
    record.certificate = signers_certificate(signer, certificates)
    if expected is not None and container.content is not None and container.content != expected:
        raise Refusal("content-mismatch", "the attached content is not the expected one")
    content = container.content if container.content is not None else expected
    leaf = check_signature(container, signer, certificates, content, context.trust.machinery)
    when = _moments(signer, context, record)
    if not leaf.valid_at(when.at):
        raise outside_dates(leaf, when.at)
    record.path = find_path(
        leaf, helpers=certificates, trust=context.trust, at=when.at, limits=context.limits
    )
    check_path(record.path, context.trust, when, record.asked)
    _check_purpose(leaf, context.role)
    _check_person(leaf, context, when.at)


def _moments(signer: Signer, context: Context, record: SignerRecord) -> Moments:
    checked_at = context.checked_at or context.at
    tokens = signer.unsigned.get(TIME_STAMP_TOKEN, ())
    if len(tokens) == 1:
        stamp = check_token(
            tokens[0], signer, trust=context.trust, checked_at=checked_at, limits=context.limits
        )
        record.stamp = stamp
        if context.use_timestamp and stamp.good and stamp.at is not None and stamp.at < context.at:
            return Moments(stamp.at, checked_at)
    return Moments(context.at, checked_at)


def _check_purpose(leaf: Certificate, role: str) -> None:
    if leaf.key_usage is None or NON_REPUDIATION not in leaf.key_usage:
        raise Refusal("wrong-key-purpose", "the key is not for signing documents (no nonRepudiation)")
    if leaf.authority[0]:
        raise Refusal("wrong-key-purpose", "the key is a CA's")
    if role != "any" and leaf.role != role:
        raise Refusal("wrong-key-purpose", f"the key's role is {leaf.role or 'not stated'}, not {role}")


def _check_person(leaf: Certificate, context: Context, at: datetime) -> None:
    if context.iin is not None and leaf.iin != context.iin:
        raise Refusal("signer-mismatch", "the certificate belongs to another person")
    if context.min_age is None:
        return
    born = born_by(leaf.iin) if leaf.iin else None
    if born is None:
        raise Refusal("not-eligible", "the certificate does not tell the age")
    if not is_of_age(born, at, context.min_age):
        raise Refusal("not-eligible", f"the signer was younger than {context.min_age}")


def born_by(iin: str) -> date | None:
    """The birth date that an IIN tells, without regard to its checksum (the CA has already vouched for the number)."""
    if iin[6] not in _CENTURIES:
        return None
    try:
        return date(_CENTURIES[iin[6]] + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None


def is_of_age(born: date, at: datetime, years: int) -> bool:
    """Whether a person had full `years` on the day of `at` in Almaty."""
    day = local(at).date()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) >= years


def _told(verdict: str, why: str, signer: Signer, certificate: Certificate | None) -> SignerVerdict:
    try:
        algorithm = scheme(signer.algorithm, signer.digest).name
    except AlgorithmMismatch:
        algorithm = signer.algorithm
    if certificate is None:
        return SignerVerdict(verdict, why, algorithm=algorithm)
    return SignerVerdict(
        verdict=verdict,
        why=why,
        iin=certificate.iin,
        bin=certificate.bin,
        name=certificate.subject.only("2.5.4.3"),
        patronymic=certificate.subject.only("2.5.4.42"),
        role=certificate.role,
        algorithm=algorithm,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        serial=certificate.serial.hex(),
    )
