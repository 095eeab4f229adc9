"""Opinion groups: who votes alike, what unites everybody, how stable the groups are.

qulaq opinion groups VOTES [--k K] [--warm MATH.json] [--comments FILE] [--seed N] --out out.json
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qulaq.cli.answer import Parser, emit, tell
from qulaq.kernel.errors import BadInput

if TYPE_CHECKING:
    from qulaq.methods.opinion.analysis import Opinion
    from qulaq.methods.opinion.reading import Conversation

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
    from qulaq.methods.opinion.analysis import deepen, find_groups
    from qulaq.methods.opinion.memory import read_memory
    from qulaq.methods.opinion.reading import read_conversation
    from qulaq.methods.opinion.report import write_report

    if given.seed < 0:
        raise BadInput(f"a seed is 0 or more, not {given.seed}", field="--seed")
    if given.out is not None and not given.out.absolute().parent.is_dir():
        raise BadInput("the folder to write to is not there", file=str(given.out), field="--out")
    watch = _Watch()
    memory = read_memory(given.warm) if given.warm else None
    talk = read_conversation(given.votes, comments=given.comments)
    if memory is not None:
        talk = talk.signed_by(memory.leaning or {}, name=given.warm.name)
    watch.lap("reading")
    groups = find_groups(talk.votes, zeroed=talk.zeroed(), meta=talk.meta(), k=given.k, memory=memory)
    watch.lap("groups")
    opinion = deepen(groups, k=given.k, seed=given.seed)
    watch.lap("stability and bridging")
    if given.out is None:
        print("".join(write_report(opinion)), end="")
    else:
        _save(given.out, write_report(opinion))
        emit({"out": str(given.out), "k": groups.grouping.k, "stability": opinion.stability.verdict})
    watch.lap("writing")
    _explain(talk, opinion)
    tell(watch.said())
    return 0


class _Watch:
    """Seconds of each step; said to the person only, as an answer must not depend on the machine."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.began = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.steps.append(f"{step} {now - self.began:.2f} s")
        self.began = now

    def said(self) -> str:
        return ", ".join(self.steps)


def _explain(talk: Conversation, opinion: Opinion) -> None:
    for note in talk.notes:
        tell(note)
    if talk.votes.conflicts:
        tell(f"{talk.votes.conflicts} contradicting votes without a time: counted as their balance")
    groups, stability = opinion.groups, opinion.stability
    people, statements = groups.votes.shape
    tell(
        f"{len(groups.counted)} of {people} people counted, {statements} statements, {groups.grouping.k} groups "
        f"({stability.verdict}: median ARI {stability.median:.2f}, p10 {stability.p10:.2f}); "
        f"agree was {talk.agree_was} by {talk.sign_from}"
    )


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
