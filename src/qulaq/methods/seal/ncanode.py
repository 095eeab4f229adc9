"""NCANode as a back-end: an HTTP service around the State's closed library, asked without trusting its `valid`.

NCANode (MIT) answers `valid: true` in cases where it has checked nothing: no signer, a signer without certificate,
a CRL that could not be fetched, a content that is not the one asked about. So a verdict of ok needs, in its answer,
exactly one signer with exactly one certificate, a positive OCSP entry without a reason, dates around our trusted
time, the SIGN key usage and an IIN of 12 digits; the content is compared by ourselves and with what the service
extracts, and the serial number with the container's own. Whatever the service leaves out is a no. Time-outs, 5xx
and unreadable answers are `Unavailable`, and after several of them a breaker stops asking for a while. Never call
it inside a web request: take the signature in first, verify in a worker.
"""

from __future__ import annotations

import base64
import http.client
import json
import re
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Timer
from typing import Any, Final
from urllib.parse import urlsplit

from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.backends import Unavailable
from qulaq.methods.seal.container import Container, read_container
from qulaq.methods.seal.der import Malformed
from qulaq.methods.seal.evidence import gathered
from qulaq.methods.seal.verdict import Refusal, SignerVerdict, Verdict
from qulaq.methods.seal.verify import Context, born_by, is_of_age

LONGEST: Final = 1 << 20
_IIN: Final = re.compile(r"[0-9]{12}")
_ROLES: Final = {"INDIVIDUAL": "individual", "CEO": "organisation-head", "EMPLOYEE": "employee"}
_ALONE: Final = frozenset({"ORGANIZATION", "CEO", "CAN_SIGN", "CAN_SIGN_FINANCIAL", "HR", "EMPLOYEE"})


@dataclass
class Breaker:
    """Stops asking a service that failed `most` times in a row, for `pause` seconds; then lets one question through."""

    most: int = 5
    pause: float = 30.0
    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    opened: float | None = None

    def check(self) -> None:
        """Errors: Unavailable while the pause lasts."""
        if self.opened is not None and self.clock() - self.opened < self.pause:
            raise Unavailable("NCANode failed repeatedly; not asked until the pause is over")

    def note(self, *, answered: bool) -> None:
        self.failures = 0 if answered else self.failures + 1
        self.opened = self.clock() if self.failures >= self.most else None


@dataclass
class NcaNode:
    """`address`: http(s)://host:port of the service, in our own network. `timeout`: seconds for a whole answer."""

    address: str
    timeout: float = 10.0
    breaker: Breaker = field(default_factory=Breaker)
    name: str = "ncanode"

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise BadInput("the address of NCANode is not http(s)://host:port", field="address")

    def verify(self, cms: bytes, expected_content: bytes, context: Context) -> Verdict:
        """Judge one signature. Errors: Unavailable."""
        signers: tuple[SignerVerdict, ...] = ()
        try:
            container = self._container(cms, expected_content, context)
            found = self._certificate(container, expected_content)
            signer = _told(found)
            signers = (signer,)
            _check(found, signer, container, context)
            result, why = "ok", "every check passed"
        except Malformed as error:
            result, why = "malformed", str(error)
        except Refusal as refusal:
            result, why = refusal.verdict, refusal.why
        judged = tuple(
            SignerVerdict(result, why, each.iin, each.bin, each.name, each.patronymic, each.role, each.algorithm,
                          each.not_before, each.not_after, each.serial)
            for each in signers
        )  # fmt: skip
        return Verdict(
            result, why, judged, {**gathered(cms, expected_content, context, ()), "verifier": self.name}
        )

    def _container(self, cms: bytes, expected: bytes, context: Context) -> _Asked:
        container = read_container(cms, context.limits)
        if not container.signers:
            raise Refusal("no-signer", "the container holds no signer")
        if len(container.signers) > 1:
            raise Refusal("multiple-signers", "one signer was expected")
        if container.content is not None and container.content != expected:
            raise Refusal("content-mismatch", "the attached content is not the expected one")
        return _Asked(container, base64.b64encode(cms).decode())

    def _certificate(self, asked: _Asked, expected: bytes) -> Mapping[str, Any]:
        """The one certificate of the one signer in an answer that says valid."""
        question: dict[str, Any] = {"revocationCheck": ["OCSP"], "cms": asked.cms}
        if asked.container.content is None:
            question["data"] = base64.b64encode(expected).decode()
        else:
            extracted = self._ask("/cms/extract", {"cms": asked.cms}).get("data")
            if not isinstance(extracted, str) or _decoded(extracted) != expected:
                raise Refusal("content-mismatch", "NCANode reads another content out of the container")
        answer = self._ask("/cms/verify", question)
        signers = answer.get("signers")
        if not isinstance(signers, list) or not signers:
            raise Refusal("no-signer", "NCANode names no signer")
        if len(signers) > 1:
            raise Refusal("multiple-signers", "NCANode names several signers")
        certificates = signers[0].get("certificates") if isinstance(signers[0], dict) else None
        if (
            not isinstance(certificates, list)
            or len(certificates) != 1
            or not isinstance(certificates[0], dict)
        ):
            raise Refusal("no-signer", "NCANode does not name exactly one certificate of the signer")
        return {**certificates[0], "answer": answer}

    def _ask(self, path: str, question: Mapping[str, Any]) -> dict[str, Any]:
        self.breaker.check()
        try:
            answer = self._posted(path, json.dumps(question).encode())
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
            self.breaker.note(answered=False)
            raise Unavailable(f"NCANode: {error or type(error).__name__}") from error
        self.breaker.note(answered=True)
        return answer

    def _posted(self, path: str, body: bytes) -> dict[str, Any]:
        parts = urlsplit(self.address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(str(parts.hostname), parts.port, timeout=self.timeout)
        connection.connect()
        # A socket's own time-out starts anew with each byte; a service that trickles is cut off by this clock.
        watch = Timer(self.timeout, _cut, [connection.sock])
        watch.start()
        try:
            connection.request(
                "POST", parts.path.rstrip("/") + path, body, {"Content-Type": "application/json"}
            )
            response = connection.getresponse()
            received = bytearray()
            while chunk := response.read1(65536):
                received += chunk
                if len(received) > LONGEST:
                    raise ValueError("the answer is too long")
            if response.status != http.client.OK:
                raise ValueError(f"HTTP status {response.status}")
        finally:
            watch.cancel()
            connection.close()
        answer = json.loads(bytes(received))
        if not isinstance(answer, dict) or answer.get("status") != http.client.OK:
            raise ValueError("the answer is not a positive one")
        return answer


@dataclass(frozen=True, slots=True)
class _Asked:
    container: Container
    cms: str


def _cut(held: socket.socket) -> None:
    with suppress(OSError):  # it may have been closed just now
        held.shutdown(socket.SHUT_RDWR)


def _check(found: Mapping[str, Any], signer: SignerVerdict, asked: _Asked, context: Context) -> None:
    own = asked.container.signers[0].serial
    if own is not None and int(signer.serial or "0", 16) != int.from_bytes(own, "big"):
        raise Refusal("malformed", "NCANode names another certificate than the container")
    _check_dates(signer, context.at)
    _check_withdrawal(found)
    if found["answer"].get("valid") is not True or found.get("valid") is not True:
        raise Refusal("signature-invalid", "NCANode says that the signature or the certificate is not valid")
    if found.get("keyUsage") != "SIGN":
        raise Refusal("wrong-key-purpose", "the key is not for signing documents")
    if context.role != "any" and signer.role != context.role:
        raise Refusal(
            "wrong-key-purpose", f"the key's role is {signer.role or 'not stated'}, not {context.role}"
        )
    if context.iin is not None and signer.iin != context.iin:
        raise Refusal(
            "signer-mismatch", "the certificate belongs to another person, or its IIN is not 12 digits"
        )
    if signer.iin is None and signer.role == "individual":
        raise Refusal("signer-mismatch", "the certificate of a person has no IIN of 12 digits")
    if context.min_age is not None:
        born = born_by(signer.iin) if signer.iin else None
        if born is None or not is_of_age(born, context.at, context.min_age):
            raise Refusal("not-eligible", f"the signer is not known to be {context.min_age}")


def _check_dates(signer: SignerVerdict, at: datetime) -> None:
    if signer.not_before is None or signer.not_after is None:
        raise Refusal("malformed", "NCANode does not say from when until when the certificate is valid")
    if not signer.not_before <= at <= signer.not_after:
        raise Refusal("certificate-expired", "the certificate was outside its dates")


def _check_withdrawal(found: Mapping[str, Any]) -> None:
    """A positive OCSP entry: revoked is false and nothing is said in `reason` (its errors hide there)."""
    entries = found.get("revocations")
    listed = [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    if any(each.get("revoked") is True for each in listed):
        raise Refusal("certificate-revoked", "NCANode says that the certificate was revoked")
    by_ocsp = [each for each in listed if each.get("by") == "OCSP"]
    if not by_ocsp or any(each.get("revoked") is not False or each.get("reason") for each in by_ocsp):
        raise Refusal("revocation-unknown", "NCANode has no positive OCSP answer")


def _told(found: Mapping[str, Any]) -> SignerVerdict:
    subject = found.get("subject")
    subject = subject if isinstance(subject, dict) else {}
    iin, bin_ = _text(subject.get("iin")), _text(subject.get("bin"))
    serial = _text(found.get("serialNumber")) or ""
    return SignerVerdict(
        verdict="malformed",
        why="not judged",
        iin=iin if iin and _IIN.fullmatch(iin) else None,
        bin=bin_ if bin_ and _IIN.fullmatch(bin_) else None,
        name=_text(subject.get("commonName")),
        patronymic=_text(subject.get("lastName")),
        role=_role(found.get("keyUser")),
        algorithm=_text(found.get("signAlg")),
        not_before=_moment(found.get("notBefore")),
        not_after=_moment(found.get("notAfter")),
        serial=serial.lower() if re.fullmatch(r"[0-9A-Fa-f]{1,64}", serial) else None,
    )


def _role(users: Any) -> str | None:
    named = {each for each in users if isinstance(each, str)} if isinstance(users, list) else set()
    roles = [role for user, role in _ROLES.items() if user in named]
    return roles[0] if len(roles) == 1 and (roles[0] != "individual" or not named & _ALONE) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.utcoffset() is not None else None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return None
