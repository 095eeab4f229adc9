"""Every name that the product reads from the environment stands in docs/settings.md, and no other does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from house.sources import ROOT, SOURCE, modules, parsed, plant, used

PAGE = ROOT / "docs" / "settings.md"
READS = frozenset({"text", "flag", "number", "listed", "secret", "path"})
NAME = re.compile(r"`([A-Z][A-Z0-9_]{3,})(?:=[^`]*)?`")


def read_names(package: Path) -> dict[str, str]:
    """Setting → the module that reads it, through `Env` or past it through `os.environ`."""
    found: dict[str, str] = {}
    for path in modules(package):
        tree = parsed(path)
        for name in {*_through_env(tree), *_past_env(tree)}:
            found.setdefault(name, str(path.relative_to(package)))
    return found


def _through_env(tree: ast.Module) -> Iterator[str]:
    """`env.text("NAME")` and its kind, and calls that hand the name on as `field="NAME"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and NAME.fullmatch(f"`{first.value}`"):
                yield str(first.value)


def _past_env(tree: ast.Module) -> Iterator[str]:
    """`os.environ["NAME"]`, `os.environ.get("NAME")`, `os.getenv("NAME")`."""
    if not any(dotted.startswith(("os.environ", "os.getenv")) for _, dotted in used(tree)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript | ast.Call) and "os.environ" in ast.unparse(node).partition("(")[0]:
            inner = node.slice if isinstance(node, ast.Subscript) else next(iter(node.args), None)
            if isinstance(inner, ast.Constant) and NAME.fullmatch(f"`{inner.value}`"):
                yield str(inner.value)


def test_every_setting_is_on_the_page() -> None:
    page = set(NAME.findall(PAGE.read_text("utf-8")))
    read = read_names(SOURCE)
    assert len(read) > 8
    assert {name: where for name, where in read.items() if name not in page} == {}


def test_the_page_names_no_setting_that_nobody_reads() -> None:
    read = read_names(SOURCE)
    known = {*read, *(f"{name}_FILE" for name in read)}
    assert sorted(set(NAME.findall(PAGE.read_text("utf-8"))) - known) == []


def test_a_setting_is_seen_however_it_is_read(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "settings.py": "env = Env()\nA = env.text('SITE_NAME')\nB = env.flag('QULAQ_X', True)\n",
            "deep.py": "import os\n\nC = os.environ.get('SECRET_PATH', '')\nD = os.environ['OTHER_ONE']\n",
            "fine.py": "C = dict(A=1).get('NOT_A_SETTING')\n",
        },
    )
    assert read_names(tmp_path) == {
        "SITE_NAME": "settings.py",
        "QULAQ_X": "settings.py",
        "SECRET_PATH": "deep.py",
        "OTHER_ONE": "deep.py",
    }
