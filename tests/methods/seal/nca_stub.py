"""A stand-in for NCANode on loopback: answers what a test tells it to, in the service's own JSON."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from methods.seal.seal_cases import AIGUL, CONTENT, IIN


def certificate(**changed: Any) -> dict[str, Any]:
    """What the service says about Aigul's certificate when all is well."""
    return {
        "valid": True,
        "revocations": [{"revoked": False, "by": "OCSP", "revocationTime": None, "reason": None}],
        "notBefore": "2026-08-14T10:00:00.000+00:00",
        "notAfter": "2027-08-14T10:00:00.000+00:00",
        "keyUsage": "SIGN",
        "serialNumber": f"{AIGUL.serial:x}",
        "signAlg": "ECGOST3410-2015-512",
        "keyUser": ["INDIVIDUAL"],
        "subject": {"commonName": "AIGUL АЙГҮЛ", "lastName": "СЕРІКҰЛЫ", "iin": IIN},
        **changed,
    }


def answer(*certificates: dict[str, Any], valid: Any = True) -> dict[str, Any]:
    """/cms/verify for one signer with these certificates."""
    return {
        "status": 200,
        "message": "OK",
        "valid": valid,
        "signers": [{"certificates": list(certificates), "tsp": None}],
    }


class Told(ThreadingHTTPServer):
    """`verify`: the JSON of /cms/verify; `extracted`: what /cms/extract gives; `status`, `wait`, `trickle`:
    troubles."""

    verify: Any = None
    extracted: bytes = CONTENT
    status: int = 200
    wait: float = 0.0
    trickle: float = 0.0
    raw: bytes | None = None
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.verify = answer(certificate())
        self.asked: list[tuple[str, dict[str, Any]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Told

    def do_POST(self) -> None:
        told = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told.asked.append((self.path, body))
        time.sleep(told.wait)
        extracted = {"status": 200, "message": "OK", "data": base64.b64encode(told.extracted).decode()}
        data = told.raw or json.dumps(extracted if self.path == "/cms/extract" else told.verify).encode()
        try:
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            for octet in data if told.trickle else [data]:
                self.wfile.write(octet if isinstance(octet, bytes) else bytes([octet]))
                time.sleep(told.trickle)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the tests say what went wrong."""


@contextmanager
def stub() -> Iterator[Told]:
    server = Told()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
