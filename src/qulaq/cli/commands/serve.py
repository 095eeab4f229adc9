"""Serves the site behind a proxy that speaks TLS, until SIGTERM (needs the database)."""

from __future__ import annotations

from collections.abc import Sequence

from qulaq.cli.answer import Parser, start_django, tell


def run(argv: Sequence[str]) -> int:
    parser = Parser("serve", says=str(__doc__), example="qulaq serve --processes 5")
    parser.add_argument(
        "--processes", type=int, metavar="N", help="how many (default: two a core and one more, at most 9)"
    )
    options = parser.parse_args(argv)
    if options.processes is not None and not 1 <= options.processes <= 64:
        parser.error("--processes is from 1 to 64")
    start_django()
    from django.conf import settings

    from qulaq.ops import site

    site.refuse_unready()
    for concern in site.concerns():
        tell(f"note: {concern}")
    tell(f"serving {settings.SITE_URL} on {settings.BIND}; SIGTERM lets requests in hand end")
    site.serve(bind=settings.BIND, processes=options.processes)
    return 0
