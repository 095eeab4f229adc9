"""How the guards read the source: which modules there are, and what each name in them really means."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qulaq"
DOORS = frozenset({"web", "api", "channels", "cli", "ops"})


def modules(package: Path) -> list[Path]:
    """Every module of a package but migrations, which Django writes."""
    return sorted(path for path in package.rglob("*.py") if "migrations" not in path.parts)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def imported(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """(line, name used in the module, dotted name it stands for) of every import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                yield node.lineno, bound, alias.name if alias.asname else bound
                if not alias.asname and "." in alias.name:
                    yield node.lineno, alias.name, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.lineno, alias.asname or alias.name, f"{node.module}.{alias.name}"


def used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every name or attribute that leads back to an import."""
    meaning = {name: dotted for _, name, dotted in imported(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            dotted = _spelled(node)
            first, dot, rest = dotted.partition(".")
            if first in meaning:
                yield node.lineno, meaning[first] + dot + rest


def _spelled(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _spelled(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def plant(folder: Path, files: dict[str, str]) -> Path:
    """A tiny package with these files, to show that a guard sees what it should."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
