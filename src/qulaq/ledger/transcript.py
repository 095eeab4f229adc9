"""The log as a file of JSON Lines that anybody may keep and check: entries without words or salts, and signed
heads.

First line: {"kind":"qulaq-log","log","key","public_key","size","v"}; then entries in order,
{"kind":"entry","index", "entry","body"} with the body as the exact text under the leaf hash; then the heads
as signed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qulaq.kernel.errors import BadInput
from qulaq.ledger.audit import Fault, Row, Walk, named_by_body
from qulaq.methods.seal.heads import key_id, read_document

KIND = "qulaq-log"
FIELDS = {"log": str, "key": str, "size": int}
ENTRY = {"index": int, "entry": int, "body": str}


def verify_export(
    path: Path, *, public: bytes, outside: list[tuple[str, dict[str, Any]]]
) -> tuple[dict[str, Any], list[Fault]]:
    """Check an exported log against its heads, the key and heads from elsewhere: (what was seen, what is
    wrong).
    """
    header = _header(path)
    heads = [line for _, line in _lines(path) if line.get("kind") == "qulaq-head"]
    walk = Walk(log=header["log"], heads=heads, outside=outside, keys={key_id(public): public})
    for number, line in _lines(path):
        if line.get("kind") == "entry":
            _formed(line, ENTRY, path, number)
            label = named_by_body(line["entry"], line["body"])
            walk.take(Row(line["index"], line["entry"], line["body"], label))
    walk.end()
    size = walk.frontier.size
    if walk.whole and size > walk.end_size:
        walk.faults.append(
            Fault("unsigned", f"no head is signed over the last {size - walk.end_size} entries")
        )
    seen = {"log": header["log"], "entries": size, "heads": len(heads), "root": walk.frontier.root().hex()}
    return seen, walk.faults


def read_heads(path: Path) -> list[dict[str, Any]]:
    """Heads from a file: one JSON document, a JSON list of them, or JSON Lines. BadInput names what cannot be
    read.
    """
    text = _read(path)
    try:
        whole = read_document(text, file=str(path))
    except BadInput:
        whole = [read_document(line, file=str(path)) for line in text.splitlines() if line.strip()]
    heads = whole if isinstance(whole, list) else [whole]
    if not heads or not all(isinstance(head, dict) and isinstance(head.get("size"), int) for head in heads):
        raise BadInput("holds no head", file=str(path))
    return heads


def _header(path: Path) -> dict[str, Any]:
    for number, line in _lines(path):
        if line.get("kind") != KIND:
            raise BadInput(f"does not begin with a line of kind {KIND}", file=str(path), line=number)
        return _formed(line, FIELDS, path, number)
    raise BadInput("is empty", file=str(path))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open("rb") as file:
            for number, text in enumerate(file, 1):
                try:
                    line = read_document(text)
                except BadInput as error:
                    raise BadInput(error.message, file=str(path), line=number) from error
                if not isinstance(line, dict):
                    raise BadInput("is not a JSON object", file=str(path), line=number)
                yield number, line
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error


def _formed(line: dict[str, Any], fields: dict[str, type], path: Path, number: int) -> dict[str, Any]:
    for name, kind in fields.items():
        if type(line.get(name)) is not kind:
            raise BadInput("is missing or not written as it must be", file=str(path), line=number, field=name)
    return line


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error


def line(document: dict[str, Any]) -> str:
    """One line of the file."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
