"""Sixteen tries in the same moment: five of a wrong code are compared, one right code and one door opens once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from qulaq.people.refusals import CODE_OVER, CODE_WRONG

SCRIPT = Path(__file__).with_name("racing_process.py")


def raced(url: str, folder: Path) -> dict[str, Any]:
    environment = {"PATH": os.environ["PATH"], "QULAQ_VAR": str(folder), "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout))


def held(told: dict[str, Any]) -> None:
    assert told["wrong code"] == {CODE_WRONG.en: 5, CODE_OVER.en: 11}
    assert told["right code"]["done"] == 1 and sum(told["right code"].values()) == 16
    assert told["door"] == {"done": 1, CODE_OVER.en: 15}
    assert told["made"] == [1, 1]


def test_on_the_embedded_database(tmp_path: Path) -> None:
    held(raced(f"sqlite:///{tmp_path / 'race.sqlite3'}", tmp_path))


@pytest.mark.services
def test_on_postgresql(tmp_path: Path) -> None:
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    name = f"race_{uuid4().hex[:8]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            told = raced(f"{server}/{name}", tmp_path)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert told["database"] == "postgresql"
    held(told)
