"""A bell that saves the worker from sleeping its full pause when something has just been committed.

Only a convenience: the worker looks into its tables anyway. Inside one process it is a threading event; with
`CACHE_URL` (Redis) it reaches other processes and hosts too. A dead Redis costs a pause, never a duty.
"""

from __future__ import annotations

import logging
import threading
import time
from functools import cache

import redis
from django.conf import settings

log = logging.getLogger(__name__)
KEY = "qulaq:worker:bell"

REST = 30.0
"""Seconds for which a Redis that failed is not asked again."""

_bell = threading.Event()
_deaf_until = 0.0


@cache
def _client() -> redis.Redis | None:
    url = str(getattr(settings, "CACHE_URL", ""))
    if not url.startswith(("redis://", "rediss://")):
        return None
    return redis.Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=5)


def ring() -> None:
    """Wake a waiting worker."""
    _bell.set()
    client = _client()
    if client is not None and time.monotonic() >= _deaf_until:
        try:
            client.lpush(KEY, 1)
            client.ltrim(KEY, 0, 0)
        except redis.RedisError as error:
            _do_without(error)


def wait(seconds: float) -> None:
    """Sleep until the bell rings, at most `seconds`."""
    client = _client()
    if client is not None and time.monotonic() >= _deaf_until:
        try:
            client.blpop([KEY], timeout=min(seconds, 4))
        except redis.RedisError as error:
            _do_without(error)
        else:
            return
    _bell.wait(seconds)
    _bell.clear()


def _do_without(error: redis.RedisError) -> None:
    """Leave Redis alone for a while: acts must not wait for a bell that does not answer."""
    global _deaf_until
    _deaf_until = time.monotonic() + REST
    log.warning("the worker's bell does without Redis for %d s: %s", REST, error)
