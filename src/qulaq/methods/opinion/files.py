"""Reading text and JSON, packed with gzip or not, with mistakes said in one line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, TextIO

from qulaq.kernel.errors import BadInput


def open_text(path: Path) -> TextIO:
    """Open a UTF-8 text file whose name may end in .gz."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def read_text(path: Path) -> str:
    """The whole text of a file. Raises BadInput where it is not there or not UTF-8."""
    try:
        with open_text(path) as file:
            return file.read()
    except FileNotFoundError as error:
        raise BadInput("there is no such file", file=str(path)) from error
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise BadInput(f"the file is not readable UTF-8 text ({error})", file=str(path)) from error


def read_json(path: Path) -> Any:
    """The value in a JSON file. Raises BadInput with the line where it is broken."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise BadInput(f"the file is not JSON: {error.msg}", file=str(path), line=error.lineno) from error
    except RecursionError as error:
        raise BadInput("the file is nested too deep", file=str(path)) from error


def kind(path: Path) -> str:
    """`.json`, `.csv`, … of a file, whether packed or not."""
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix.lower()
