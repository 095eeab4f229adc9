"""How opinions changed: net change with two intervals, gross change beside it, and whether groups pull apart.

Net change can be zero while everybody moved, so both stand side by side. Members of a small group hear the same
arguments; the bootstrap therefore resamples whole groups. Tests over many items are corrected by Holm's rule.
Sources: Luskin, Fishkin & Jowell (2002); Efron & Tibshirani, "An Introduction to the Bootstrap" (1993); McNemar,
Psychometrika 12 (1947); Holm, Scand. J. Statistics 6 (1979); Sunstein, "The Law of Group Polarization" (2002).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from qulaq.methods.poll.answers import Floats, Item

SMALL = 30
FEW_GROUPS = 5
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """Net and gross change of one item. Means on the item's own scale; shares in 0 … 1, None for n < 30."""

    n: int
    before: float
    after: float
    net: float
    t_interval: tuple[float, float] | None
    bootstrap_interval: tuple[float, float] | None
    clusters: int
    p: float | None
    moved: float | None
    up: float | None
    down: float | None
    gross: float
    mcnemar: Mapping[str, float] | None


def weighted_mean(values: Floats, weight: Floats) -> float:
    return float(np.average(values, weights=weight))


def change_of(item: Item, *, level: float = 0.95, seed: int = 0, draws: int = DRAWS) -> Change | None:
    """The change of `item`; None where fewer than two people answered twice.

    The t interval uses the weighted variance and Kish's effective size. The bootstrap resamples small groups where
    there are at least five, people where no groups are given; with fewer groups none is given.
    """
    n = len(item.before)
    if n < 2:
        return None
    moved = item.after - item.before
    net = weighted_mean(moved, item.weight)
    effective = float(item.weight.sum() ** 2 / (item.weight**2).sum())
    spread = float(np.sqrt(weighted_mean((moved - net) ** 2, item.weight) * effective / (effective - 1)))
    interval, p = None, None
    if spread > 0:
        error = spread / np.sqrt(effective)
        half = float(stats.t.ppf((1 + level) / 2, effective - 1)) * error
        interval = (net - half, net + half)
        p = float(2 * stats.t.sf(abs(net) / error, effective - 1))
    names = sorted(set(item.group))
    clusters = len(names) if names != [""] else 0
    share = None if n < SMALL else lambda which: weighted_mean(which.astype(float), item.weight)
    return Change(
        n=n,
        before=weighted_mean(item.before, item.weight),
        after=weighted_mean(item.after, item.weight),
        net=net,
        t_interval=interval,
        bootstrap_interval=_bootstrap(item, moved, names, clusters, level, seed, draws),
        clusters=clusters,
        p=p,
        moved=share(moved != 0) if share else None,
        up=share(moved > 0) if share else None,
        down=share(moved < 0) if share else None,
        gross=weighted_mean(np.abs(moved), item.weight),
        mcnemar=mcnemar(item) if item.binary else None,
    )


def _bootstrap(
    item: Item, moved: Floats, names: Sequence[str], clusters: int, level: float, seed: int, draws: int
) -> tuple[float, float] | None:
    if 0 < clusters < FEW_GROUPS:
        return None
    label = np.array([names.index(name) for name in item.group]) if clusters else np.arange(len(moved))
    units = int(label.max()) + 1
    total = np.bincount(label, weights=moved * item.weight, minlength=units)
    weight = np.bincount(label, weights=item.weight, minlength=units)
    picks = np.random.default_rng(seed).integers(units, size=(draws, units))
    means = total[picks].sum(axis=1) / weight[picks].sum(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def mcnemar(item: Item) -> dict[str, float]:
    """McNemar's exact test for a yes/no item (unweighted): who changed to yes against who changed to no."""
    to_yes = int(((item.before == 0) & (item.after == 1)).sum())
    to_no = int(((item.before == 1) & (item.after == 0)).sum())
    changed = to_yes + to_no
    p = float(stats.binomtest(to_yes, changed, 0.5).pvalue) if changed else 1.0
    return {"to_yes": to_yes, "to_no": to_no, "p": p}


def holm(values: Sequence[float | None]) -> list[float | None]:
    """Holm's adjusted p-values, in the order given; None stays None."""
    known = sorted((value, place) for place, value in enumerate(values) if value is not None)
    adjusted: list[float | None] = [None] * len(values)
    running = 0.0
    for rank, (value, place) in enumerate(known):
        running = max(running, min(1.0, value * (len(known) - rank)))
        adjusted[place] = running
    return adjusted


def polarisation(item: Item, midpoint: float) -> dict[str, object]:
    """Whether deliberation drove people apart (unweighted).

    `variance_ratio`: after / before over everybody. `homogenisation`: mean variance inside small groups, after /
    before (below 1: groups became more alike). `away_from_midpoint`: groups whose mean moved further out on the side
    of `midpoint` it started on, of those that started off it; under no group polarisation about half do (sign test).
    `icc`: share of the variance of change that lies between groups.
    """
    report: dict[str, object] = {
        "variance_ratio": _ratio(float(item.after.var(ddof=1)), float(item.before.var(ddof=1)))
    }
    names = sorted(set(item.group) - {""})
    if len(names) < 2:
        return report
    members = [np.array([other == name for other in item.group]) for name in names]
    inside = [(item.before[m].var(ddof=1), item.after[m].var(ddof=1)) for m in members if m.sum() > 1]
    if inside:
        report["homogenisation"] = _ratio(
            float(np.mean([after for _, after in inside])), float(np.mean([before for before, _ in inside]))
        )
    starts = [
        (float(item.before[m].mean()) - midpoint, float(item.after[m].mean()) - midpoint) for m in members
    ]
    off = [(start, end) for start, end in starts if abs(start) > 1e-12 and abs(end - start) > 1e-12]
    away = sum((end - start) * start > 0 for start, end in off)
    report["groups"] = len(names)
    report["away_from_midpoint"] = away
    report["groups_that_moved"] = len(off)
    report["away_p"] = float(stats.binomtest(away, len(off), 0.5).pvalue) if off else None
    report["icc"] = intraclass(item.after - item.before, members)
    return report


def _ratio(top: float, bottom: float) -> float | None:
    return top / bottom if bottom > 0 else None


def intraclass(values: Floats, members: Sequence[np.typing.NDArray[np.bool_]]) -> float | None:
    """One-way ICC(1) for groups of unequal size (analysis of variance); None where it is not defined."""
    sizes = np.array([mask.sum() for mask in members], dtype=float)
    total, groups = sizes.sum(), len(sizes)
    if groups < 2 or total <= groups:
        return None
    means = np.array([values[mask].mean() for mask in members])
    grand = float((sizes * means).sum() / total)
    between = float((sizes * (means - grand) ** 2).sum()) / (groups - 1)
    within = float(sum(((values[mask] - mean) ** 2).sum() for mask, mean in zip(members, means, strict=True)))
    within /= total - groups
    typical = (total - (sizes**2).sum() / total) / (groups - 1)
    whole = between + (typical - 1) * within
    return float((between - within) / whole) if whole > 0 else None
