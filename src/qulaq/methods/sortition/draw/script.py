"""The auditor's script: the standard-library modules of the draw as one file, so that nothing need be installed."""

from __future__ import annotations

import ast
from pathlib import Path

MODULES = ("bls_numbers", "bls", "stream", "record", "replay", "check")
HEAD = '''#!/usr/bin/env python3
"""Checks a public draw: python3 -I verifier.py FOLDER [PUBLISHED_HASH]. Needs Python 3.11 and nothing else.

Exit 0: every file is the frozen one, the randomness is real, the draw gives the published panel.
Exit 1: the JSON names the file that was changed. Licence: Apache-2.0.
"""

from __future__ import annotations
'''
TAIL = """

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
"""


def verifier_script() -> str:
    """The script's text; the modules' own sources without their imports of one another."""
    return HEAD + "".join(_body(name) for name in MODULES) + TAIL


def _body(name: str) -> str:
    source = (Path(__file__).parent / f"{name}.py").read_text("utf-8")
    lines = source.splitlines()
    dropped: set[int] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in {"qulaq", "__future__"}:
            dropped.update(range(node.lineno - 1, node.end_lineno or node.lineno))
    kept = [line for number, line in enumerate(lines) if number not in dropped]
    return f"\n# --- {name}\n" + "\n".join(kept) + "\n"
