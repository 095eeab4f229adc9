"""Every group of entry points that Qulaq asks for has its section in docs/plug-ins.md, and no other group does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from house.sources import ROOT, SOURCE, modules, parsed, plant

SECTION = re.compile(r"^## `(qulaq\.[a-z_.]+)`$", re.MULTILINE)


def asked_for(package: Path) -> set[str]:
    """Groups named in modules that call `entry_points`: a literal, or a constant of the module."""
    found = set()
    for path in modules(package):
        tree = parsed(path)
        constants = {
            ast.unparse(target): node.value
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("entry_points"):
                groups = [word.value for word in node.keywords if word.arg == "group"]
                for group in groups or [ast.Constant("every group, unnamed")]:
                    named = constants.get(ast.unparse(group), group)
                    found.add(str(ast.literal_eval(named)))
    return found


def test_the_page_names_exactly_the_groups_that_are_asked_for() -> None:
    page = (ROOT / "docs" / "plug-ins.md").read_text("utf-8")
    assert asked_for(SOURCE) == set(SECTION.findall(page))


def test_a_group_is_seen_however_it_is_named(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "a.py": "G: Final = 'qulaq.a'\nentry_points(group=G)\n",
            "b.py": "metadata.entry_points(group='qulaq.b')\n",
            "c.py": "entry_points()\n",
        },
    )
    assert asked_for(tmp_path) == {"qulaq.a", "qulaq.b", "every group, unnamed"}
