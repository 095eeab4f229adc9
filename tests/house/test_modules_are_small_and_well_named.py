"""A module stops at 400 lines, says in its docstring why it exists, and has a name that means something."""

from __future__ import annotations

import ast
from pathlib import Path

from house.sources import ROOT, SOURCE, modules, parsed, plant

LONGEST = 400
NAMES_THAT_SAY_NOTHING = frozenset({"utils", "helpers", "common", "misc", "core", "manager", "managers"})


def _is_table(tree: ast.Module) -> bool:
    """A data table: nothing but a docstring, imports and literal assignments."""
    plain = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.Expr
    return all(isinstance(node, plain) for node in tree.body)


def too_long(folder: Path) -> list[str]:
    found = []
    for path in modules(folder):
        lines = len(path.read_text("utf-8").splitlines())
        if lines > LONGEST and not _is_table(parsed(path)):
            found.append(f"{path.relative_to(folder)}: {lines} lines")
    return found


def badly_named(folder: Path) -> list[str]:
    paths = [*modules(folder), *(path.parent for path in folder.rglob("__init__.py"))]
    return sorted({str(path.relative_to(folder)) for path in paths if path.stem in NAMES_THAT_SAY_NOTHING})


def without_a_word(folder: Path) -> list[str]:
    """Modules with code and no docstring."""
    found = []
    for path in modules(folder):
        tree = parsed(path)
        if tree.body and ast.get_docstring(tree) is None:
            found.append(str(path.relative_to(folder)))
    return found


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    assert too_long(SOURCE) + too_long(ROOT / "tests") + too_long(ROOT / "tools") == []


def test_every_module_has_a_name_that_means_something() -> None:
    assert badly_named(SOURCE) == []


def test_every_module_says_why_it_exists() -> None:
    assert without_a_word(SOURCE) + without_a_word(ROOT / "tools") == []


def test_the_measures_see_what_they_should(tmp_path: Path) -> None:
    long = "def f():\n" + "    x = 1\n" * LONGEST
    table = '"""Days."""\nDAYS = [\n' + "    1,\n" * LONGEST + "]\n"
    plant(tmp_path, {"long.py": long, "table.py": table, "hear/utils.py": "", "core/__init__.py": ""})
    assert too_long(tmp_path) == [f"long.py: {LONGEST + 1} lines"]
    assert badly_named(tmp_path) == ["core", "hear/utils.py"]
    assert without_a_word(tmp_path) == ["long.py"]
