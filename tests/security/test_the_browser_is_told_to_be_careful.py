"""Headers and cookies: a strict content policy, no embedding, `__Host-` cookies but in the demo."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from people.builders import citizen, signed_in
from qulaq.people.headers import Headers
from qulaq.people.urls_audience import every_address

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.PACKAGE) / "web" / "templates"


def test_the_content_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = Client().get("/sign-in/").headers["Content-Security-Policy"]
    said = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert said["default-src"] == "'none'" and said["frame-ancestors"] == "'none'" == said["base-uri"]
    assert said["script-src"] == said["style-src"] == said["img-src"] == said["form-action"] == "'self'"
    for loophole in ["unsafe", "data:", "blob:", "*", "http:", "https:"]:
        assert loophole not in policy


def test_a_script_with_a_nonce_is_allowed_by_its_nonce_only(rf: Any) -> None:
    from csp.middleware import CSPMiddleware

    def view(request: Any) -> HttpResponse:
        return HttpResponse(str(request.csp_nonce))

    first, second = (CSPMiddleware(view)(rf.get("/")) for _ in range(2))
    assert f"'nonce-{first.content.decode()}'" in first.headers["Content-Security-Policy"]
    assert first.content != second.content


def test_no_template_has_a_script_or_a_style_inline() -> None:
    inline = re.compile(
        r"<script(?![^>]*\b(?:src|nonce)=)|<style|\sstyle=|\son[a-z]+=[\"']|javascript:", re.IGNORECASE
    )
    found = [str(page) for page in TEMPLATES.rglob("*.html") if inline.search(page.read_text("utf-8"))]
    assert found == []


def test_every_answer_carries_the_headers() -> None:
    for address in ["/sign-in/", "/no-such-page/", "/staff/sign-in/"]:
        headers = Client().get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]


def test_a_signed_in_page_is_kept_by_no_cache_and_a_public_one_may_be() -> None:
    person = citizen()
    assert person.account is not None
    assert signed_in(person.account).get("/").headers["Cache-Control"] == "no-store"
    assert "Cookie" not in Client().get("/").headers.get("Vary", "")


def test_a_static_file_stays_cacheable_for_a_signed_in_person_too(rf: Any) -> None:
    request = rf.get("/static/qulaq.css")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "somebody"
    kept = {"Cache-Control": "max-age=31536000, immutable"}
    assert (
        Headers(lambda _: HttpResponse(headers=kept))(request).headers["Cache-Control"].endswith("immutable")
    )


def test_cookies_are_host_bound_secure_and_unreadable_by_scripts() -> None:
    client = Client()
    client.get("/sign-in/", {"next": "/"})
    client.get("/lang/ru")
    assert {"__Host-session", "__Host-csrf", "__Host-lang"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-") and cookie["secure"] and cookie["path"] == "/", name
        assert not cookie["domain"] and cookie["samesite"] == "Lax", name
    assert client.cookies["__Host-session"]["httponly"] and client.cookies["__Host-csrf"]["httponly"]


def test_a_form_without_its_token_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"contact": "+77001234567"})
    assert answer.status_code == 403


def test_there_is_no_django_admin() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not [route for route, _ in every_address() if "admin" in route]


def started(**env: str) -> dict[str, Any]:
    """The settings of a fresh process with this environment."""
    names = [
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "SESSION_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS",
    ]  # fmt: skip
    code = f"import json, qulaq.settings as s; print(json.dumps({{n: getattr(s, n) for n in {names!r}}}))"
    import json

    done = subprocess.run([sys.executable, "-c", code], env=base(env), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def base(env: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "QULAQ_VAR": str(settings.VAR / "fresh")} | env


def test_plain_cookie_names_exist_only_in_the_demo() -> None:
    plain, usual = started(QULAQ_DEMO="1"), started()
    assert (plain["SESSION_COOKIE_NAME"], plain["SESSION_COOKIE_SECURE"]) == ("session", False)
    assert (usual["SESSION_COOKIE_NAME"], usual["SESSION_COOKIE_SECURE"]) == ("__Host-session", True)


def test_a_served_site_speaks_tls_only() -> None:
    keys = {"SECRET_KEY": "x" * 60, "QULAQ_FIELD_KEYS": settings.FIELD_KEYS, "QULAQ_LEDGER_KEY": "0" * 64}
    served = started(SITE_URL="https://qulaq.example", **keys)
    assert served["SECURE_HSTS_SECONDS"] >= 31_536_000 and served["SECURE_SSL_REDIRECT"]
    assert served["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert served["ALLOWED_HOSTS"][0] == "qulaq.example"
    in_demo = started(SITE_URL="https://localhost", QULAQ_DEMO="1", **keys)
    assert in_demo["SESSION_COOKIE_NAME"] == "__Host-session" and in_demo["SESSION_COOKIE_SECURE"]
