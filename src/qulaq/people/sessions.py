"""Sessions in the database, sealed: a copy of it does not tell who signed in and what they were doing.

Messages between two pages travel in the session too, and a visitor without one is not given any for looking.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore as InDatabase

from qulaq.people.sealing import Unopened, ring

WHERE = "django_session.session_data"


class SessionStore(InDatabase):
    """A session that no key opens any more is an empty one: the person signs in again."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        return ring().seal(json.dumps(session_dict, separators=(",", ":")), where=WHERE)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        text = session_data.decode() if isinstance(session_data, bytes) else session_data
        try:
            return dict(json.loads(ring().unseal(text, where=WHERE) or "{}"))
        except Unopened:
            return {}


class Messages(SessionStorage):
    """A public page without a session stays the same for everybody, so that a cache may keep it."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Message], bool]:
        if not self._has_session():
            return [], True
        kept: tuple[list[Message], bool] = super()._get(*args, **kwargs)  # type: ignore[misc]
        return kept

    def _store(self, messages: list[Message], *args: Any, **kwargs: Any) -> list[Message]:
        if not messages and not self._has_session():
            return []
        unstored: list[Message] = super()._store(messages, *args, **kwargs)  # type: ignore[misc]
        return unstored

    def _has_session(self) -> bool:
        return settings.SESSION_COOKIE_NAME in self.request.COOKIES
