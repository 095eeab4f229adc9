"""`qulaq serve`: the site under gunicorn, behind a proxy that speaks TLS; it refuses to be served any other way.

Processes with a few threads each (a page waits for the database more than it counts), recycled now and then.
No access log: addresses of pages may hold the code of a letter. TERM lets requests in hand end within 8 s.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from qulaq.kernel.errors import BadInput
from qulaq.ops.tables import gathered, waiting_migrations

THREADS = 4
"""A process keeps at most four connections to PostgreSQL in its pool, so a fifth thread would only wait."""
MOST_PROCESSES = 9
MEMORY = Path("/dev/shm")  # noqa: S108


def processes_for(cores: int) -> int:
    """Two for each core and one more, at most nine: beyond that the database is what people wait for."""
    return min(2 * max(cores, 1) + 1, MOST_PROCESSES)


def refuse_unready() -> None:
    """BadInput that names what must be set or run before anybody can be served."""
    if not settings.SERVED and not settings.DEMO:
        raise BadInput(
            f"says {settings.SITE_URL}; a site is served as https://… only (to look at it on this machine: "
            "`qulaq demo`)",
            field="SITE_URL",
        )
    if settings.SERVED and not settings.PROXIES:
        raise BadInput(
            "is 0, yet this server speaks no TLS: say how many proxies stand before it, mostly 1",
            field="QULAQ_PROXIES",
        )
    waiting = waiting_migrations()
    if waiting:
        raise BadInput(f"{len(waiting)} migrations wait: run `qulaq migrate` first", field="DATABASE_URL")
    if not gathered():
        raise BadInput("holds no static files: run `qulaq migrate` first", field="QULAQ_VAR")


def concerns() -> list[str]:
    """What works less well than it could: said at each start, so that nobody finds out by a complaint."""
    found = []
    if not settings.CACHE_URL:
        found.append(
            "CACHE_URL is not set: each process counts tries by itself, so limits are wider than written"
        )
    if not settings.CODES_BY:
        found.append("QULAQ_CODES is not set: nobody can confirm a letter or sign in to see theirs")
    if not settings.EMAIL_HOST:
        found.append(
            "EMAIL_URL is not set: officials get the link to their password only from `qulaq staff invite`"
        )
    if connection.vendor == "sqlite":
        found.append("DATABASE_URL is not set: SQLite serves one machine and one writer at a time")
    return found


class Site(BaseApplication):  # type: ignore[misc]
    """gunicorn with our own settings instead of its command line."""

    def __init__(self, *, bind: str, processes: int, threads: int = THREADS) -> None:
        self.bind, self.processes, self.threads = bind, processes, threads
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen().items():
            if name in self.cfg.settings:  # an older gunicorn has fewer
                self.cfg.set(name, value)

    def chosen(self) -> dict[str, Any]:
        """gunicorn's settings, as its documentation names them."""
        return {
            "bind": [self.bind],
            "workers": self.processes,
            "threads": self.threads,
            "worker_class": "gthread",
            "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 8,
            "keepalive": 5,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "proc_name": "qulaq",
            "accesslog": None,
            "logconfig_dict": _logging(),
            "control_socket_disable": True,
        }

    def load(self) -> Callable[..., Any]:
        return get_wsgi_application()


def _logging() -> dict[str, Any]:
    """gunicorn's own news in the same lines as ours."""
    quiet = {"level": "INFO", "handlers": ["stderr"], "propagate": False}
    ours: dict[str, Any] = settings.LOGGING
    return ours | {
        "loggers": ours["loggers"]
        | {
            "gunicorn.error": quiet | {"qualname": "gunicorn.error"},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "qualname": "gunicorn.access"},
        }
    }


def serve(*, bind: str, processes: int | None = None) -> None:
    """Serve until a signal ends it (SystemExit 0). The processes open their own connections, never ours."""
    for opened in connections.all():
        opened.close()
        close_pool = getattr(opened, "close_pool", None)  # only PostgreSQL has one
        if close_pool is not None:
            close_pool()
    Site(bind=bind, processes=processes or processes_for(os.cpu_count() or 1)).run()
