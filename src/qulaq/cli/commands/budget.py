"""Count a participatory budget (pabulib file) by Equal Shares or the greedy rule

Contract: CONTRACTS "Votes and budgets". The numbers come from `qulaq.methods.voting`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from qulaq.cli.answer import Parser, emit, tell


def run(argv: Sequence[str]) -> int:
    parser = Parser(
        "budget",
        says="The projects that a vote pays for, as a JSON list of their ids in the order chosen.",
        example="qulaq budget election.pb --rule equal-shares --completion add1 --explain rounds.json",
    )
    parser.add_argument("file", type=Path, help="election in the pabulib format")
    parser.add_argument("--rule", choices=("equal-shares", "greedy"), default="equal-shares")
    parser.add_argument("--completion", choices=("none", "add1", "greedy"), default="none")
    parser.add_argument("--utility", choices=("cost", "cardinality"), default="cost")
    parser.add_argument(
        "--explain", type=Path, help="file for the count round by round (JSON, three languages)"
    )
    parser.add_argument("--svg", type=Path, help="file for a picture")
    chosen = parser.parse_args(argv)

    from qulaq.methods.voting import equal_shares_budget, greedy_budget, read_election
    from qulaq.methods.voting.picture import budget_picture

    election = read_election(chosen.file)
    if election.vote_type not in {"approval", "choose-1"} and chosen.rule == "equal-shares":
        tell(f"the votes are {election.vote_type}: every named project counts as supported")
    if chosen.rule == "greedy":
        outcome = greedy_budget(election)
    else:
        outcome = equal_shares_budget(election, utility=chosen.utility, completion=chosen.completion)
    if chosen.explain:
        chosen.explain.write_text(json.dumps(outcome.as_dict(), ensure_ascii=False) + "\n", "utf-8")
    if chosen.svg:
        chosen.svg.write_text(budget_picture(election, outcome), "utf-8")
    for tie in outcome.ties:
        tell(f"tie between {', '.join(tie.among)}: {tie.chosen} first ({tie.by})")
    emit(list(outcome.selected))
    return 0
