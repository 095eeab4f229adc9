"""The file for nginx, run by nginx with TLS: what it passes on, what it writes down, what it says of a site away."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from house.sources import ROOT
from ops.installation import free_port, wait_for

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="NOT CHECKED: no nginx on this machine")
UNITS = ROOT / "src" / "qulaq" / "ops" / "units"
ANYBODY = ssl.create_default_context()
ANYBODY.check_hostname, ANYBODY.verify_mode = False, ssl.CERT_NONE


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers that came through."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(dict(self.headers)).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Proxy:
    """nginx with our file on ports of its own, before a site that echoes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.site = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        text = (UNITS / "nginx.conf").read_text("utf-8")
        for there in ("/etc/ssl/qulaq", "/var/log/nginx"):
            text = text.replace(there, str(folder))
        text = re.sub(r"^ *listen \[::\].*$", "", text, flags=re.MULTILINE)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.site.server_port}")
        aside = "".join(
            f"{kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"pid {folder}/pid;\nerror_log {folder}/errors;\nevents {{}}\nhttp {{\n{aside}{text}\n}}\n",
            "utf-8",
        )

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, context=ANYBODY, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def answers(self) -> bool:
        try:
            self.ask("/")
        except OSError:
            return False
        return True


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    keys = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=qulaq.example", *keys]
    subprocess.run(made, check=True, capture_output=True)
    found = Proxy(tmp_path)
    threading.Thread(target=found.site.serve_forever, daemon=True).start()
    process = subprocess.Popen(
        [
            "nginx",
            "-p",
            tmp_path,
            "-c",
            tmp_path / "nginx.conf",
            "-e",
            tmp_path / "errors",
            "-g",
            "daemon off;",
        ]
    )
    try:
        wait_for(lambda: found.answers() or process.poll() is not None, seconds=20)
        assert process.poll() is None, (tmp_path / "errors").read_text()
        yield found
    finally:
        process.terminate()
        process.wait(timeout=20)
        found.site.shutdown()
        found.site.server_close()


def test_the_site_hears_the_real_address_and_tls_whatever_a_visitor_writes(proxy: Proxy) -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "Forwarded": "for=1.2.3.4"}
    status, said = proxy.ask("/", **forged)
    heard = json.loads(said)
    assert status == 200
    assert (heard["X-Forwarded-For"], heard["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
    assert "Forwarded" not in heard


def test_the_log_opens_no_letter_and_names_nobody(proxy: Proxy) -> None:
    paths = (
        "/track/31-26-000417/open/ABCD-EFGH-JKMN/",
        "/staff/password/1-abc/",
        "/write/secret-token/more/",
    )
    for path in (*paths, "/answers/?q=+77001234567"):
        assert proxy.ask(path)[0] == 200
    wait_for(lambda: "/answers/" in (proxy.folder / "qulaq.log").read_text(), seconds=10)
    log = (proxy.folder / "qulaq.log").read_text()
    assert "/track/31-26-000417/..." in log
    for hidden in ("ABCD", "1-abc", "secret-token", "127.0.0.1", "7700"):
        assert hidden not in log


def test_a_site_that_is_away_is_told_of_in_plain_words(proxy: Proxy) -> None:
    proxy.site.shutdown()
    proxy.site.server_close()
    status, said = proxy.ask("/")
    assert status == 503
    assert "бірнеше минуттан" in said and "через несколько минут" in said
