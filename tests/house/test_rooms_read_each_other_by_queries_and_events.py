"""A room may import the `queries` and `events` of rooms to its right, and nothing else of them."""

from __future__ import annotations

from pathlib import Path

from house.sources import SOURCE, imported, modules, parsed, plant

ROOMS = ("account", "act", "decide", "understand", "hear")
SHOWN = frozenset({"queries", "events"})


def findings(package: Path) -> list[str]:
    """Imports of a room's inside by another room."""
    found = []
    for room in ROOMS:
        for path in modules(package / room):
            for line, _, dotted in imported(parsed(path)):
                parts = dotted.split(".")
                if parts[0] != "qulaq" or len(parts) < 2 or parts[1] not in ROOMS or parts[1] == room:
                    continue
                if len(parts) < 3 or parts[2] not in SHOWN:
                    found.append(f"{path.relative_to(package)}:{line} imports {dotted}")
    return found


def test_rooms_show_each_other_only_queries_and_events() -> None:
    assert findings(SOURCE) == []


def test_a_room_that_reaches_into_another_is_named(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        {
            "act/acts.py": "from qulaq.hear.models import Voice\nfrom qulaq.hear.queries import voice\n",
            "account/queries.py": "from qulaq.act import acts\nimport qulaq.hear.events\n",
        },
    )
    assert findings(package) == [
        "account/queries.py:1 imports qulaq.act.acts",
        "act/acts.py:1 imports qulaq.hear.models.Voice",
    ]
