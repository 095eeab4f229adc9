"""The citizen's receipt: proof, kept by the person, that what they sent was taken and still stands in the
log.

At once it is a signed promise: "this entry (its leaf hash) will be in the log by this moment". Later the same
document also carries `inclusion`: the audit path to a signed head (RFC 9162 §2.1.3). A promise without an
entry in the log convicts the keeper; a head that differs from a published one of the same size convicts the
keeper too. Checking needs the receipt, the public key and, better, a head from elsewhere (the witness): no
site, no database.

`openings` may hold the salts of the person's own words, so that they can show that exactly these were
received.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from qulaq.methods.seal.heads import HEX, form_fault, head_fault, key_id, read_document, sign, signature_holds
from qulaq.methods.seal.merkle import leaf_hash, verify_inclusion

KIND = "qulaq-receipt"
VERSION = 1
PROMISE = timedelta(seconds=60)
BOUND_ELSEWHERE = ("body", "inclusion", "openings")
"""Fields outside the promise's signature: the body is bound by its leaf hash, inclusion by the head's
signature and the path, openings by the digests inside the body."""
FORM: dict[str, tuple[type, str]] = {
    "at": (str, "moment"),
    "body": (str, "any"),
    "by": (str, "moment"),
    "entry": (int, "from 1"),
    "key": (str, "hex 16"),
    "kind": (str, KIND),
    "leaf": (str, "hex 64"),
    "log": (str, "uuid"),
    "signature": (str, "hex 128"),
    "v": (int, "1"),
}
INCLUSION: dict[str, tuple[type, str]] = {
    "head": (dict, "any"),
    "index": (int, "from 0"),
    "path": (list, "any"),
}


@dataclass(frozen=True)
class Verdict:
    """What a check found: `result` is "ok", "promised" (signed, not yet proven in the log) or the fault's
    name.
    """

    result: str
    why: str
    entry: int | None = None
    size: int | None = None
    on_time: bool | None = None

    @property
    def holds(self) -> bool:
        return self.result in {"ok", "promised"}


def promise(*, log: str, entry: int, body: str, at: datetime, seed: bytes) -> dict[str, Any]:
    """A receipt given at once. `body`: the entry's canonical JSON; `at`: when it was recorded (aware)."""
    document = {
        "at": _moment(at),
        "by": _moment(at + PROMISE),
        "entry": entry,
        "kind": KIND,
        "leaf": leaf_hash(body.encode()).hex(),
        "log": log,
        "v": VERSION,
    }
    return {**sign(document, seed=seed), "body": body}


def with_inclusion(
    receipt: Mapping[str, Any], *, index: int, path: Sequence[bytes], head: Mapping[str, Any]
) -> dict[str, Any]:
    """The receipt with its proof: leaf index from 0, audit path of 32-byte hashes, signed head."""
    proof = {"head": dict(head), "index": index, "path": [part.hex() for part in path]}
    return {**receipt, "inclusion": proof}


def check(
    receipt: Any, *, public: bytes, heads: Sequence[Any] = (), words: Mapping[str, bytes] | None = None
) -> Verdict:
    """Judge a receipt offline.

    `public` is the log's 32-byte key; `heads` are heads from elsewhere (a newspaper, the witness file, the
    feed), of which one must have the size of the receipt's head; `words` are the person's own texts by field
    name, compared with the digests in the entry (the receipt must carry `openings`).
    """
    for examine in (_form, _signature, _body):
        verdict = examine(receipt, public)
        if verdict:
            return verdict
    verdict = _words(receipt, words or {})
    if verdict:
        return verdict
    if "inclusion" not in receipt:
        return Verdict(
            "promised",
            f"signed promise that entry {receipt['entry']} is in the log by {receipt['by']}; "
            "fetch the receipt again after that for the proof",
            receipt["entry"],
        )
    return _inclusion(receipt, public) or _published(receipt, public, heads) or _included(receipt)


def _form(receipt: Any, _: bytes) -> Verdict | None:
    fault = form_fault(receipt, FORM, {"inclusion": dict, "openings": dict})
    if not fault and "inclusion" in receipt:
        fault = form_fault(receipt["inclusion"], INCLUSION)
        fault = f"inclusion: {fault}" if fault else None
    if not fault and not all(_is_hash(part) for part in receipt.get("inclusion", {}).get("path", [])):
        fault = "inclusion: field path is not written as it must be"
    if not fault and not all(_is_hash(salt) for salt in receipt.get("openings", {}).values()):
        fault = "field openings is not written as it must be"
    return Verdict("malformed", fault) if fault else None


def _signature(receipt: Mapping[str, Any], public: bytes) -> Verdict | None:
    if receipt["key"] != key_id(public):
        return Verdict("wrong-key", f"the receipt names key {receipt['key']}, you gave {key_id(public)}")
    promised = {field: value for field, value in receipt.items() if field not in BOUND_ELSEWHERE}
    if not signature_holds(promised, public=public):
        return Verdict("signature-invalid", "the promise or its signature was changed")
    return None


def _body(receipt: Mapping[str, Any], _: bytes) -> Verdict | None:
    try:
        leaf = leaf_hash(receipt["body"].encode())
    except UnicodeEncodeError:
        return Verdict("malformed", "field body is not Unicode text")
    if leaf.hex() != receipt["leaf"]:
        return Verdict("body-changed", "the entry's content is not what the signed leaf hash stands for")
    return None


def _words(receipt: Mapping[str, Any], words: Mapping[str, bytes]) -> Verdict | None:
    entry = receipt["entry"]
    digests = read_document(receipt["body"].encode()).get("commitments", {})
    openings = receipt.get("openings", {})
    for field in sorted(openings.keys() - digests.keys()):
        return Verdict("words-differ", f"the entry holds no digest of {field}", entry)
    for field, text in words.items():
        if field not in openings:
            return Verdict("words-differ", f"the receipt has no opening of {field}", entry)
        if sha256(bytes.fromhex(openings[field]) + text).hexdigest() != digests[field]:
            return Verdict(
                "words-differ", f"{field}: these are not the words (or not the salt) received", entry
            )
    return None


def _inclusion(receipt: Mapping[str, Any], public: bytes) -> Verdict | None:
    proof = receipt["inclusion"]
    head, entry = proof["head"], receipt["entry"]
    fault = head_fault(head, keys={key_id(public): public})
    if fault:
        return Verdict("head-invalid", f"the head inside the receipt: {fault}", entry)
    if head["log"] != receipt["log"]:
        return Verdict("other-log", "the head inside the receipt belongs to another log", entry)
    if not verify_inclusion(
        leaf=bytes.fromhex(receipt["leaf"]),
        index=proof["index"],
        size=head["size"],
        path=[bytes.fromhex(part) for part in proof["path"]],
        root=bytes.fromhex(head["root"]),
    ):
        return Verdict("not-included", "index and path do not lead to the head's root", entry, head["size"])
    return None


def _published(receipt: Mapping[str, Any], public: bytes, heads: Sequence[Any]) -> Verdict | None:
    """Compare the receipt's head with heads got elsewhere: one log cannot have two roots of one size."""
    if not heads:
        return None
    mine, entry = receipt["inclusion"]["head"], receipt["entry"]
    same_size = []
    for head in heads:
        fault = head_fault(head, keys={key_id(public): public})
        if fault:
            return Verdict("head-invalid", f"a head given beside the receipt: {fault}", entry)
        if head["log"] == mine["log"] and head["size"] == mine["size"]:
            same_size.append(head)
    if not same_size:
        why = f"none of the given heads is of this log and of size {mine['size']}"
        return Verdict("head-unknown", why, entry, mine["size"])
    if any(head["root"] != mine["root"] for head in same_size):
        why = f"two signed histories: another head of size {mine['size']} has another root"
        return Verdict("head-differs", why, entry, mine["size"])
    return None


def _included(receipt: Mapping[str, Any]) -> Verdict:
    head = receipt["inclusion"]["head"]
    why = f"entry {receipt['entry']} stands at index {receipt['inclusion']['index']} of {head['size']}"
    return Verdict("ok", why, receipt["entry"], head["size"], head["at"] <= receipt["by"])


def _is_hash(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 64 and bool(HEX.fullmatch(text))


def _moment(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError("a receipt needs an aware datetime")
    utc = (at - (at.utcoffset() or timedelta(0))).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"
