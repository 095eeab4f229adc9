"""`qulaq demo`: cases in every state, a ledger that verifies, due days that recompute; a second call is idle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def qulaq(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    keep = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QULAQ_", "DJANGO_", "DATABASE", "CACHE", "SECRET"))
    }
    command = [sys.executable, "-m", "qulaq.cli.door", *words]
    return subprocess.run(command, capture_output=True, text=True, env=keep | env, cwd=folder, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = qulaq(folder, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return folder


def test_its_ledger_verifies_and_its_due_days_recompute(demo: Path) -> None:
    verified = qulaq(demo, "ledger", "verify", QULAQ_DEMO="1")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    checked = qulaq(demo, "procedures", "--check", "--walks", "5", "--database", QULAQ_DEMO="1")
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["duties_checked"] > 100


def test_it_has_cases_in_many_states(demo: Path) -> None:
    asked = (
        "from qulaq.cli.answer import start_django; start_django();"
        "from qulaq.procedures.models import Case;"
        "print(len(set(Case.objects.values_list('procedure', 'stage', 'outcome'))), Case.objects.count())"
    )
    keep = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QULAQ_", "DJANGO_", "DATABASE", "CACHE", "SECRET"))
    }
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        cwd=demo,
        env=keep | {"QULAQ_DEMO": "1"},
        check=True,
    )
    states, cases = map(int, done.stdout.split())
    assert states >= 15
    assert cases >= 40


def test_a_second_call_changes_nothing(demo: Path) -> None:
    before = qulaq(demo, "ledger", "verify", QULAQ_DEMO="1").stdout
    assert qulaq(demo, "demo", "--no-serve").returncode == 0
    assert (
        json.loads(qulaq(demo, "ledger", "verify", QULAQ_DEMO="1").stdout)["entries"]
        == json.loads(before)["entries"]
    )


def test_a_folder_that_is_no_demonstration_is_never_touched(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "qulaq.sqlite3"
    kept.parent.mkdir()
    kept.write_text("a real register")
    for words in (("demo", "--no-serve"), ("demo", "--no-serve", "--fresh")):
        done = qulaq(tmp_path, *words)
        assert done.returncode == 2
        assert "no demonstration" in done.stderr
    assert kept.read_text() == "a real register"


def test_it_keeps_to_this_machine_and_its_own_file(tmp_path: Path) -> None:
    outside = qulaq(tmp_path, "demo", "--no-serve", "--bind", "0.0.0.0:8000")
    assert outside.returncode == 2
    assert "loopback" in outside.stderr
    database = qulaq(tmp_path, "demo", "--no-serve", DATABASE_URL="postgres://127.0.0.1/x")
    assert database.returncode == 2
