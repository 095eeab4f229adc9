"""Two tests of shares, as Polis makes them: is a share over a half, and is it over another group's share?

Small counts are held back by one imagined success in one imagined vote. Source: knowledge of the published
mathematics (Small et al., 2021, and its reference implementation's description), restated.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qulaq.methods.opinion.votes import Floats, Ints

SIGNIFICANT: Final = 1.2816  # standard normal, 90 % one-sided


def over_half(successes: Ints, trials: Ints) -> Floats:
    """z of "the share of successes is over one half"; any shape."""
    result: Floats = 2.0 * np.sqrt(trials + 1.0) * ((successes + 1.0) / (trials + 1.0) - 0.5)
    return result


def over_other(successes: Ints, trials: Ints, other_successes: Ints, other_trials: Ints) -> Floats:
    """z of "this share is over the other one", with pooled variance; 0 where nothing varies; any shape."""
    here, there = successes + 1.0, other_successes + 1.0
    n_here, n_there = trials + 1.0, other_trials + 1.0
    pooled = (here + there) / (n_here + n_there)
    error = np.sqrt(np.maximum(pooled * (1.0 - pooled) * (1.0 / n_here + 1.0 / n_there), 0.0))
    difference = here / n_here - there / n_there
    result: Floats = np.where(error > 0, difference / np.where(error > 0, error, 1.0), 0.0)
    return result
