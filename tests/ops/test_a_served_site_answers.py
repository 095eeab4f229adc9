"""`qulaq migrate`, `qulaq serve`, `qulaq worker` as they run on an akimat's machine, with a proxy simulated."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from ops.installation import BEHIND_TLS, Installation, database, ended, wait_for


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("site")
    with database(folder) as url:
        installation = Installation(folder, url)
        done = installation.run("migrate")
        assert done.returncode == 0, done.stderr
        yield installation


@pytest.fixture(scope="module")
def server(site: Installation) -> Iterator[subprocess.Popen[str]]:
    process = site.start("serve", "--processes", "2")
    try:
        wait_for(lambda: site.answers() or process.poll() is not None)
        assert process.poll() is None, process.communicate()[1]
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_the_first_page_comes_with_what_a_browser_must_keep_to(
    site: Installation, server: subprocess.Popen[str]
) -> None:
    status, headers, content = site.get("/")
    assert status == 200
    assert "Qulaq" in content.decode()
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_plain_http_is_sent_to_https(site: Installation, server: subprocess.Popen[str]) -> None:
    status, headers, _ = site.get("/write/", {"Host": "qulaq.example"})
    assert (status, headers["Location"]) == (301, "https://qulaq.example/write/")


def test_a_foreign_host_is_refused(site: Installation, server: subprocess.Popen[str]) -> None:
    assert site.get("/", BEHIND_TLS | {"Host": "elsewhere.example"})[0] == 400


def test_static_files_are_gathered_and_cached_for_ever(
    site: Installation, server: subprocess.Popen[str]
) -> None:
    named = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', site.get("/")[2].decode())
    assert named, "the page names no fingerprinted stylesheet"
    status, headers, _ = site.get(named[1])
    assert status == 200
    assert "immutable" in headers["Cache-Control"]


def test_health_is_503_until_a_worker_runs_and_the_worker_ends_within_ten_seconds(
    site: Installation, server: subprocess.Popen[str]
) -> None:
    status, before = site.health()
    assert (status, before["wrong"]) == (503, ["worker"])
    assert site.run("health").returncode == 1
    worker = site.start("worker")
    try:
        wait_for(lambda: site.health()[0] == 200)
        told = site.run("health")
        assert (told.returncode, json.loads(told.stdout)["ok"]) == (0, True)
        assert set(json.loads(told.stdout)) == set(before)
        seconds, out, err = ended(worker, signal.SIGTERM)
    finally:
        worker.kill()
    assert worker.returncode == 0, err
    assert seconds < 10
    assert json.loads(out)["failed"] == 0


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="SQLite has no connections to lose"
)
def test_pages_answer_after_the_database_was_restarted(
    site: Installation, server: subprocess.Popen[str]
) -> None:
    assert site.get("/bodies/")[0] == 200
    with psycopg.connect(site.url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert [site.get("/bodies/")[0] for _ in range(12)] == [200] * 12


def test_the_server_answers_what_it_has_in_hand_and_ends_within_ten_seconds(site: Installation) -> None:
    other = Installation(site.folder, site.url)
    process = other.start("serve", "--processes", "1")
    try:
        wait_for(lambda: other.answers() or process.poll() is not None)
        in_hand, rest = half_sent(other)
        process.send_signal(signal.SIGTERM)
        time.sleep(1)
        in_hand.send(rest)
        answered = in_hand.getresponse().status
        in_hand.close()
        seconds, _, err = ended(process, signal.SIGTERM)
    finally:
        process.kill()
    assert process.returncode == 0, err
    assert seconds + 1 < 10
    assert answered == 422  # read to its end and judged: this register has no bodies yet
    assert "note: EMAIL_URL is not set" in err
    levels = {json.loads(line)["level"] for line in err.splitlines() if line.startswith("{")}
    assert levels <= {"INFO", "WARNING"}  # the refused letter is worth a line


def half_sent(site: Installation) -> tuple[http.client.HTTPConnection, bytes]:
    """A letter of which the first half has arrived, and the other half."""
    letter = json.dumps({"text": "Су жоқ", "channel": "web", "idempotency_key": str(uuid4())}).encode()
    sender = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    sender.putrequest("POST", "/api/v1/voices", skip_host=True)
    sent = BEHIND_TLS | {"Content-Type": "application/json", "Content-Length": str(len(letter))}
    for name, value in sent.items():
        sender.putheader(name, value)
    sender.endheaders()
    sender.send(letter[:10])
    time.sleep(0.5)
    return sender, letter[10:]


def test_migrating_again_changes_nothing(site: Installation) -> None:
    done = site.run("migrate")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["applied"], told["new_places"]) == ([], 0)
    assert told["places"] > 10_000
    assert json.loads(site.run("migrate", "--check").stdout) == {"ok": True, "waiting": []}


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"SITE_URL": "http://qulaq.example"}, "SITE_URL: "),
        ({"QULAQ_PROXIES": "0"}, "QULAQ_PROXIES: "),
        ({"SECRET_KEY": ""}, "SECRET_KEY: must be set"),
        ({"QULAQ_VAR": "elsewhere"}, "QULAQ_VAR: holds no static files"),
        ({"DATABASE_URL": "sqlite:///empty.sqlite3"}, "migrations wait: run `qulaq migrate` first"),
        (
            {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
            "DATABASE_URL: the database does not answer",
        ),
    ],
)
def test_serving_is_refused_in_one_line_until_it_is_safe(
    site: Installation, env: dict[str, str], says: str
) -> None:
    done = site.run("serve", **env)
    assert done.returncode == 2
    assert says in done.stderr.splitlines()[-1]
    assert done.stdout == ""


def test_waiting_migrations_are_named_and_nothing_is_changed(site: Installation) -> None:
    done = site.run("migrate", "--check", DATABASE_URL="sqlite:///new.sqlite3")
    assert done.returncode == 1
    assert "people.0001_people" in json.loads(done.stdout)["waiting"]
    again = site.run("migrate", "--check", DATABASE_URL="sqlite:///new.sqlite3")
    assert again.stdout == done.stdout
