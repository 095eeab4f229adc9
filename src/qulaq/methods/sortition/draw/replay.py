"""The draw as a pure function: frozen files, randomness and withdrawals in, the transcript out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qulaq.methods.sortition.draw.record import (
    FORMAT,
    RANDOMNESS,
    WITHDRAWALS,
    Broken,
    Frozen,
    read_bytes,
    read_object,
    sha256,
)
from qulaq.methods.sortition.draw.stream import Stream, stream_key


def withdrawals_of(folder: Path) -> list[dict[str, str]]:
    """The log of withdrawals in order; empty where there is none."""
    if not (folder / WITHDRAWALS).exists():
        return []
    text = read_bytes(folder, WITHDRAWALS).decode("utf-8", errors="replace")
    rows = list(csv.DictReader(io.StringIO(text)))
    if any(not row.get("person") for row in rows):
        raise Broken(WITHDRAWALS, "a row names no person")
    return [{key: row.get(key) or "" for key in ("person", "at", "reason")} for row in rows]


def replay(folder: Path, manifest: Mapping[str, Any], manifest_hash: str) -> dict[str, Any]:
    """The transcript of the draw, `self` (its own hash) not yet set. Errors: `Broken` naming the file."""
    frozen = Frozen(folder, manifest)
    randomness = read_object(folder, RANDOMNESS)
    signature = (randomness.get("drand") or {}).get("signature")
    try:
        key = stream_key(randomness.get("dice"), signature)
    except ValueError as error:
        raise Broken(RANDOMNESS, str(error)) from error
    ball = Stream(key, manifest_hash, "panel").below(len(frozen.balls))
    panel = sorted(frozen.panels[frozen.balls[ball]])
    others = [code for code in frozen.values if code not in panel]
    reserve = Stream(key, manifest_hash, "reserve").shuffled(others)
    final, steps = _replaced(frozen, panel, reserve, withdrawals_of(folder))
    log = read_bytes(folder, WITHDRAWALS) if (folder / WITHDRAWALS).exists() else b""
    return {
        "format": FORMAT,
        "manifest_sha256": manifest_hash,
        "randomness_sha256": sha256(read_bytes(folder, RANDOMNESS)),
        "withdrawals_sha256": sha256(log),
        "balls": len(frozen.balls),
        "ball": ball,
        "drawn": panel,
        "reserve": reserve,
        "alternates": reserve[: int(manifest.get("alternates", 0))],
        "replacements": steps,
        "panel": final,
    }


def _replaced(
    frozen: Frozen, panel: list[str], reserve: list[str], withdrawals: list[dict[str, str]]
) -> tuple[list[str], list[dict[str, Any]]]:
    """Whoever leaves is followed by the first of the reserve with whom the quotas hold best."""
    panel, waiting = list(panel), list(reserve)
    steps: list[dict[str, Any]] = []
    for row in withdrawals:
        person = row["person"]
        step: dict[str, Any] = {"leaves": person, "at": row["at"], "reason": row["reason"]}
        if person in panel:
            panel.remove(person)
            fitting = [code for code in waiting if not frozen.shares_a_home([*panel, code])]
            if not fitting:
                raise Broken(WITHDRAWALS, f"nobody is left to follow {person}")
            enters = min(fitting, key=lambda code: frozen.breach([*panel, code]))
            panel.append(enters)
            waiting.remove(enters)
            step |= {"enters": enters, "breach": frozen.breach(panel)}
        elif person in waiting:
            waiting.remove(person)
        else:
            raise Broken(WITHDRAWALS, f"{person} is neither on the panel nor in reserve")
        steps.append(step)
    return sorted(panel), steps
