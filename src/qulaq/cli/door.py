"""The command `qulaq`: finds one command by its file name in `commands/`, imports only that one, runs it.

A command is a module with a docstring (first line = what it does) and `run(argv) -> int`. Exit codes (CONTRACTS):
0 done, 1 the answer is "no" (JSON says why), 2 bad input (one line on standard error).
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from signal import SIGPIPE

from qulaq.kernel.errors import BadInput

COMMANDS = Path(__file__).parent / "commands"


def known() -> Iterator[tuple[str, str]]:
    """(name, one line of what it does) of every command, without importing any."""
    for path in sorted(COMMANDS.glob("*.py")):
        if path.stem != "__init__":
            says = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            yield path.stem.replace("_", "-"), says.partition("\n")[0]


def usage() -> str:
    lines = [f"  {name:<12} {says}" for name, says in known()]
    return "\n".join(
        ["usage: qulaq COMMAND …   (qulaq COMMAND --help shows its options and an example)", "", *lines]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run `qulaq ARGV…` and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(usage(), file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else 2
    name, rest = arguments[0], arguments[1:]
    if name not in dict(known()):
        print(f"qulaq: there is no command {name!r}; `qulaq help` lists them", file=sys.stderr)
        return 2
    try:
        return int(importlib.import_module(f"qulaq.cli.commands.{name.replace('-', '_')}").run(rest))
    except BadInput as error:
        print(f"qulaq {name}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away, as `| head` does: no verdict was delivered
        return 128 + SIGPIPE


if __name__ == "__main__":
    raise SystemExit(main())
