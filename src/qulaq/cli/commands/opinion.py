"""Opinion groups: who votes alike, what unites everybody, how stable the groups are.

qulaq opinion groups VOTES [--k K] [--warm MATH.json] [--comments FILE] [--seed N] --out out.json
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from qulaq.cli.answer import Parser, emit, tell
from qulaq.kernel.errors import BadInput

SAYS = "Find groups of people who vote alike, the statements that speak for each, and those that unite all."
EXAMPLE = "qulaq opinion groups exports/brexit-consensus --out groups.json"


def run(argv: Sequence[str]) -> int:
    """`qulaq opinion groups …`; exit 0 done, 2 bad input."""
    parser = Parser("opinion", says=SAYS, example=EXAMPLE)
    parser.add_argument("what", choices=["groups"], help="what to find")
    parser.add_argument("votes", type=Path, help="a Polis export folder or file, votes.json, or CSV")
    parser.add_argument("--k", type=int, help="make this many groups instead of searching for their number")
    parser.add_argument("--warm", type=Path, help="continue this run: Polis math-pca2.json or our answer")
    parser.add_argument("--comments", type=Path, help="statements with moderation, if not beside the votes")
    parser.add_argument("--seed", type=int, default=0, help="published seed of the resampling (default 0)")
    parser.add_argument("--out", type=Path, help="where to write the answer (default: standard output)")
    given = parser.parse_args(argv)
    from qulaq.methods.opinion.analysis import find_opinion
    from qulaq.methods.opinion.memory import read_memory
    from qulaq.methods.opinion.reading import read_conversation
    from qulaq.methods.opinion.report import write_report

    if given.seed < 0:
        raise BadInput(f"a seed is 0 or more, not {given.seed}", field="--seed")
    if given.out is not None and not given.out.absolute().parent.is_dir():
        raise BadInput("the folder to write to is not there", file=str(given.out), field="--out")
    memory = read_memory(given.warm) if given.warm else None
    conversation = read_conversation(given.votes, comments=given.comments)
    if memory is not None and conversation.sign_from == "format" and memory.leaning:
        leaning = [memory.leaning.get(str(label), 0) for label in conversation.votes.statements]
        if float(np.sum(np.array(leaning) * conversation.votes.totals())) < 0:
            conversation = conversation.turned(sign_from=given.warm.name)
    opinion = find_opinion(
        conversation.votes,
        zeroed=conversation.zeroed(),
        meta=conversation.meta(),
        k=given.k,
        memory=memory,
        seed=given.seed,
    )
    for note in conversation.notes:
        tell(note)
    if conversation.votes.conflicts:
        tell(f"{conversation.votes.conflicts} contradicting votes without a time: counted as their balance")
    groups, stability = opinion.groups, opinion.stability
    tell(
        f"{len(groups.counted)} of {groups.votes.shape[0]} people counted, "
        f"{groups.votes.shape[1]} statements, "
        f"{groups.grouping.k} groups ({stability.verdict}: median ARI {stability.median:.2f}, "
        f"p10 {stability.p10:.2f}); agree was {conversation.agree_was} by {conversation.sign_from}"
    )
    if given.out is None:
        print("".join(write_report(opinion)), end="")
        return 0
    _save(given.out, write_report(opinion))
    emit({"out": str(given.out), "k": groups.grouping.k, "stability": stability.verdict})
    return 0


def _save(path: Path, pieces: Iterable[str]) -> None:
    """Write beside, then put in place, so that a reader never meets half an answer."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.writelines(pieces)
        written = Path(file.name)
        written.chmod(0o644)
        written.replace(path)
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", file=str(path)) from error
