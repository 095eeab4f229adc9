"""The demo may show codes on the screen and let anybody in as an official: it never leaves this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from qulaq.kernel.errors import BadInput


def is_loopback(host: str) -> bool:
    """Does the name or address reach only this machine? A name other than localhost is not trusted to."""
    bare = host.strip().strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def host_of(bind: str) -> str:
    """The host of `host:port`, `[::1]:port`, `:port` (every address) or a URL."""
    return urlsplit(bind if "//" in bind else f"//{bind}").hostname or ""


def refuse_beyond_loopback(*, bind: str, site_url: str, hosts: Iterable[str]) -> None:
    """BadInput unless everything that the demo listens on and answers to is this machine."""
    for field, host in [
        ("QULAQ_BIND", host_of(bind)),
        ("SITE_URL", host_of(site_url)),
        *(("ALLOWED_HOSTS", host) for host in hosts),
    ]:
        if not is_loopback(host):
            raise BadInput(
                f"QULAQ_DEMO=1 runs on loopback only, not on {host or 'every address'!r}", field=field
            )


def refuse_without_demo(*, demo: bool, feature: str, field: str) -> None:
    """BadInput when something meant for the demo is asked for anywhere else."""
    if not demo:
        raise BadInput(f"{feature} exists only under QULAQ_DEMO=1 on loopback", field=field)


class OnlyFromHere:
    """In the demo every request must come straight from this machine, whatever the server was bound to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        senders = [request.META.get("REMOTE_ADDR", "")]
        senders += request.headers.get("X-Forwarded-For", "").replace(" ", "").split(",")
        foreign = "Forwarded" in request.headers or not all(map(is_loopback, filter(None, senders)))
        return HttpResponseForbidden() if foreign or not senders[0] else self.get_response(request)
