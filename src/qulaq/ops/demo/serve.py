"""`qulaq demo`: make the data folder, live the stories once, serve with a worker thread."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from qulaq.kernel.errors import BadInput

MARK = "THIS-IS-A-DEMONSTRATION"
Tell = Callable[[str], None]


def prepare(folder: Path, *, fresh: bool, bind: str) -> None:
    """Point the settings to the demo's folder. Call it before Django starts.

    A folder that holds anything but a demonstration is never touched: the mark file tells.
    """
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise BadInput("holds something that is no demonstration; choose another --folder", file=str(folder))
    if fresh and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("Everything here is invented and may be thrown away.\n", "utf-8")
    os.environ["QULAQ_DEMO"] = "1"
    os.environ["QULAQ_VAR"] = str(folder)
    os.environ["QULAQ_BIND"] = bind
    for name in ("DATABASE_URL", "CACHE_URL"):
        os.environ.pop(name, None)


def fill(tell: Tell) -> None:
    """Make the tables and live the stories; a second call finds them and does nothing."""
    from django.core.management import call_command

    from qulaq.hear.models import Voice
    from qulaq.ops.demo.live import live

    began = monotonic()
    tell("Making the tables…")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if Voice.objects.exists():
        tell("The demonstration region is there already; --fresh begins anew.")
        return
    tell("Opening the bodies of Zhambyl region and living the stories of their people…")
    live(now=datetime.now(UTC), progress=_bar())
    tell(f"\nReady in {monotonic() - began:.0f} s.")


def _bar() -> Callable[[int, int], None]:
    shown = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if shown:
            filled = done * 30 // total
            sys.stderr.write(f"\r  [{'#' * filled}{'.' * (30 - filled)}] {done} of {total} stories")
            sys.stderr.flush()

    return progress


def serve(bind: str, tell: Tell) -> None:
    """Serve the pages and run the worker in one process until interrupted."""
    from wsgiref.simple_server import WSGIServer

    from django.conf import settings
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from qulaq.ops.worker import WorkerThread
    from qulaq.wsgi import application

    host, _, port = bind.rpartition(":")
    server: WSGIServer = ThreadedWSGIServer((host, int(port)), WSGIRequestHandler)
    server.set_app(application)
    worker = WorkerThread()
    worker.start()
    tell(_welcome(settings.SITE_URL))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        tell("Stopping…")
    finally:
        server.server_close()
        worker.stop()


def _welcome(url: str) -> str:
    from qulaq.people.models import Membership

    officials = Membership.objects.filter(
        role__in=("registrar", "officer", "head"), body__code="baizak-utilities"
    )
    lines = [
        "",
        f"  Qulaq listens on {url}",
        f"  Begin here:      {url}/tour/   (five minutes, every room of the house)",
        f"  Write as a citizen: {url}/write/   (the one-time code is shown on the page)",
        f"  Work as an official: {url}/tour/#officials   (one press, no password; in production: password + TOTP)",
    ]
    lines += [
        f"    {row.role:<10} {row.account.name} <{row.account.email}>"
        for row in officials.select_related("account")
    ]
    return "\n".join([*lines, "  People, appeals and answers are invented.  Ctrl-C stops it.", ""])
