"""Write docs/commands.md from what each command says of itself, so that page and commands cannot differ.

.venv/bin/python tools/command_pages.py
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from qulaq.cli.door import known, main

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
PARTS = re.compile(r"^ {2}\{([a-z-]+(?:,[a-z-]+)*)\}", re.MULTILINE)
PREFACE = """# Commands

Written by `tools/command_pages.py` from the commands themselves; a test fails when one is missing.

Every command prints JSON or JSON Lines (UTF-8) to standard output and speaks to people on standard error.
Exit 0: done. Exit 1: the answer is "no" or "invalid", and the JSON says why. Exit 2: bad input, one line that
names the file, line and field. No command needs a database unless it says so; `qulaq COMMAND --help` shows an
example.
"""


def help_of(*words: str) -> str:
    """What `qulaq WORDS… --help` prints."""
    said = io.StringIO()
    with (
        patch.dict(os.environ, COLUMNS="100"),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        contextlib.suppress(SystemExit),
    ):
        main([*words, "--help"])
    return said.getvalue().strip()


def described(name: str) -> Iterator[tuple[str, str]]:
    """(words, help) of a command and of each of its parts, such as `ledger verify`."""
    whole = help_of(name)
    yield name, whole
    parts = PARTS.search(whole)
    for part in parts[1].split(",") if parts else ():
        said = help_of(name, part)
        if said != whole:
            yield f"{name} {part}", said


def page() -> str:
    """The whole of docs/commands.md."""
    sections = [PREFACE]
    for name, says in known():
        sections.append(f"## qulaq {name}\n\n{says}\n")
        for words, said in described(name):
            heading = f"### qulaq {words}\n\n" if words != name else ""
            sections.append(f"{heading}```text\n{said}\n```\n")
    return "\n".join(sections)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.name}: {len(list(known()))} commands", file=sys.stderr)
