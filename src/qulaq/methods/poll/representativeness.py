"""Whether those who came are like those who were asked and did not: demographics and opinions before deliberation.

Source: Luskin, Fishkin & Jowell (2002); standardised difference: Cohen, "Statistical Power Analysis" (1988).
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy import stats

from qulaq.methods.poll.answers import Sheet, number
from qulaq.methods.poll.change import SMALL, holm

CLEAR = 0.1


def compare(before: Sheet, came: set[str], numeric: list[str], words: list[str]) -> dict[str, object]:
    """Participants (`came`) against the others of the first questionnaire, item by item.

    Numbers: difference of means, standardised difference, Welch's test. Words: shares of each value (only where both
    sides have 30 people), the largest difference of shares, the chi-square test. p-values are corrected by Holm over
    everything compared. `balanced` is True where no standardised difference exceeds 0.1 in size, None where none could
    be computed.
    """
    others = {code for code in before.cells if code not in came}
    rows: list[dict[str, object]] = []
    for column in numeric:
        rows.append(_numbers(before, came, others, column))
    for column in words:
        rows.append(_words(before, came, others, column))
    adjusted = holm([row["p"] if isinstance(row["p"], float) else None for row in rows])
    for row, value in zip(rows, adjusted, strict=True):
        row["p_holm"] = value
    sizes = [abs(d) for row in rows if isinstance(d := row.get("standardised"), float)]
    return {
        "participants": len(came & set(before.cells)),
        "non_participants": len(others),
        "items": rows,
        "balanced": max(sizes) <= CLEAR if sizes else None,
    }


def _values(sheet: Sheet, people: set[str], column: str) -> list[float]:
    found = (number(sheet.cells[code][column]) for code in sheet.cells if code in people)
    return [value for value in found if value is not None]


def _numbers(sheet: Sheet, came: set[str], others: set[str], column: str) -> dict[str, object]:
    ours, theirs = np.array(_values(sheet, came, column)), np.array(_values(sheet, others, column))
    row: dict[str, object] = {"item": column, "n": [len(ours), len(theirs)], "p": None}
    if len(ours) < 2 or len(theirs) < 2:
        return row
    difference = float(ours.mean() - theirs.mean())
    pooled = float(np.sqrt((ours.var(ddof=1) + theirs.var(ddof=1)) / 2))
    row |= {"means": [float(ours.mean()), float(theirs.mean())], "difference": difference}
    if pooled > 0:
        row["standardised"] = difference / pooled
        row["p"] = float(stats.ttest_ind(ours, theirs, equal_var=False).pvalue)
    return row


def _words(sheet: Sheet, came: set[str], others: set[str], column: str) -> dict[str, object]:
    ours = Counter(value for code, row in sheet.cells.items() if code in came and (value := row[column]))
    theirs = Counter(value for code, row in sheet.cells.items() if code in others and (value := row[column]))
    sizes = [ours.total(), theirs.total()]
    row: dict[str, object] = {"item": column, "n": sizes, "p": None}
    values = sorted(set(ours) | set(theirs))
    if min(sizes) == 0 or len(values) < 2:
        return row
    table = np.array([[ours[value] for value in values], [theirs[value] for value in values]])
    row["p"] = float(stats.chi2_contingency(table).pvalue)
    shares = table / table.sum(axis=1, keepdims=True)
    if min(sizes) >= SMALL:
        row["shares"] = {value: [float(a), float(b)] for value, a, b in zip(values, *shares, strict=True)}
    row["largest_difference"] = float(np.abs(shares[0] - shares[1]).max())
    pooled = np.sqrt((shares[0] * (1 - shares[0]) + shares[1] * (1 - shares[1])) / 2)
    sized = np.abs(shares[0] - shares[1])[pooled > 0] / pooled[pooled > 0]
    row["standardised"] = float(sized.max()) if len(sized) else None
    return row
