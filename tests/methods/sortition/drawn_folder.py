"""A folder with a small lottery, committed and drawn: what the tests of the draw start from."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

from methods.sortition.small_pools import random_pool
from qulaq.methods.sortition import Pool, hold_lottery
from qulaq.methods.sortition.draw.ceremony import Dice, commit, draw

AT = datetime(2026, 3, 1, 10, tzinfo=UTC)
THROWN = "40917352285501763948"


def write_pool(folder: Path, pool: Pool) -> None:
    with (folder / "features.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["feature", "value", "min", "max"],
                *([q.feature, q.value, q.least, q.most] for q in pool.quotas),
            ]
        )
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", *pool.features], *([p.id, *p.values] for p in pool.people)])


def frozen_folder(folder: Path) -> Path:
    pool = random_pool(3, people=14)
    write_pool(folder, pool)
    lottery = hold_lottery(pool, 4, m=100)
    (folder / "lottery.json").write_text(json.dumps(lottery.as_dict()), "utf-8")
    return folder


def drawn_folder(folder: Path) -> Path:
    frozen_folder(folder)
    commit(folder, size=4, at=AT, alternates=3, dice=Dice())
    draw(folder, dice=THROWN)
    return folder
