"""CONTRACTS "HTTP": 201 with number, code, receipt and case; the same key the same answer; another body 409."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from people_of_the_story import VILLAGE, Story
from qulaq.hear.models import Voice
from qulaq.ledger.keys import public_keys
from qulaq.methods.seal.receipts import check

TEXT = "Абай көшесінде үш ай бойы шам жанбайды, қашан жөнделеді?"


def send(body: Any, **more: Any) -> Any:
    return Client().post("/api/v1/voices", body, content_type="application/json", secure=True, **more)


def test_a_full_voice_is_registered(story: Story) -> None:
    answer = send(
        {
            "text": TEXT,
            "channel": "web",
            "lang": "kk",
            "kato": VILLAGE,
            "body": "qordai",
            "author": {"name": "Дана", "iin": None, "phone": "+77010000009", "email": None, "address": None},
            "kind": "application",
            "consent_publish": True,
            "idempotency_key": str(uuid4()),
        }
    )
    assert answer.status_code == 201
    got = answer.json()
    assert got["number"] and len(got["track_code"].replace("-", "")) >= 13
    assert got["case"].keys() >= {"kind", "status", "registered", "due", "article", "promise"}
    assert (got["case"]["kind"], got["case"]["article"], got["case"]["promise"]) == ("enquiry", None, True)
    assert check(got["receipt"], public=next(iter(public_keys().values()))).result == "promised"


def test_text_and_channel_are_enough(story: Story) -> None:
    assert send({"text": TEXT, "channel": "web"}).status_code == 201


def test_the_same_key_gives_the_same_answer(story: Story) -> None:
    body = {"text": TEXT, "channel": "api", "idempotency_key": str(uuid4())}
    first, *rest = [send(body).json() for _ in range(5)]
    assert all(again == first for again in rest)
    assert Voice.objects.count() == 1
    assert send(body | {"text": "Басқа"}).status_code == 409


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("text", {"channel": "web"}),
        ("text", {"text": " ", "channel": "web"}),
        ("channel", {"text": TEXT, "channel": "pigeon"}),
        ("kato", {"text": TEXT, "kato": "123"}),
        ("kato", {"text": TEXT, "kato": "999999999"}),
        ("body", {"text": TEXT, "body": "nobody"}),
        ("body", {"text": TEXT, "body": "\x00"}),
        ("kind", {"text": TEXT, "kind": "order"}),
        ("idempotency_key", {"text": TEXT, "idempotency_key": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}),
        ("contact", {"text": TEXT, "author": {"phone": "x"}}),
        ("author", {"text": TEXT, "author": "Дана"}),
        ("author", {"text": TEXT, "author": []}),
    ],
)
def test_a_wrong_field_is_named_in_three_languages(story: Story, field: str, body: dict[str, Any]) -> None:
    answer = send(body)
    assert answer.status_code == 422
    trouble = answer.json()["detail"][0]
    assert trouble["field"] == field
    assert all(trouble["message"][language] for language in ("kk", "ru", "en"))
    assert not Voice.objects.exists()


def test_nonsense_is_not_a_500(story: Story) -> None:
    for body in (b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"text": 5}'):
        assert send(body).status_code in {400, 422}


def test_the_author_follows_the_case_and_nobody_else(story: Story) -> None:
    got = send(
        {"text": TEXT, "channel": "web", "author": {"name": "Дана Әлімова", "phone": "+77010000009"}}
    ).json()
    client, path = Client(), f"/api/v1/cases/{got['number']}"
    case = client.get(path, headers={"X-Track-Code": got["track_code"].lower()}, secure=True)
    assert case.status_code == 200
    assert case.json()["timeline"][0]["act"] == "open"
    assert {duty["name"] for duty in case.json()["duties"]} >= {"answer"}
    assert "7010000009" not in case.content.decode()
    assert "Әлімова" not in case.json()["author"]
    for wrong in (
        "",
        "AAAA-AAAA-AAAAA",
        got["track_code"][:-1] + ("1" if got["track_code"].endswith("0") else "0"),
    ):
        assert client.get(path, headers={"X-Track-Code": wrong}, secure=True).status_code == 404
    assert (
        client.get("/api/v1/cases/31-26-999999", headers={"X-Track-Code": "x"}, secure=True).status_code
        == 404
    )


def test_places_are_found_in_any_spelling(story: Story) -> None:
    for spelling in ("коктал", "Көктал", "Koktal"):
        found = Client().get("/api/v1/places", {"q": spelling, "within": "310000000"}, secure=True).json()
        assert found[0]["kato"].startswith("31")
    assert Client().get("/api/v1/bodies", secure=True).json()[0]["code"] == "jambyl"
