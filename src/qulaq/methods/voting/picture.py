"""A budget as a picture: what each chosen project costs, in the order in which it was bought."""

from __future__ import annotations

from qulaq.kernel.svg import Bar, Svg, bars
from qulaq.methods.voting.budget import Outcome
from qulaq.methods.voting.pabulib import Election


def budget_picture(
    election: Election, outcome: Outcome, *, title: str = "Projects in the order chosen"
) -> Svg:
    """One bar a project, as long as its cost, and a last one for the money left."""
    cost = {project.id: project for project in election.projects}
    rows = [
        Bar(f"{place}. {cost[code].name or code}", float(cost[code].cost))
        for place, code in enumerate(outcome.selected, start=1)
    ]
    return bars([*rows, Bar("left", float(outcome.budget - outcome.cost))], title=title)
