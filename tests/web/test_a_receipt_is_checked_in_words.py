"""The page that checks a receipt says in words whether it is genuine, and what was changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from matters_of_the_story import written
from people_of_the_story import Story
from qulaq.hear.queries import receipt_of
from qulaq.web.pages.receipts import WORDS


@pytest.fixture
def receipt(story: Story) -> dict[str, Any]:
    return receipt_of(written(story))


def judged(pasted: str) -> tuple[int, str]:
    client = Client(headers={"accept-language": "ru"})
    answer = client.post("/receipt/", {"pasted": pasted}, secure=True)
    return answer.status_code, answer.content.decode()


def test_a_genuine_receipt_is_called_genuine(receipt: dict[str, Any]) -> None:
    status, page = judged(json.dumps(receipt))
    assert status == 200
    assert "Квитанция подлинная" in page


def test_the_file_is_as_good_as_the_text(receipt: dict[str, Any]) -> None:
    file = SimpleUploadedFile("r.json", json.dumps(receipt).encode())
    client = Client(headers={"accept-language": "ru"})
    page = client.post("/receipt/", {"file": file}, secure=True).content.decode()
    assert "Квитанция подлинная" in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("at", "2020-01-01T00:00:00.000000Z", "изменили после подписи"),
        ("body", "{}", "не совпадает с подписанным числом"),
        ("key", "0" * 16, "подписала другая система"),
    ],
)
def test_what_was_changed_is_named(receipt: dict[str, Any], field: str, value: str, says: str) -> None:
    _, page = judged(json.dumps({**receipt, field: value}))
    assert says in page
    assert "Квитанция подлинная" not in page


@pytest.mark.parametrize("text", ["", "   ", "{", "[]", "null", '{"a": 1}', "[" * 5000, "ә"])
def test_what_is_no_receipt_is_answered_kindly(db: None, text: str) -> None:
    status, page = judged(text)
    assert status in {200, 422}
    assert "Квитанция подлинная" not in page
    assert 'href="tel:109"' not in page  # the page of the check, not of a failure


def test_every_verdict_has_words() -> None:
    from inspect import getsource

    from qulaq.methods.seal import receipts

    source = getsource(receipts)
    named = {
        part.split('"')[1]
        for part in source.replace("Verdict(\n            ", "Verdict(").split("Verdict(")[1:]
        if part.startswith('"')
    }
    assert named
    assert named <= set(WORDS)


def test_the_key_and_the_signed_states_are_public(story: Story) -> None:
    written(story)
    assert len(Client().get("/log/key.txt", secure=True).content.strip()) == 64
    heads = Client().get("/log/heads.jsonl", secure=True).content.decode().splitlines()
    assert all("root" in json.loads(line) for line in heads)


def test_a_number_of_thousands_of_digits_is_no_receipt(story: Story) -> None:
    status, page = judged("1" * 5000)
    assert status == 200
    assert "Это не вся квитанция" in page
