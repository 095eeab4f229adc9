"""A receipt convinces offline, and any touched byte is found and named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from qulaq.kernel.canonical import canonical_json
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.heads import head_fault, key_id, public_key, read_document, read_public_key, sign_head
from qulaq.methods.seal.merkle import Tree, leaf_hash
from qulaq.methods.seal.receipts import check, promise, with_inclusion

SEED = bytes(range(32))
PUBLIC = public_key(SEED)
LOG = "5c3d5a52-7a54-4d7e-9c0e-1f6a7b8c9d0e"
AT = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)
SALT = "ab" * 32
WORDS = "Су жоқ".encode()
BODY = canonical_json(
    {
        "commitments": {"text": sha256(bytes.fromhex(SALT) + WORDS).hexdigest()},
        "event": "hear.VoiceTaken",
        "subject": ["hear.voice", 12],
    }
).decode()
TREE = Tree([leaf_hash(b"%d" % number) for number in range(16)] + [leaf_hash(BODY.encode()), leaf_hash(b"z")])


def head(tree: Tree = TREE, at: str = "2026-03-06T05:00:20.000000Z") -> dict[str, Any]:
    return sign_head(log=LOG, size=tree.size, root=tree.root(), at=at, seed=SEED)


def promised() -> dict[str, Any]:
    return {**promise(log=LOG, entry=17, body=BODY, at=AT, seed=SEED), "openings": {"text": SALT}}


def included() -> dict[str, Any]:
    return with_inclusion(promised(), index=16, path=TREE.inclusion(16), head=head())


def test_a_promise_holds_before_the_entry_is_in_the_log() -> None:
    verdict = check(promised(), public=PUBLIC)
    assert verdict.holds
    assert (verdict.result, verdict.entry) == ("promised", 17)
    assert "by 2026-03-06T05:01:00.000000Z" in verdict.why


def test_an_included_receipt_holds_and_says_that_the_promise_was_kept() -> None:
    verdict = check(included(), public=PUBLIC, heads=[head()])
    assert (verdict.result, verdict.size, verdict.on_time) == ("ok", 18, True)
    late = with_inclusion(
        promised(), index=16, path=TREE.inclusion(16), head=head(at="2026-03-06T05:01:00.000001Z")
    )
    assert check(late, public=PUBLIC).on_time is False


def test_every_changed_byte_is_found_and_named() -> None:
    whole = canonical_json(included())
    results = set()
    for position in range(len(whole)):
        for flipped in (whole[position] ^ 1, whole[position] ^ 0x20, ord("0"), ord(" ")):
            changed = whole[:position] + bytes([flipped]) + whole[position + 1 :]
            if changed == whole:
                continue
            try:
                verdict = check(read_document(changed), public=PUBLIC, words={"text": WORDS})
            except BadInput as error:
                results.add(str(error).partition(" ")[0])
                continue
            assert not verdict.holds, changed
            assert verdict.why
            results.add(verdict.result)
    assert results >= {
        "malformed",
        "wrong-key",
        "signature-invalid",
        "body-changed",
        "words-differ",
        "head-invalid",
        "not-included",
    }


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ({"entry": 18}, "signature-invalid"),
        ({"by": "2026-03-07T05:01:00.000000Z"}, "signature-invalid"),
        ({"body": BODY.replace("12", "13")}, "body-changed"),
        ({"leaf": "00" * 32}, "signature-invalid"),
        ({"note": "x"}, "malformed"),
        ({"entry": True}, "malformed"),
        ({"openings": {"text": "cd" * 32}}, "words-differ"),
        ({"openings": {}}, "words-differ"),
        ({"openings": {"text": SALT, "photo": SALT}}, "words-differ"),
    ],
)
def test_a_changed_field_is_named(change: dict[str, Any], result: str) -> None:
    assert check({**included(), **change}, public=PUBLIC, words={"text": WORDS}).result == result


def test_other_words_than_those_received_are_refused() -> None:
    assert check(included(), public=PUBLIC, words={"text": WORDS}).result == "ok"
    assert check(included(), public=PUBLIC, words={"text": b"other"}).result == "words-differ"


def test_a_receipt_of_another_keeper_is_refused() -> None:
    assert check(included(), public=public_key(b"\1" * 32)).result == "wrong-key"


def test_a_second_history_of_the_same_size_is_caught() -> None:
    other = Tree([leaf_hash(b"other")] * 18)
    verdict = check(included(), public=PUBLIC, heads=[head(), head(other)])
    assert verdict.result == "head-differs"
    assert "two signed histories" in verdict.why


def test_a_head_of_another_size_proves_nothing_here() -> None:
    smaller = Tree([leaf_hash(b"%d" % number) for number in range(16)])
    assert check(included(), public=PUBLIC, heads=[head(smaller)]).result == "head-unknown"


def test_a_forged_head_beside_the_receipt_is_refused() -> None:
    assert check(included(), public=PUBLIC, heads=[{**head(), "size": 19}]).result == "head-invalid"


def test_a_head_of_another_log_inside_the_receipt_is_refused() -> None:
    elsewhere = sign_head(
        log=LOG.replace("5c", "6c"), size=18, root=TREE.root(), at="2026-03-06T05:00:20.000000Z", seed=SEED
    )
    receipt = with_inclusion(promised(), index=16, path=TREE.inclusion(16), head=elsewhere)
    assert check(receipt, public=PUBLIC).result == "other-log"


def test_every_changed_byte_of_a_head_is_found() -> None:
    whole = canonical_json(head())
    keys = {key_id(PUBLIC): PUBLIC}
    assert head_fault(json.loads(whole), keys=keys) is None
    for position in range(len(whole)):
        changed = whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :]
        try:
            assert head_fault(read_document(changed), keys=keys)
        except BadInput:
            continue


@pytest.mark.parametrize("text", ["{", '{"a":1,"a":2}', '{"a":1.5}', '{"a":NaN}', "[" * 100_000])
def test_doubtful_json_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput, match=r"r\.json"):
        read_document(text.encode(), file="r.json")


def test_a_public_key_is_read_in_three_forms() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    pem = Ed25519PublicKey.from_public_bytes(PUBLIC).public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    for text in (PUBLIC.hex() + "\n", pem.decode(), json.dumps({"public_key": PUBLIC.hex()})):
        assert read_public_key(text) == PUBLIC
    for text in ("", "zz" * 32, "{}", "[1]", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"):
        with pytest.raises(BadInput):
            read_public_key(text)
