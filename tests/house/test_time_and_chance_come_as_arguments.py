"""Rules take the moment and the seed as arguments; only the doors look at the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from house.sources import DOORS, SOURCE, modules, parsed, plant, used

CLOCK = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
        "django.utils.timezone.now",
        "django.utils.timezone.localdate",
        "django.db.models.functions.Now",
    }
)
# The gate and the sign-in stand at the door; they live one floor down because they know people.
AT_THE_DOOR = frozenset({"people/gate.py", "people/sign_in.py"})
SEEDED = frozenset({"random.Random", "numpy.random.Generator", "numpy.random.SeedSequence"})
CLOCK_FIELDS = frozenset({"auto_now", "auto_now_add"})


def findings(package: Path) -> list[str]:
    """Looks at the clock and unseeded chance below the doors."""
    found = []
    for path in modules(package):
        place = path.relative_to(package)
        if place.parts[0] in DOORS or str(place) in AT_THE_DOOR:
            continue
        tree = parsed(path)
        for line, what in sorted({*_names(tree), *_clock_fields(tree), *_unseeded(tree)}):
            found.append(f"{place}:{line} {what}")
    return found


def _names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for line, dotted in used(tree):
        chance = dotted.startswith("random.") and dotted.partition(".")[2] in _module_level_chance()
        if dotted in CLOCK or (chance and dotted not in SEEDED):
            yield line, dotted


def _module_level_chance() -> frozenset[str]:
    import random

    return frozenset(name for name in dir(random) if name[0].islower())


def _clock_fields(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in CLOCK_FIELDS:
            yield node.lineno, node.arg


def _unseeded(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        bare = isinstance(node, ast.Call) and not node.args and not node.keywords
        if bare and ast.unparse(node.func).endswith("random.default_rng"):
            yield node.lineno, "numpy.random.default_rng without a seed"


def test_no_rule_looks_at_the_clock_or_throws_its_own_dice() -> None:
    assert findings(SOURCE) == []


def test_a_rule_that_does_is_named_however_it_imports_the_clock(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        {
            "hear/a.py": "import datetime as dt\n\nx = dt.datetime.now(dt.UTC)\n",
            "hear/b.py": "from datetime import date, timedelta\n\nx = date.today() + timedelta(1)\n",
            "hear/c.py": "from django.utils import timezone\n\nf = dict(default=timezone.now)\n",
            "hear/d.py": "f = dict(auto_now_add=True)\n",
            "act/e.py": "import random\n\nx = random.choice([1])\ny = random.Random(7).choice([1])\n",
            "act/f.py": "import numpy as np\n\nx = np.random.default_rng()\ny = np.random.default_rng(7)\n",
            "web/g.py": "from datetime import UTC, datetime\n\nx = datetime.now(UTC)\n",
        },
    )
    assert findings(package) == [
        "act/e.py:3 random.choice",
        "act/f.py:3 numpy.random.default_rng without a seed",
        "hear/a.py:3 datetime.datetime.now",
        "hear/b.py:3 datetime.date.today",
        "hear/c.py:3 django.utils.timezone.now",
        "hear/d.py:1 auto_now_add",
    ]
