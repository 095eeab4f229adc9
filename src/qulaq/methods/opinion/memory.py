"""What an earlier run left: its axes, the centres of its groups, who was counted. From our own answer or from
Polis.

A new run that starts from it keeps colours, letters and sides of the map where people last saw them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.files import read_json
from qulaq.methods.opinion.space import Space
from qulaq.methods.opinion.votes import Flags, Floats, Ints, Labels


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """An earlier run: `axes` (2 x tids) over statements `tids`, group `names` with `centres` (k x 2), `bases`
    (b x 2).

    `groups`: participant label → group name; `counted`: labels of those counted. `zeroed`, `meta`: statements
    set to zero, only from Polis (None from our own answers). `leaning`: statement → agrees minus disagrees,
    if told.
    """

    tids: tuple[str, ...]
    axes: Floats
    names: tuple[int, ...]
    centres: Floats
    bases: Floats | None
    groups: Mapping[str, int]
    counted: frozenset[str]
    zeroed: frozenset[str] | None = None
    meta: frozenset[str] | None = None
    leaning: Mapping[str, int] | None = None

    def flags(self, labels: Labels, said: frozenset[str] | None, otherwise: Flags) -> Flags:
        """`otherwise` (m), overruled for the statements this run knew by what it `said` of them."""
        if said is None:
            return otherwise
        known = frozenset(self.tids)
        pairs = zip(labels, otherwise, strict=True)
        return np.array(
            [str(x) in said if str(x) in known else bool(else_) for x, else_ in pairs], dtype=bool
        )

    def was_counted(self, participants: Labels) -> Flags:
        return np.array([str(label) in self.counted for label in participants], dtype=bool)

    def turn(self, space: Space, statements: Labels) -> tuple[Space, Floats]:
        """Our space with its sides as this run had them, and the 2 x 2 matrix that brings its places into
        ours.
        """
        place = {tid: at for at, tid in enumerate(self.tids)}
        theirs = np.array([place.get(str(label), -1) for label in statements])
        known = theirs >= 0
        likeness = np.einsum("im,jm->ij", space.axes[:, known], self.axes[:, theirs[known]])
        swapped = abs(likeness[0, 1]) + abs(likeness[1, 0]) > abs(likeness[0, 0]) + abs(likeness[1, 1])
        pairing = np.array([1, 0]) if swapped else np.array([0, 1])
        signs = np.where(likeness[[0, 1], pairing] < 0, -1.0, 1.0)
        matrix = np.zeros((2, 2))
        matrix[pairing, [0, 1]] = (
            1.0  # our axis i is their axis pairing[i], after our sign was turned to theirs
        )
        return space.turned(signs), matrix


def read_memory(path: Path) -> Memory:
    """Read Polis `math-pca2.json` or our own answer. Raises BadInput naming the field that is missing or
    wrong.
    """
    said = read_json(path)
    if not isinstance(said, dict) or not isinstance(said.get("pca"), dict):
        raise BadInput("this is neither a Polis math file nor an answer of ours", file=str(path), field="pca")
    try:
        return _from_polis(said) if "group-clusters" in said else _from_ours(said)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadInput(f"the file lacks what a warm start needs ({error!r})", file=str(path)) from error


def _plane(points: Any, field: str) -> Floats:
    places = np.array(points, dtype=np.float64)
    if places.ndim != 2 or places.shape[1] != 2 or not np.isfinite(places).all():
        raise ValueError(field)
    return places


def _axes(comps: Any, width: int) -> Floats:
    axes = np.zeros((2, width))
    given = np.array(comps, dtype=np.float64).reshape(-1, width)[:2]
    axes[: len(given)] = given
    return axes


def _from_polis(said: Mapping[str, Any]) -> Memory:
    """Polis counts agree as -1, so its axes are those of the turned votes: the same places with both signs
    turned.
    """
    tids = tuple(str(tid) for tid in said["tids"])
    bases, clusters = said["base-clusters"], said["group-clusters"]
    members = dict(zip(bases["id"], bases["members"], strict=True))
    groups = {
        str(person): int(cluster["id"])
        for cluster in clusters
        for base in cluster["members"]
        for person in members[base]
    }
    leaning: dict[str, int] = {}
    for votes in (said.get("group-votes") or {}).values():
        for tid, counts in votes["votes"].items():
            leaning[tid] = leaning.get(tid, 0) + counts["A"] - counts["D"]
    return Memory(
        tids=tids,
        axes=-_axes(said["pca"]["comps"], len(tids)),
        names=tuple(int(cluster["id"]) for cluster in clusters),
        centres=_plane([cluster["center"] for cluster in clusters], "group-clusters"),
        bases=_plane(list(zip(bases["x"], bases["y"], strict=True)), "base-clusters"),
        groups=groups,
        counted=frozenset(str(person) for person in said.get("in-conv", groups)),
        zeroed=frozenset(str(tid) for tid in [*(said.get("mod-out") or ()), *(said.get("meta-tids") or ())]),
        meta=frozenset(str(tid) for tid in said.get("meta-tids") or ()),
        leaning=leaning or None,
    )


def _from_ours(said: Mapping[str, Any]) -> Memory:
    tids = tuple(str(tid) for tid in said["pca"]["tids"])
    centres = {int(name): place for name, place in said["centres"].items()}
    groups = {str(person): int(group) for person, group in said["groups"].items() if group is not None}
    bases = said.get("bases")
    return Memory(
        tids=tids,
        axes=_axes(said["pca"]["comps"], len(tids)),
        names=tuple(centres),
        centres=_plane(list(centres.values()), "centres"),
        bases=_plane(list(zip(bases["x"], bases["y"], strict=True)), "bases") if bases else None,
        groups=groups,
        counted=frozenset(groups),
    )


def matched_names(labels: Ints, k: int, people: Labels, memory: Memory) -> tuple[int, ...]:
    """Names for k new groups such that as many people as possible keep their group's name (Kuhn, 1955)."""
    from scipy.optimize import linear_sum_assignment

    overlap = np.zeros((k, len(memory.names)))
    place = {name: at for at, name in enumerate(memory.names)}
    for label, person in zip(labels, people, strict=True):
        name = memory.groups.get(str(person))
        if name is not None:
            overlap[label, place[name]] += 1
    rows, columns = linear_sum_assignment(-overlap)
    names = {int(row): memory.names[column] for row, column in zip(rows, columns, strict=True)}
    spare = (name for name in range(k + max(memory.names, default=0) + 1) if name not in memory.names)
    return tuple(names[row] if row in names else next(spare) for row in range(k))
