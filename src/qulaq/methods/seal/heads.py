"""Signed tree heads: by signing size and root, the keeper of a log can no longer change what it held without
a trace.

A head is a JSON object; the signature is Ed25519 (RFC 8032) over the canonical JSON of all its other fields.
Field
`log` tells logs apart, `key` is the key's id. Compare RFC 9162 §4.10; ours is JSON because citizens and
newspapers are to keep and compare it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from qulaq.kernel.canonical import canonical_json
from qulaq.kernel.errors import BadInput

VERSION = 1
KIND = "qulaq-head"
HEX = re.compile(r"[0-9a-f]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
FORM: dict[str, tuple[type, str]] = {
    "at": (str, "moment"),
    "key": (str, "hex 16"),
    "kind": (str, KIND),
    "log": (str, "uuid"),
    "root": (str, "hex 64"),
    "signature": (str, "hex 128"),
    "size": (int, "from 1"),
    "v": (int, "1"),
}


def key_id(public: bytes) -> str:
    """The short name of a public key (32 bytes): the first 8 bytes of its SHA-256, in hex."""
    return sha256(public).hexdigest()[:16]


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte Ed25519 seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(document: Mapping[str, Any], *, seed: bytes) -> dict[str, Any]:
    """The document with `key` and `signature` added. The seed is 32 bytes."""
    signed = {**document, "key": key_id(public_key(seed))}
    return {
        **signed,
        "signature": Ed25519PrivateKey.from_private_bytes(seed).sign(canonical_json(signed)).hex(),
    }


def signature_holds(document: Mapping[str, Any], *, public: bytes) -> bool:
    """Whether `signature` is this key's over the other fields."""
    signed = {field: value for field, value in document.items() if field != "signature"}
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            bytes.fromhex(document["signature"]), canonical_json(signed)
        )
    except InvalidSignature:
        return False
    return True


def sign_head(*, log: str, size: int, root: bytes, at: str, seed: bytes) -> dict[str, Any]:
    """The head of a log of `size` leaves with this 32-byte root; `at` is UTC with microseconds and `Z`."""
    return sign(
        {"at": at, "kind": KIND, "log": log, "root": root.hex(), "size": size, "v": VERSION}, seed=seed
    )


def head_fault(document: Any, *, keys: Mapping[str, bytes]) -> str | None:
    """What is wrong with a head, in plain words, or None. `keys` are public keys by their id."""
    fault = form_fault(document, FORM)
    if fault:
        return fault
    if document["key"] not in keys:
        return f"it is signed by an unknown key {document['key']}"
    if not signature_holds(document, public=keys[document["key"]]):
        return "its signature does not match its content"
    return None


def form_fault(
    document: Any, form: Mapping[str, tuple[type, str]], optional: Mapping[str, type] | None = None
) -> str | None:
    """Which field is missing, unknown or not written as it must be; None when the form is right."""
    if not isinstance(document, dict):
        return "it is not a JSON object"
    for field in sorted(form.keys() - document.keys()):
        return f"field {field} is missing"
    for field in sorted(document.keys() - form.keys() - (optional or {}).keys()):
        return f"field {field!a} is unknown"
    for field, (kind, pattern) in form.items():
        if type(document[field]) is not kind or not _written(document[field], pattern):
            return f"field {field} is not written as it must be"
    for field, kind in (optional or {}).items():
        if field in document and type(document[field]) is not kind:
            return f"field {field} is not written as it must be"
    return None


def read_document(text: bytes, *, file: str | None = None) -> Any:
    """JSON without doubt: UTF-8, no key twice, no fractions. BadInput otherwise."""
    try:
        return json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_no_key_twice,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8", file=file) from error
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: {error.msg}", file=file, line=error.lineno) from error
    except _Doubtful as error:
        raise BadInput(str(error), file=file) from error
    except RecursionError as error:
        raise BadInput("is nested too deeply", file=file) from error
    except ValueError as error:
        raise BadInput("holds a number of too many digits", file=file) from error


def read_public_key(text: str, *, file: str | None = None) -> bytes:
    """A public key as 64 hex digits, as PEM, or as the JSON that `qulaq ledger key` prints. 32 bytes."""
    text = text.strip()
    if text.startswith("-----BEGIN"):
        return _from_pem(text, file)
    if text.startswith("{"):
        text = str(read_document(text.encode(), file=file).get("public_key", ""))
    if len(text) != 64 or not HEX.fullmatch(text):
        raise BadInput(
            "is not an Ed25519 public key (64 hex digits, PEM, or JSON with public_key)", file=file
        )
    return bytes.fromhex(text)


class _Doubtful(ValueError):
    """JSON that two readers could understand differently."""


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Doubtful(f"has the key {key!r} twice")
        found[key] = value
    return found


def _no_float(text: str) -> Any:
    raise _Doubtful(f"has the number {text}; only whole numbers are used here")


def _from_pem(text: str, file: str | None) -> bytes:
    try:
        key = load_pem_public_key(text.encode())
    except ValueError as error:
        raise BadInput("is not a readable PEM public key", file=file) from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadInput("holds a key that is not Ed25519", file=file)
    return key.public_bytes_raw()


def _written(value: Any, pattern: str) -> bool:
    kind, _, number = pattern.partition(" ")
    if kind == "hex":
        return len(value) == int(number) and bool(HEX.fullmatch(value))
    if kind == "from":
        return bool(value >= int(number))
    if kind == "moment":
        return bool(MOMENT.fullmatch(value))
    if kind == "uuid":
        return bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value))
    return kind == "any" or str(value) == pattern
