"""Work is done by acts one can read: no Django signals, no `save()` of ours, no generic keys, no pickle."""

from __future__ import annotations

import ast
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from house.sources import SOURCE, imported, modules, parsed, plant

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
GENERIC = ("django.contrib.contenttypes.fields",)
PICKLES = ("pickle", "cPickle", "_pickle", "dill", "shelve", "marshal", "joblib", "cloudpickle")
WITHOUT_TABLES = frozenset({"kernel", "methods"})
SAVES = frozenset({"save", "delete", "save_base", "asave", "adelete"})


def findings(package: Path) -> list[str]:
    found = []
    for path in modules(package):
        tree = parsed(path)
        tables = () if path.relative_to(package).parts[0] in WITHOUT_TABLES else _overridden(tree)
        for line, what in sorted({*_imports(tree), *tables, *_unpickled(tree)}):
            found.append(f"{path.relative_to(package)}:{line} {what}")
    return found


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for line, _, dotted in imported(tree):
        if dotted.startswith(GENERIC) or dotted.startswith(SIGNALS) or ".signals." in f"{dotted}.":
            yield line, dotted
        if dotted.partition(".")[0] in PICKLES:
            yield line, dotted


def _overridden(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """`save` and `delete` in anything that is not a form."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not any("Form" in ast.unparse(base) for base in node.bases):
            for part in node.body:
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and part.name in SAVES:
                    yield part.lineno, f"{node.name}.{part.name}"


def _unpickled(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        allows = isinstance(node, ast.keyword) and node.arg == "allow_pickle"
        if allows and ast.unparse(node.value) != "False":
            yield node.value.lineno, "allow_pickle"


def test_no_module_takes_a_hidden_way() -> None:
    assert findings(SOURCE) == []


def test_sessions_and_messages_are_json() -> None:
    assert "Pickle" not in settings.SESSION_SERIALIZER
    assert "Pickle" not in settings.MESSAGE_STORAGE


def test_a_shared_cache_does_not_unpickle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever can write to Redis must not be able to run code in the site: its values are JSON."""
    monkeypatch.setenv("CACHE_URL", "redis://127.0.0.1:6379/0")
    caches = runpy.run_path(str(SOURCE / "settings.py"))["CACHES"]
    for name, cache in caches.items():
        chosen = cache.get("OPTIONS", {}).get("serializer", "none, so Django pickles")
        assert "redis" not in cache["BACKEND"].lower() or "json" in chosen.lower(), f"{name}: {chosen}"


def test_each_hidden_way_is_named(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        {
            "a.py": "from django.db.models.signals import post_save\n",
            "b.py": "from django.dispatch import receiver\n",
            "c.py": "from allauth.account.signals import user_logged_in\n",
            "d.py": "from django.contrib.contenttypes.fields import GenericForeignKey\n",
            "e.py": "import pickle\n",
            "f.py": "class Voice(Model):\n    def save(self):\n        ...\n",
            "g.py": "class Write(ModelForm):\n    def save(self):\n        ...\n",
            "methods/model.py": "class Matrix:\n    def save(self):\n        ...\n",
            "h.py": "import numpy as np\n\nnp.load('x', allow_pickle=True)\n",
        },
    )
    assert findings(package) == [
        "a.py:1 django.db.models.signals.post_save",
        "b.py:1 django.dispatch.receiver",
        "c.py:1 allauth.account.signals.user_logged_in",
        "d.py:1 django.contrib.contenttypes.fields.GenericForeignKey",
        "e.py:1 pickle",
        "f.py:2 Voice.save",
        "h.py:3 allow_pickle",
    ]
