"""Sessions in the database, sealed: a copy of it does not tell who signed in and what they were doing."""

from __future__ import annotations

import json
from typing import Any

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
