"""An installation of its own for the tests of the machine room: a folder, a database, secrets, real processes."""

from __future__ import annotations

import base64
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

KEEP = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "CACHE_URL")
BEHIND_TLS = {"Host": "qulaq.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


class Installation:
    """A served site's folder and environment; `run` and `start` call the command `qulaq` there."""

    def __init__(self, folder: Path, url: str, **env: str) -> None:
        self.folder, self.url, self.port = folder, url, free_port()
        self.env = {name: os.environ[name] for name in KEEP if name in os.environ} | {
            "DATABASE_URL": url,
            "QULAQ_VAR": str(folder / "var"),
            "QULAQ_BIND": f"127.0.0.1:{self.port}",
            "SITE_URL": "https://qulaq.example",
            "QULAQ_PROXIES": "1",
            "SECRET_KEY": "x" * 60,
            "QULAQ_FIELD_KEYS": "k1:" + base64.b64encode(bytes(32)).decode(),
            "QULAQ_LEDGER_KEY": "11" * 32,
            **env,
        }

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "qulaq.cli.door", *words],
            env=self.env | env,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "qulaq.cli.door", *words],
            env=self.env,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def get(self, path: str, headers: dict[str, str] = BEHIND_TLS) -> tuple[int, dict[str, str], bytes]:
        """(status, headers, content) of an address, asked as the proxy would ask."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            asked.close()

    def health(self) -> tuple[int, dict[str, Any]]:
        status, _, content = self.get("/api/v1/health")
        return status, json.loads(content)

    def answers(self) -> bool:
        try:
            self.get("/")
        except OSError:
            return False
        return True


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """The address of an empty database: on the server of DATABASE_URL, or a SQLite file in the folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    name, parts = f"site_{uuid4().hex[:12]}", urlsplit(url)
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            admin.execute(
                f'DROP DATABASE IF EXISTS "{name}_drill" WITH (FORCE)'
            )  # left by a drill that failed


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def ended(process: subprocess.Popen[str], number: int) -> tuple[float, str, str]:
    """(seconds until the process was gone, its output, its errors) after a signal."""
    began = time.monotonic()
    process.send_signal(number)
    try:
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    return time.monotonic() - began, out, err
