"""Limits count by the address that the connection has, not by one that the visitor writes into a header."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.test import RequestFactory
from ninja.throttling import AnonRateThrottle

LIED = {
    "REMOTE_ADDR": "203.0.113.9",
    "HTTP_X_FORWARDED_FOR": "198.51.100.1",
    "HTTP_X_REAL_IP": "198.51.100.2",
}


def test_a_forwarded_address_is_believed_only_from_a_proxy_of_ours() -> None:
    request = RequestFactory().get("/", **LIED)
    assert settings.PROXIES == 0
    assert get_client_ip(request) == "203.0.113.9"
    assert AnonRateThrottle("1/m").get_ident(request) == "203.0.113.9"


def test_plain_http_does_not_become_tls_by_a_header() -> None:
    assert not RequestFactory().get("/", HTTP_X_FORWARDED_PROTO="https").is_secure()
