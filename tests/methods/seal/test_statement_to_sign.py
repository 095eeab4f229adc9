"""What is signed says one act on one object until one moment, in three languages, in one spelling."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.methods.seal.statement import Statement, read_statement, why_not_accepted

UNTIL = datetime(2026, 11, 30, 18, 59, 59, tzinfo=UTC)
VOTE = Statement(
    action="jury.elect",
    object="jury/3",
    challenge="Zk3mT8wq2LxY9vB0aRcD7e",
    until=UNTIL,
    says=Words(
        kk="Азаматтар алқасына сайлау", ru="Выборы в суд граждан", en="Election to the Citizens' Jury"
    ),
    object_name=Words(kk="Тараз, су", ru="Тараз, вода", en="Taraz, water"),
    choice="candidate/12",
    choice_says=Words(kk="Серік Ә.", ru="Серик А.", en="Serik A."),
    attachments={"portfolio.pdf": "ab" * 32},
)


def test_it_is_canonical_and_the_same_each_time() -> None:
    data = VOTE.to_sign()
    assert data == replace(VOTE).to_sign()
    found = read_statement(data)
    assert (found["action"], found["object"], found["choice"]) == ("jury.elect", "jury/3", "candidate/12")
    assert found["until"] == "2026-11-30T18:59:59Z"
    assert found["attachments"] == {"portfolio.pdf": "ab" * 32}


def test_people_read_it_in_their_language() -> None:
    assert VOTE.text("kk").splitlines() == [
        "Азаматтар алқасына сайлау: Тараз, су.",
        "Таңдауым: Серік Ә.",
        "Қоса берілген файлдар: portfolio.pdf.",
        "Қол қоюдың соңғы мерзімі (Алматы уақыты): 30.11.2026 23:59.",
    ]
    said = read_statement(VOTE.to_sign())["text"]
    assert set(said) == {"kk", "ru", "en"}
    assert "Мой выбор: Серик А." in said["ru"]


def test_a_secret_choice_is_not_told() -> None:
    secret = replace(VOTE, choice=None, choice_says=None, ciphertext="q83vEjRW")
    assert "зашифрован" in secret.text("ru")
    assert "Серик" not in secret.to_sign().decode()
    assert read_statement(secret.to_sign())["ciphertext"] == "q83vEjRW"


WRONG: list[dict[str, Any]] = [
    {"action": "Jury Elect"},
    {"object": ""},
    {"challenge": "short"},
    {"challenge": "x" * 21 + "!"},
    {"until": UNTIL.replace(tzinfo=None)},
    {"until": UNTIL + timedelta(microseconds=1)},
    {"ciphertext": "q83v"},
    {"choice": None},
    {"says": Words(kk="", ru="р", en="e")},
    {"attachments": {"a": "AB" * 32}},
    {"attachments": {"": "ab" * 32}},
]


@pytest.mark.parametrize("changed", WRONG, ids=str)
def test_a_wrong_statement_cannot_be_made(changed: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        replace(VOTE, **changed)


def test_it_is_never_longer_than_64_kilobytes() -> None:
    with pytest.raises(BadInput, match="longer"):
        replace(VOTE, attachments={f"file {n}": "ab" * 32 for n in range(1000)}).to_sign()
    with pytest.raises(BadInput, match="longer"):
        read_statement(b" " * (64 * 1024 + 1))


def test_only_the_canonical_spelling_is_read() -> None:
    data = VOTE.to_sign()
    fields = json.loads(data)
    spelt = [
        json.dumps(fields).encode(),
        data + b"\n",
        data.replace(b'"v":1', b'"v":1,"v":1'),
        json.dumps(
            {**fields, "extra": 1}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        ).encode(),
        b"[]",
        b"\xff",
        b"{}",
    ]
    for each in spelt:
        with pytest.raises(BadInput):
            read_statement(each)


def test_it_counts_once_in_time_and_as_given_out() -> None:
    data = VOTE.to_sign()
    assert why_not_accepted(data, expected=data, challenge_is_unused=True, at=UNTIL) is None
    late = UNTIL + timedelta(seconds=1)
    assert (
        why_not_accepted(data, expected=data, challenge_is_unused=True, at=late) == "the time to sign is over"
    )
    used = why_not_accepted(data, expected=data, challenge_is_unused=False, at=UNTIL)
    assert used == "the statement was already used"
    other = replace(VOTE, choice="candidate/13").to_sign()
    assert why_not_accepted(other, expected=data, challenge_is_unused=True, at=UNTIL) is not None
