"""How every command speaks: JSON on standard output, sentences for people on standard error."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any, NoReturn

from qulaq.kernel.errors import BadInput


class Parser(ArgumentParser):
    """An argument parser whose mistakes are `BadInput`: one line, exit 2. `example` is shown by --help."""

    def __init__(self, prog: str, *, says: str, example: str) -> None:
        super().__init__(
            prog=f"qulaq {prog}",
            description=says,
            epilog=f"example:\n  {example}",
            formatter_class=RawDescriptionHelpFormatter,
        )

    def error(self, message: str) -> NoReturn:
        raise BadInput(message)


def emit(value: Any) -> None:
    """Print one JSON document on one line."""
    print(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")), file=sys.stdout)


def tell(sentence: str) -> None:
    """Say something to the person at the terminal."""
    print(sentence, file=sys.stderr)


def start_django() -> None:
    """Make the site's tables reachable; only commands that say "needs the database" call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qulaq.settings")
    import django

    django.setup()
