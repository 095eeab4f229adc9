"""Checks, exports and explains the log of what happened: verify, export, key, receipt."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qulaq.cli.answer import Parser, emit, start_django, tell
from qulaq.kernel.errors import BadInput

EXAMPLE = "qulaq ledger receipt my-receipt.json --key qulaq.pub --head newspaper.json"


def run(argv: Sequence[str]) -> int:
    verbs = {"verify": verify, "export": export, "key": key, "receipt": receipt}
    if argv and argv[0] in verbs:
        return verbs[argv[0]](argv[1:])
    parser = Parser("ledger", says=__doc__ or "", example=EXAMPLE)
    parser.add_argument("verb", choices=list(verbs), help="each has its own --help")
    parser.parse_args(argv)
    return 0


def verify(argv: Sequence[str]) -> int:
    parser = Parser(
        "ledger verify",
        says="Checks entries, order, signed heads, the witness and the words behind the digests, and names "
        "the first bad entry. Without --export it needs the database.",
        example="qulaq ledger verify --export log.jsonl --key qulaq.pub --head newspaper.json",
    )
    parser.add_argument(
        "--database", metavar="URL", help="postgres://… or sqlite:///… (default: the settings')"
    )
    parser.add_argument("--export", metavar="FILE", type=Path, help="check this exported log instead")
    parser.add_argument("--key", metavar="FILE", type=Path, help="the log's public key")
    parser.add_argument("--head", metavar="FILE", type=Path, help="heads kept elsewhere")
    options = parser.parse_args(argv)
    if options.export and (options.database or not options.key):
        parser.error("--export goes with --key and without --database")
    from qulaq.ledger.transcript import read_heads

    outside = [(options.head.name, head) for head in read_heads(options.head)] if options.head else []
    if options.export:
        return _verify_export(options.export, _key(options.key), outside)
    return _verify_database(options.database, options.key, outside)


def _verify_export(path: Path, public: bytes, outside: list[tuple[str, dict[str, Any]]]) -> int:
    from qulaq.ledger.transcript import verify_export

    seen, faults = verify_export(path, public=public, outside=outside)
    if not faults:
        emit({"ok": True, **seen})
        return 0
    listed = [fault.as_json() for fault in faults[:20]]
    emit({"ok": False, "first": listed[0], "faults": listed, "found": len(faults), **seen})
    tell(listed[0]["says"])
    return 1


def _verify_database(
    url: str | None, key_file: Path | None, outside: list[tuple[str, dict[str, Any]]]
) -> int:
    public = _key(key_file) if key_file else None
    _start(url)
    from qulaq.ledger.keys import public_keys
    from qulaq.ledger.verify import verify as verify_all
    from qulaq.methods.seal.heads import key_id

    with _readable_database():
        report = verify_all(keys={key_id(public): public} if public else public_keys(), outside=outside)
    emit(report.as_json())
    if not report.ok:
        tell(report.faults[0].says)
    return 0 if report.ok else 1


def export(argv: Sequence[str]) -> int:
    parser = Parser(
        "ledger export",
        says="Writes the log as JSON Lines that anybody may check: no words, no salts (needs the database).",
        example="qulaq ledger export --out log.jsonl",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--database", metavar="URL", help="postgres://… or sqlite:///… (default: the settings')"
    )
    options = parser.parse_args(argv)
    _start(options.database)
    from qulaq.ledger.export import export_log

    try:
        with options.out.open("w", encoding="utf-8") as out, _readable_database():
            written = export_log(out)
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", file=str(options.out)) from error
    emit({"file": str(options.out), **written})
    return 0


def key(argv: Sequence[str]) -> int:
    parser = Parser(
        "ledger key",
        says="Prints the public key of this installation's log.",
        example="qulaq ledger key > qulaq.pub",
    )
    parser.parse_args(argv)
    _start(None)
    from qulaq.ledger.keys import signing_seed
    from qulaq.methods.seal.heads import key_id, public_key

    public = public_key(signing_seed())
    emit({"algorithm": "Ed25519", "key": key_id(public), "public_key": public.hex()})
    return 0


def receipt(argv: Sequence[str]) -> int:
    parser = Parser(
        "ledger receipt",
        says="Checks a citizen's receipt offline: no site, no database.",
        example=EXAMPLE,
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--key", metavar="FILE", type=Path, required=True, help="the log's public key")
    parser.add_argument("--head", metavar="FILE", type=Path, help="heads kept elsewhere")
    parser.add_argument(
        "--words",
        metavar="FIELD=FILE",
        action="append",
        default=[],
        help="your own text as it was sent, compared with the digest (text=letter.txt)",
    )
    options = parser.parse_args(argv)
    from qulaq.ledger.transcript import read_heads
    from qulaq.methods.seal.heads import read_document
    from qulaq.methods.seal.receipts import check

    verdict = check(
        read_document(_bytes(options.file), file=str(options.file)),
        public=_key(options.key),
        heads=read_heads(options.head) if options.head else (),
        words=dict(_named_file(text) for text in options.words),
    )
    emit(
        {
            "result": verdict.result,
            "why": verdict.why,
            "entry": verdict.entry,
            "size": verdict.size,
            "on_time": verdict.on_time,
        }
    )
    return 0 if verdict.holds else 1


def _start(url: str | None) -> None:
    if url:
        os.environ["DATABASE_URL"] = url
    start_django()


@contextmanager
def _readable_database() -> Iterator[None]:
    """A database that cannot be reached, or has no tables yet, is bad input and no verdict."""
    from django.db import Error

    try:
        yield
    except Error as error:
        reason = str(error).partition("\n")[0]
        raise BadInput(f"the database cannot be read: {reason}", field="DATABASE_URL") from error


def _key(path: Path) -> bytes:
    from qulaq.methods.seal.heads import read_public_key

    try:
        return read_public_key(_bytes(path).decode("utf-8"), file=str(path))
    except UnicodeDecodeError as error:
        raise BadInput("is not text", file=str(path)) from error


def _named_file(text: str) -> tuple[str, bytes]:
    field, equals, path = text.partition("=")
    if not equals:
        raise BadInput(f"write FIELD=FILE, not {text!r}", field="--words")
    return field, _bytes(Path(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error
