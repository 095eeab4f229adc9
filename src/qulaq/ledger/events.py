"""What an event is: a fact in the past tense that names nobody.

The ledger keeps events for ever and publishes them, so an event carries only ids, codes, dates and numbers.
Words of people are never in it: the act that records it *commits* to them (a salted digest, see
`acts.record`), and the words themselves can be erased one day without a trace here. `unsafe_fields` is the
guard that the tests run over every event.
"""

from __future__ import annotations

import re
import types
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints
from uuid import UUID

NAME = re.compile(r"[a-z][a-z_]*\.[A-Z][A-Za-z0-9]+")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/=-]{0,79}")
DIGEST = re.compile(r"[0-9a-f]{64}")
LONG_NUMBER = re.compile(r"\d{10}")
"""A run of ten digits may be a phone or an IIN; KATO codes have nine."""
PLAIN = (bool, int, str, date, datetime, Decimal, UUID, bytes)
PERSONAL = frozenset(
    {"author", "surname", "patronymic", "fullname", "full_name", "first_name", "last_name", "phone", "email"}
    | {"iin", "birth_date", "born", "address", "text", "body", "title", "comment", "password", "secret"}
    | {"track_code", "ip"}
)
"""Field names that speak of words or of a person's particulars: never text (an id is welcome)."""

_known: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Event:
    """Base of all events. A subclass is a frozen dataclass; `name` defaults to `room.ClassName`.

    `terminal = True` says that nobody needs to react: the guard `handlers.events_without_handler` then lets
    it be.
    """

    name: ClassVar[str] = ""
    terminal: ClassVar[bool] = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "name" not in cls.__dict__:
            cls.name = f"{_room(cls.__module__)}.{cls.__name__}"
        if not NAME.fullmatch(cls.name):
            raise TypeError(f"an event is named room.InThePast, not {cls.name!r}")
        holder = _known.get(cls.name)
        if holder and (holder.__module__, holder.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two events are named {cls.name}: in {holder.__module__} and {cls.__module__}")
        _known[cls.name] = cls

    def __post_init__(self) -> None:
        if type(self) is Event:
            raise TypeError("Event is abstract: record a fact with a name")

    def payload(self) -> dict[str, Any]:
        """The event's fields as JSON values. TypeError names a field that could hold words or a person."""
        return {field.name: _plain(field.name, getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The event again, from what `payload` gave (a field added later takes its default)."""
        hints = get_type_hints(cls)
        return cls(**{key: _typed(hints[key], value) for key, value in payload.items() if key in hints})


@dataclass(frozen=True)
class CommitmentErased(Event):
    """Words and their salt were erased: which field, why (a code), by which account (None: by a rule)."""

    name = "ledger.CommitmentErased"
    terminal = True
    field: str
    reason: str
    by: int | None = None


def known_events() -> dict[str, type[Event]]:
    """Every declared event by its name."""
    return dict(sorted(_known.items()))


def event_named(name: str) -> type[Event]:
    """The class of an event. KeyError when no room declares it any more."""
    return _known[name]


def unsafe_fields(kind: type[Event]) -> list[str]:
    """Fields that could carry words or a person: a type that is not plain, or text under a telling name."""
    hints = get_type_hints(kind)
    return [
        field.name
        for field in fields(kind)
        if not _plain_type(hints[field.name]) or (field.name in PERSONAL and _holds_text(hints[field.name]))
    ]


def moment(at: datetime) -> str:
    """An aware moment as the ledger writes it: UTC, microseconds, `Z`. ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("the ledger needs an aware datetime")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "qulaq" and len(parts) > 1 else parts[0]


def _plain_type(hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType, tuple, list, frozenset):
        return all(part in (type(None), Ellipsis) or _plain_type(part) for part in get_args(hint))
    if origin is dict:
        return all(_plain_type(part) for part in get_args(hint))
    return isinstance(hint, type) and (hint in PLAIN or issubclass(hint, Enum))


def _holds_text(hint: Any) -> bool:
    return hint is str or any(_holds_text(part) for part in get_args(hint))


def _plain(field: str, value: Any) -> Any:
    """One field's value as JSON; strings must look like codes."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return _plain(field, value.value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (bytes, Decimal, UUID)):
        return value.hex() if isinstance(value, bytes) else str(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        return _plain_many(field, value)
    if isinstance(value, str) and _is_code(value):
        return str(value)
    raise TypeError(
        f"{field}: an event holds ids, codes, dates and numbers, not {value!r:.40}; commit to words instead"
    )


def _plain_many(field: str, values: Any) -> Any:
    if isinstance(values, dict):
        return {_plain(field, str(key)): _plain(field, value) for key, value in values.items()}
    plain = [_plain(field, value) for value in values]
    return sorted(plain) if isinstance(values, (set, frozenset)) else plain


def _is_code(value: str) -> bool:
    if not value or DIGEST.fullmatch(value):
        return True
    return bool(CODE.fullmatch(value)) and not LONG_NUMBER.search(value)


def _typed(hint: Any, value: Any) -> Any:
    """The Python value of a JSON value, by the field's annotation."""
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        return _typed(next(part for part in inner if part is not type(None)), value)
    if origin is tuple and Ellipsis not in inner:
        return tuple(_typed(part, one) for part, one in zip(inner, value, strict=True))
    if origin in (tuple, list, frozenset):
        return origin(_typed(inner[0], one) for one in value)
    if origin is dict:
        return {_typed(inner[0], key): _typed(inner[1], one) for key, one in value.items()}
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint is bytes:
        return bytes.fromhex(value)
    return hint(value)
