"""Checks Kazakhstan's electronic signatures offline: verify, recheck, anchors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from qulaq.cli.answer import Parser, emit, tell
from qulaq.kernel.clock import parse_moment
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.limits import DEFAULT_LIMITS

EXAMPLE = "qulaq seal verify vote.cms --content vote.json --at 2026-11-22T10:00 --trust anchors --crl lists"
_BLOCK: Final = re.compile(rb"-----BEGIN [A-Z0-9 ]{1,40}-----[A-Za-z0-9+/=\s]*-----END [A-Z0-9 ]{1,40}-----")
_LONGEST: Final = 1 << 20


def run(argv: Sequence[str]) -> int:
    verbs: dict[str, Callable[[Sequence[str]], int]] = {
        "verify": verify,
        "recheck": recheck,
        "anchors": anchors,
    }
    if argv and argv[0] in verbs:
        return verbs[argv[0]](argv[1:])
    parser = Parser("seal", says=__doc__ or "", example=EXAMPLE)
    parser.add_argument("verb", choices=list(verbs), help="each has its own --help")
    parser.parse_args(argv)
    return 0


def verify(argv: Sequence[str]) -> int:
    parser = Parser(
        "seal verify",
        says="Judges a CMS signature at a time against the CA certificates that you trust. Not a certified library.",
        example=EXAMPLE,
    )
    parser.add_argument("file", type=Path, metavar="FILE.cms", help="DER, PEM or base64")
    parser.add_argument(
        "--content", type=Path, metavar="FILE", help="what should have been signed, byte for byte"
    )
    parser.add_argument("--at", required=True, metavar="TIME", help="the trusted time, Almaty's clock")
    parser.add_argument("--trust", type=Path, required=True, metavar="DIR", help="CA certificates believed")
    parser.add_argument("--intermediate", type=Path, metavar="DIR", help="CA certificates that help")
    parser.add_argument("--crl", type=Path, metavar="DIR", help="revocation lists")
    parser.add_argument("--ocsp", type=Path, metavar="DIR", help="OCSP answers")
    parser.add_argument("--fetched", metavar="TIME", help="when lists and answers were fetched (as --at)")
    parser.add_argument("--iin", metavar="NUMBER", help="the person expected; then one signer is required")
    parser.add_argument("--role", default="any", help="individual, organisation-head, employee or any")
    parser.add_argument("--min-age", type=int, metavar="YEARS", help="full years at that time, from the IIN")
    parser.add_argument(
        "--use-timestamp", action="store_true", help="let a good time stamp stand for an earlier time"
    )
    parser.add_argument("--arithmetic", default="auto", help="openssl, gmpy2, python or auto")
    parser.add_argument("--evidence", type=Path, metavar="FILE", help="write what was checked to this file")
    options = parser.parse_args(argv)
    from qulaq.methods.seal.arithmetic import arithmetic
    from qulaq.methods.seal.trust import trust
    from qulaq.methods.seal.verify import Context
    from qulaq.methods.seal.verify import verify as judge

    given = trust(
        _files(options.trust, "--trust"),
        intermediates=_files(options.intermediate, "--intermediate"),
        lists=_files(options.crl, "--crl", DEFAULT_LIMITS.revocation_list),
        answers=_files(options.ocsp, "--ocsp"),
        machinery=arithmetic(options.arithmetic),
    )
    for what in given.ignored:
        tell(f"not counted: {what}")
    context = Context(
        trust=given,
        at=_moment(options.at, "--at"),
        checked_at=_moment(options.fetched, "--fetched") if options.fetched else None,
        iin=options.iin,
        role=options.role,
        min_age=options.min_age,
        use_timestamp=options.use_timestamp,
    )
    content = _beginning(options.content, DEFAULT_LIMITS.content) if options.content else None
    verdict = judge(_beginning(options.file, DEFAULT_LIMITS.container), content, context)
    if options.evidence:
        _write(options.evidence, verdict.evidence)
    emit(verdict.as_json())
    return 0 if verdict.ok else 1


def recheck(argv: Sequence[str]) -> int:
    parser = Parser(
        "seal recheck",
        says="Repeats a check from the evidence that it left, years later, and compares the outcome.",
        example="qulaq seal recheck evidence.json vote.cms --content vote.json",
    )
    parser.add_argument("evidence", type=Path, metavar="EVIDENCE.json")
    parser.add_argument("file", type=Path, metavar="FILE.cms")
    parser.add_argument(
        "--content", type=Path, metavar="FILE", help="what was signed, where it was given then"
    )
    parser.add_argument("--kept", type=Path, metavar="DIR", help="lists too long to lie inside the evidence")
    options = parser.parse_args(argv)
    from qulaq.methods.seal import evidence

    same, why = evidence.recheck(
        _json(options.evidence),
        _beginning(options.file, DEFAULT_LIMITS.container),
        _beginning(options.content, DEFAULT_LIMITS.content) if options.content else None,
        kept=_files(options.kept, "--kept", DEFAULT_LIMITS.revocation_list),
    )
    emit({"same": same, "why": why})
    return 0 if same else 1


def anchors(argv: Sequence[str]) -> int:
    parser = Parser(
        "seal anchors",
        says="Lists CA certificates with their SHA-256, to be compared with those published on pki.gov.kz, and which "
        "of them signed which. Exit 1 when one was signed by none of them.",
        example="qulaq seal anchors production_ca",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    options = parser.parse_args(argv)
    from qulaq.methods.seal.trust import Trust, certificate_of
    from qulaq.methods.seal.verdict import written

    found = [certificate_of(data) for data in _files(options.folder, "DIR") if _is_certificate(data)]
    signed = Trust(anchors=())
    orphans = 0
    for each in found:
        issuers = [
            issuer.fingerprint
            for issuer in found
            if issuer.subject.key == each.issuer.key
            and issuer.authority[0]
            and signed.signed_by(issuer, each.algorithm, each.signature, each.signed)
        ]
        orphans += not issuers
        emit(
            {
                "subject": str(each.subject),
                "issuer": str(each.issuer),
                "sha256": each.fingerprint,
                "is_ca": each.authority[0],
                "not_before": written(each.not_before),
                "not_after": written(each.not_after),
                "signed_by": issuers,
            }
        )
    if not found:
        tell("no certificate in this folder")
    return 0 if found and not orphans else 1


def _is_certificate(data: bytes) -> bool:
    from qulaq.methods.seal.der import Malformed
    from qulaq.methods.seal.trust import certificate_of

    try:
        certificate_of(data)
    except Malformed:
        return False
    return True


def _moment(text: str, field: str) -> datetime:
    try:
        return parse_moment(text)
    except BadInput as error:
        raise BadInput(error.message, field=field) from error


def _files(folder: Path | None, option: str, longest: int = _LONGEST) -> Iterator[bytes]:
    """The bytes of each file of a folder (or of the one file named), PEM bundles taken apart."""
    if folder is None:
        return
    if not folder.exists():
        raise BadInput("is not there", file=str(folder), field=option)
    for path in sorted(folder.iterdir()) if folder.is_dir() else [folder]:
        if path.is_file():
            data = _beginning(path, longest)
            yield from _BLOCK.findall(data) or [data]


def _beginning(path: Path, longest: int) -> bytes:
    """The file's bytes, or one byte more than is allowed: the verifier then refuses it for its length."""
    try:
        with path.open("rb") as file:
            return file.read(longest + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise BadInput("is not JSON", file=str(path)) from error


def _write(path: Path, evidence: Any) -> None:
    try:
        path.write_text(json.dumps(evidence, ensure_ascii=False, indent=1), "utf-8")
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", file=str(path)) from error
