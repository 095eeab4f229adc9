"""Ties, decided by a rule published beforehand: a fixed order, or a lot that anyone can replay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from qulaq.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Tie:
    """`among` were equal; `chosen` went first by the rule `by`."""

    among: tuple[str, ...]
    chosen: str
    by: str

    def as_dict(self) -> dict[str, object]:
        return {"among": list(self.among), "chosen": self.chosen, "by": self.by}


@dataclass(slots=True)
class TieBreak:
    """An order of all candidates and the record of every tie it decided."""

    order: tuple[str, ...]
    by: str
    met: list[Tie] = field(default_factory=list)

    def __post_init__(self) -> None:
        if len(set(self.order)) != len(self.order):
            raise BadInput("a candidate stands twice in the order for ties", field="ties")

    def first(self, tied: Collection[str]) -> str:
        """The one of `tied` that comes first; recorded where there was a choice."""
        names = sorted(tied, key=self.place)
        if len(names) > 1:
            self.met.append(Tie(tuple(names), names[0], self.by))
        return names[0]

    def last(self, tied: Collection[str]) -> str:
        """The one of `tied` that comes last: whom an elimination takes."""
        names = sorted(tied, key=self.place)
        if len(names) > 1:
            self.met.append(Tie(tuple(names), names[-1], self.by))
        return names[-1]

    def place(self, name: str) -> int:
        return self.order.index(name)


def by_published_order(order: Iterable[str]) -> TieBreak:
    """Ties go to whoever stands earlier in `order`."""
    return TieBreak(tuple(order), "published order")


def by_lot(candidates: Sequence[str], *, dice: str) -> TieBreak:
    """Ties go by an order drawn from `dice` (throws read into the protocol): the stream of the verifiable draw."""
    from qulaq.methods.sortition.draw.stream import (
        Stream,
        stream_key,
    )  # here, since its package loads the solver

    order = Stream(stream_key(dice, None), "ties", "order").shuffled(list(candidates))
    return TieBreak(tuple(order), f"lot {dice}")
