"""What is in the tree is finished: no notes to self, no stubs, no error caught and dropped."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from house.sources import ROOT, SOURCE, modules, parsed, plant

NOTE_TO_SELF = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")


def notes(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html", ".md", ".css", ".js", ".toml"}:
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if NOTE_TO_SELF.search(line):
                    found.append(f"{path.relative_to(folder)}:{number}")
    return found


def stubs(folder: Path) -> list[str]:
    """`raise NotImplementedError`, and handlers of broad errors that do nothing."""
    found = []
    for path in modules(folder):
        for node in ast.walk(parsed(path)):
            raises = isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node)
            if raises or (isinstance(node, ast.ExceptHandler) and _swallows(node)):
                found.append(f"{path.relative_to(folder)}:{node.lineno}")
    return found


def _swallows(handler: ast.ExceptHandler) -> bool:
    broad = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    idle = all(isinstance(line, ast.Pass | ast.Continue) for line in handler.body)
    return broad and idle


def test_no_notes_to_self() -> None:
    assert notes(SOURCE) + notes(ROOT / "tests") + notes(ROOT / "docs") + notes(ROOT / "tools") == []


def test_no_stubs_and_no_swallowed_errors() -> None:
    assert stubs(SOURCE) + stubs(ROOT / "tools") == []


def test_the_guard_sees_what_is_left_undone(tmp_path: Path) -> None:
    later = "# " + "TO" + "DO later\n"
    half = "def f():\n    raise NotImplementedError\n\n\ntry:\n    f()\nexcept Exception:\n    pass\n"
    plant(tmp_path, {"a.py": later, "b.py": half})
    assert notes(tmp_path) == ["a.py:1"]
    assert stubs(tmp_path) == ["b.py:2", "b.py:7"]
