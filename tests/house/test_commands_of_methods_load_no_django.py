"""A command that says nothing of the database starts without Django: researchers use the methods alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from house.sources import SOURCE, imported, modules, parsed, plant

COMMANDS = SOURCE / "cli" / "commands"


def needs_django(path: Path) -> bool:
    """Whether a command asks for the site's tables by calling `start_django`."""
    calls = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func).endswith("start_django") for call in calls)


WITHOUT_DATABASE = [path for path in modules(COMMANDS) if path.stem != "__init__" and not needs_django(path)]


def loaded(module: str, folder: Path | None = None) -> str:
    """The Django modules that are in memory once `module` is imported in a fresh interpreter."""
    code = (
        f"import sys; sys.path[:0] = {[str(folder)] if folder else []!r}; import {module}; "
        "print(*sorted(m for m in sys.modules if m.partition('.')[0] == 'django'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("path", modules(COMMANDS), ids=lambda path: path.stem)
def test_importing_a_command_does_not_load_django(path: Path) -> None:
    """Also true of commands that need the database: they start Django when they run, so `--help` is quick."""
    assert loaded(f"qulaq.cli.commands.{path.stem}") == ""


@pytest.mark.parametrize("path", WITHOUT_DATABASE, ids=lambda path: path.stem)
def test_a_command_without_the_database_never_asks_for_it(path: Path) -> None:
    below = {"django", "qulaq.cli", "qulaq.methods", "qulaq.kernel", "qulaq.law", "qulaq.procedures"}
    ours = {dotted for _, _, dotted in imported(parsed(path)) if dotted.startswith(("qulaq.", "django"))}
    assert {name for name in ours if name == "django" or ".".join(name.split(".")[:2]) not in below} == set()


def test_a_module_that_loads_django_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, {"heavy.py": "import django.utils.timezone\n", "light.py": "import json\n"})
    assert "django.utils.timezone" in loaded("heavy", tmp_path)
    assert loaded("light", tmp_path) == ""
