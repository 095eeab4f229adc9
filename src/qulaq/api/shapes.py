"""The JSON that the HTTP API takes and gives (CONTRACTS "HTTP"). Keys are added, never renamed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator

Kind = Literal["application", "complaint", "message", "proposal", "response", "request"]
Channel = Literal["web", "api", "paper", "oral", "phone", "email", "messenger", "reception", "meeting"]


class AuthorIn(Schema):
    """Who says they write. A typed IIN is only claimed, never proof."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field("", max_length=200)
    iin: str = Field("", max_length=20)
    phone: str = Field("", max_length=40)
    email: str = Field("", max_length=200)
    address: str = Field("", max_length=300)

    @field_validator("*", mode="before")
    @classmethod
    def nothing_is_empty(cls, value: Any) -> Any:
        return "" if value is None else value


class VoiceIn(Schema):
    """A voice to register."""

    model_config = ConfigDict(extra="ignore")

    text: str = Field(..., max_length=100_000)
    channel: Channel = "api"
    lang: Literal["kk", "ru", "en"] | None = None
    kato: str | None = Field(None, pattern=r"^([0-9]{9})?$")
    body: str | None = Field(
        None,
        max_length=60,
        pattern=r"^[^\x00]*$",
        description="code of the body; else the one in charge of the place",
    )
    author: AuthorIn | None = None
    kind: Kind | None = Field(None, description="the legal kind wished for")
    consent_publish: bool = False
    idempotency_key: UUID | None = None

    @field_validator("author", mode="before")
    @classmethod
    def author_is_an_object(cls, value: Any) -> Any:
        """A bare name or a list would be read as an author with nothing in it, and who wrote would be lost."""
        if value is not None and not isinstance(value, Mapping):
            raise ValueError("the author is an object with name, iin, phone, email, address")
        return value

    @field_validator("idempotency_key")
    @classmethod
    def random_key(cls, value: UUID | None) -> UUID | None:
        if value is not None and value.version != 4:
            raise ValueError("the key is a UUIDv4")
        return value


class CaseOut(Schema):
    """The case that a voice opened. `promise`: the body's own promise, not a term of law."""

    kind: str
    status: str
    registered: date
    due: date | None
    article: str | None
    promise: bool


class VoiceOut(Schema):
    number: str
    track_code: str
    receipt: dict[str, Any]
    case: CaseOut | None


class WordsOut(Schema):
    kk: str
    ru: str
    en: str


class PointOut(Schema):
    """One dot of the case's line."""

    act: str
    title: WordsOut
    at: datetime | None
    day: date | None
    state: Literal["done", "ahead"]
    late: bool
    article: str | None


class DutyOut(Schema):
    name: str
    title: WordsOut
    body: str | None
    due: date | None
    due_at: datetime | None
    first_due: datetime | None
    state: str
    late: bool
    article: str | None


class AnswerOut(Schema):
    text: str
    language: str
    result: str
    sent: datetime


class CaseFull(Schema):
    """A case as its author sees it by track code; personal fields are masked."""

    number: str
    case: CaseOut
    title: WordsOut
    body: str | None
    body_name: WordsOut | None
    author: str
    text: str
    answered: bool
    resolved: str
    timeline: list[PointOut]
    duties: list[DutyOut]
    answer: AnswerOut | None
    doors: list[dict[str, Any]]


class Trouble(Schema):
    """What to mend: where, and in three languages how."""

    field: str | None
    message: WordsOut


class TroublesOut(Schema):
    detail: list[Trouble]


class PlaceOut(Schema):
    kato: str
    level: str
    kk: str
    ru: str
    within: list[str]


class BodyOut(Schema):
    code: str
    parent: str | None
    level: str
    kato: str
    name: WordsOut
