"""The report of a deliberative poll, from the two questionnaires: one dictionary, every number with its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from scipy import stats

from qulaq.kernel.errors import BadInput
from qulaq.methods.poll.answers import GROUPS, WEIGHTS, Item, Sheet, matched, numeric_columns, special
from qulaq.methods.poll.change import SMALL, change_of, holm, polarisation
from qulaq.methods.poll.representativeness import compare

DIGITS = 9


def poll_report(
    before: Sheet,
    after: Sheet,
    *,
    weights: Mapping[str, float] | None = None,
    knowledge: Sequence[str] = (),
    midpoint: float | None = None,
    control: tuple[Sheet, Sheet] | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> dict[str, Any]:
    """Change, polarisation, knowledge and representativeness.

    `knowledge`: columns that are right (1) or wrong (0) answers, besides those named `know…`; `midpoint` of the
    scales (default: the middle of the answers given to each item); `control`: before and after of a group that did
    not deliberate, for the difference of differences. Errors: `BadInput` where nobody answered twice.
    """
    both = [column for column in numeric_columns(before) if column in numeric_columns(after)]
    own = {
        special(before.columns, WEIGHTS),
        special(after.columns, WEIGHTS),
        *(c for c in both if c.lower() in GROUPS),
    }
    quiz = [column for column in both if column in knowledge or column.lower().startswith("know")]
    names = [column for column in both if column not in own and column not in quiz]
    came = {code for code in after.cells if code in before.cells}
    if not came or not names:
        raise BadInput("no person answered a numeric question in both questionnaires", field="id")
    if unknown := [column for column in knowledge if column not in both]:
        raise BadInput("is not a numeric question of both questionnaires", field=unknown[0])
    items = [matched(before, after, name, weights) for name in names]
    report: dict[str, Any] = {
        "participants": len(came),
        "small_sample": len(came) < SMALL,
        "level": level,
        "weighted": weights is not None,
        "items": _items(items, midpoint, control, level, seed),
    }
    if quiz:
        report["knowledge"] = _knowledge(before, after, quiz, items, weights, level, seed)
    words = [
        column
        for column in before.columns
        if column not in numeric_columns(before) and column.lower() not in (*GROUPS, *WEIGHTS)
    ]
    if len(came) < len(before.cells):
        compared = [column for column in numeric_columns(before) if column not in own]
        report["representativeness"] = compare(before, came, compared, words)
    return _rounded(report)  # type: ignore[no-any-return]


def _items(
    items: Sequence[Item],
    midpoint: float | None,
    control: tuple[Sheet, Sheet] | None,
    level: float,
    seed: int,
) -> list[dict[str, Any]]:
    rows = []
    changes = [change_of(item, level=level, seed=seed) for item in items]
    adjusted = holm([change.p if change else None for change in changes])
    for item, change, p in zip(items, changes, adjusted, strict=True):
        row: dict[str, Any] = {"item": item.name}
        if change is None:
            rows.append(row | {"n": len(item.before), "why": "fewer than two people answered twice"})
            continue
        row |= asdict(change) | {"p_holm": p}
        given = np.concatenate([item.before, item.after])
        middle = midpoint if midpoint is not None else float(given.min() + given.max()) / 2
        row["polarisation"] = {"midpoint": middle, **polarisation(item, middle)}
        if control is not None:
            row["control"] = _difference(item, matched(*control, item.name), level)
        rows.append(row)
    return rows


def _difference(item: Item, other: Item, level: float) -> dict[str, Any] | None:
    """Difference of the two net changes with Welch's interval (unweighted)."""
    ours, theirs = item.after - item.before, other.after - other.before
    if len(ours) < 2 or len(theirs) < 2:
        return None
    row = {"n": len(theirs), "net": float(theirs.mean()), "difference": float(ours.mean() - theirs.mean())}
    if np.ptp(ours) == 0 and np.ptp(theirs) == 0:
        return row  # nobody differs from anybody: there is no chance to measure against
    found = stats.ttest_ind(ours, theirs, equal_var=False)
    low, high = found.confidence_interval(level)
    return row | {"interval": [float(low), float(high)], "p": float(found.pvalue)}


def _knowledge(
    before: Sheet,
    after: Sheet,
    quiz: Sequence[str],
    items: Sequence[Item],
    weights: Mapping[str, float] | None,
    level: float,
    seed: int,
) -> dict[str, Any]:
    """The share of right answers before and after, its gain, and whether those who learned more moved more."""
    index_before, index_after = _index(before, quiz), _index(after, quiz)
    sheet_before = Sheet(
        ("index", *before.columns), {c: {**row, "index": index_before[c]} for c, row in before.cells.items()}
    )
    sheet_after = Sheet(
        ("index", *after.columns), {c: {**row, "index": index_after[c]} for c, row in after.cells.items()}
    )
    gain = change_of(matched(sheet_before, sheet_after, "index", weights), level=level, seed=seed)
    relations = []
    for item in items:
        learned, moved = [], []
        for code in after.cells:
            values = [index_before.get(code), index_after[code]]
            answers = [before.cells.get(code, {}).get(item.name), after.cells[code].get(item.name)]
            if all(values) and all(answers):
                learned.append(float(str(values[1])) - float(str(values[0])))
                moved.append(
                    abs(float(str(answers[1]).replace(",", ".")) - float(str(answers[0]).replace(",", ".")))
                )
        if len(learned) >= SMALL and np.std(learned) > 0 and np.std(moved) > 0:
            rho = stats.spearmanr(learned, moved)
            relations.append(
                {"item": item.name, "n": len(learned), "rho": float(rho.statistic), "p": float(rho.pvalue)}
            )
    return {
        "questions": list(quiz),
        "gain": asdict(gain) if gain else None,
        "gain_and_change": relations,
    }


def _index(sheet: Sheet, quiz: Sequence[str]) -> dict[str, str]:
    """Share of right answers; a question left empty counts as not right, a sheet without any answer as none."""
    found = {}
    for code, row in sheet.cells.items():
        given = [row[column] for column in quiz]
        right = sum(float(text.replace(",", ".")) for text in given if text)
        found[code] = str(right / len(quiz)) if any(given) else ""
    return found


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    if isinstance(value, float | np.floating):
        return round(float(value), DIGITS)
    return value.item() if isinstance(value, np.generic) else value
