"""How fair a lottery is, as a picture: everybody's chance from the smallest to the largest beside the equal chance."""

from __future__ import annotations

import numpy as np

from qulaq.kernel.svg import Line, Svg, line_chart
from qulaq.methods.sortition.kinds import Floats

POINTS = 21


def chances_picture(chances: Floats, size: int, *, title: str = "Chance of being drawn, in percent") -> Svg:
    """A line chart over the share of the pool (0 to 100 %): the lottery's chances and size / people for each.

    `chances`: probabilities of persons. The quotas push the line away from the level one; the area between is the
    price of representation.
    """
    ranks = np.linspace(0, len(chances) - 1, POINTS).round().astype(int)
    ordered = np.sort(chances)[ranks] * 100
    equal = round(100 * size / len(chances), 2)
    labels = [f"{round(100 * index / (POINTS - 1))} %" for index in range(POINTS)]
    return line_chart(
        [
            Line("with quotas", [round(float(value), 2) for value in ordered]),
            Line("equal chances", [equal] * POINTS),
        ],
        labels,
        title=title,
    )
