"""A lottery anyone can draw by hand: m panels with equal chances, one ball each.

The exact lottery has odd probabilities; a uniform one over m numbered panels can be drawn from an urn in public. The
loss (how far a person's chance moves) is stated with it. Panels of kinds are taken
one after the other, each the one that brings the running mean closest to the exact lottery (herding), and then
exchanged one for one; inside a kind the seats are spread as evenly as whole panels allow.
Source: Flanigan, Kehne, Procaccia, "Fair sortition made transparent", NeurIPS 2021.
"""

from __future__ import annotations

import numpy as np

from qulaq.methods.sortition.kinds import Floats, Ints

EXCHANGES = 300


def multiplicities(panels: Ints, weights: Floats, count: Ints, m: int) -> Ints:
    """How often each panel of kinds (J) stands among the m: whole numbers with sum m.

    `panels` (J, T), `weights` (J) with sum 1, `count` (T) people of the kind.
    """
    shares = panels / count[None, :]
    goal = weights @ shares
    scale = 1.0 / np.maximum(goal, 1e-9)
    pull = shares * scale[None, :]
    size = (pull * shares).sum(axis=1)
    times = np.zeros(len(weights), dtype=np.int64)
    off = np.zeros(len(goal))
    for _ in range(m):
        # adding panel j turns |off|² (relative to the goal) into |off|² - 2 off·share_j + |share_j|²
        off = off + goal
        best = int(np.argmax(2 * pull @ off - size))
        times[best] += 1
        off = off - shares[best]
    off = _smoothed(shares, pull, times, off)
    return _exchanged(shares, times, off)


def _smoothed(shares: Floats, pull: Floats, times: Ints, off: Floats) -> Floats:
    """Trade copies while the sum of squares falls, the best trade of all pairs each time; `times` in place."""
    products = pull @ shares.T
    size = np.diag(products)
    apart = size[:, None] + size[None, :] - 2 * products
    for _ in range(EXCHANGES):
        gain = pull @ off
        change = apart + 2 * gain[:, None] - 2 * gain[None, :]
        change[times == 0] = np.inf
        give, take = np.unravel_index(int(np.argmin(change)), change.shape)
        if change[give, take] >= -1e-9:
            break
        times[give] -= 1
        times[take] += 1
        off = off + shares[give] - shares[take]
    return off


def _exchanged(shares: Floats, times: Ints, off: Floats) -> Ints:
    """Trade one copy of a panel for one of another while the largest deviation falls."""
    for _ in range(EXCHANGES):
        worst = float(np.abs(off).max())
        kind = int(np.argmax(np.abs(off)))
        sign = np.sign(off[kind])
        give = [int(j) for j in np.argsort(sign * shares[:, kind], kind="stable") if times[j] > 0][:20]
        take = np.argsort(-sign * shares[:, kind], kind="stable")[:20]
        trades = [(j, int(k), float(np.abs(off + shares[j] - shares[k]).max())) for j in give for k in take]
        j, k, reached = min(trades, key=lambda trade: trade[2])
        if reached >= worst - 1e-12:
            break
        times[j] -= 1
        times[k] += 1
        off = off + shares[j] - shares[k]
    return times
