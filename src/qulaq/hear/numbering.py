"""Numbers of voices (31-26-000417: region, year, running number) and the secret code to track one."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from django.db.models import F

from qulaq.hear.models import Series, Voice
from qulaq.kernel.clock import local
from qulaq.kernel.tracking import new_code, normalise
from qulaq.people.sealing import ring


def next_number(place: str, at: datetime) -> str:
    """The next number of a region and year; call it inside the transaction that uses it."""
    region, year = place[:2] or "00", local(at).year % 100
    series, _ = Series.objects.select_for_update().get_or_create(region=region, year=year)
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return f"{region}-{year:02d}-{series.last:06d}"


def track_code(voice: Voice) -> str:
    """The code that opens the case without a login. Derived with a key outside the database, never stored."""
    return new_code(bytes.fromhex(ring().index(str(voice.key), purpose="track")))


def opens(voice: Voice, code: str) -> bool:
    """Whether the code belongs to the voice; keys of an earlier rotation still open."""
    given = normalise(code)
    codes = [new_code(bytes.fromhex(index)) for index in ring().indexes(str(voice.key), purpose="track")]
    return any(
        hmac.compare_digest(sha256(given.encode()).digest(), sha256(normalise(known).encode()).digest())
        for known in codes
    )
