"""The witness: somebody outside the database who keeps every signed head, so that a second history shows.

Here it is a file of JSON Lines that is only appended to; put it on another host (a mounted share, a
synchronised folder), or let a newspaper or a council of public trust copy it. Another kind of witness is
another class with the same three methods.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.heads import read_document

TAIL = 65_536
"""Bytes at the end of the file in which its last line is looked for."""


class Witness(Protocol):
    """Where heads are handed to."""

    def hand(self, document: str) -> None:
        """Keep one signed head (one line of JSON). OSError when it cannot be kept now."""

    def latest(self) -> dict[str, Any] | None:
        """The last head kept, or None."""

    def heads(self) -> Iterator[dict[str, Any]]:
        """All heads kept, oldest first. BadInput names a line that is none."""


class FileWitness:
    """Heads in a file of JSON Lines."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def hand(self, document: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = document.encode() + b"\n"
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            end = os.lseek(descriptor, 0, os.SEEK_END)
            if end and os.pread(descriptor, 1, end - 1) != b"\n":
                line = b"\n" + line  # the power went while the last line was written
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def latest(self) -> dict[str, Any] | None:
        if not self.path.exists():
            return None
        with self.path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
            lines = file.read().split(b"\n")[:-1]  # what follows the last line's end was cut short by a crash
        for line in reversed(lines):
            if line:
                return _head(line, str(self.path))
        return None

    def heads(self) -> Iterator[dict[str, Any]]:
        if not self.path.exists():
            return
        file, lines = str(self.path), self.path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            again = number == len(lines) or lines[number].startswith(line)
            try:
                if line:
                    yield _head(line, file, number)
            except BadInput:
                if not again:  # cut short by a crash, and handed again in full or about to be
                    raise


def _head(line: bytes, file: str, number: int | None = None) -> dict[str, Any]:
    document = read_document(line, file=file)
    if not isinstance(document, dict) or not isinstance(document.get("size"), int):
        raise BadInput("is not a head", file=file, line=number)
    return document


def witness() -> Witness | None:
    """The installation's witness, from `QULAQ_LEDGER_WITNESS_FILE`; None when that is set to nothing."""
    path = str(settings.LEDGER_WITNESS_FILE)
    return FileWitness(Path(path)) if path else None
