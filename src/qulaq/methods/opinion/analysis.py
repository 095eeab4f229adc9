"""All of a conversation's answers in one value: map, groups, what each says, what unites, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.bridging import Bridging, bridging
from qulaq.methods.opinion.consensus import Shared, group_aware, shared_by_all
from qulaq.methods.opinion.counts import PairCounts, count_pairs
from qulaq.methods.opinion.grouping import Grouping, continued, search
from qulaq.methods.opinion.membership import Membership, soft_membership
from qulaq.methods.opinion.memory import Memory, matched_names
from qulaq.methods.opinion.presence import counted_people
from qulaq.methods.opinion.representative import Speaking, representative
from qulaq.methods.opinion.routing import priorities
from qulaq.methods.opinion.space import Space, find_space, project, wants_pairs
from qulaq.methods.opinion.stability import Stability, resample, steadiness
from qulaq.methods.opinion.tallies import Tallies, smoothed_share, tally
from qulaq.methods.opinion.votes import Flags, Floats, Ints, Votes


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The map and its groups: what Polis computes, before stability and bridging.

    `places` (n x 2) of all participants; `counted`: rows of those grouped; `grouping` and `membership` are
    over them. `tallies` are by group; `everyone` counts all voters, grouped or not.
    """

    votes: Votes
    zeroed: Flags
    meta: Flags
    space: Space
    places: Floats
    counted: Ints
    grouping: Grouping
    membership: Membership
    tallies: Tallies
    everyone: Tallies
    group_aware_consensus: Floats
    representative: list[list[Speaking]]
    agreed_by_all: list[Shared]
    disagreed_by_all: list[Shared]
    priorities: Floats

    def labels(self) -> Ints:
        """Place in `grouping.names` of each participant (n), -1 for those not counted."""
        labels = np.full(self.votes.shape[0], -1, dtype=np.int64)
        labels[self.counted] = self.grouping.labels
        return labels


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """Groups with how stable they are, and the bridging scores that need no groups."""

    groups: Groups
    stability: Stability
    bridging: Bridging

    def uniting(self, *, least_answers: int = 10) -> Ints:
        """Columns of statements from most to least uniting: high in group-aware consensus *and* in bridging.

        Each statement stands where its worse of two ranks puts it (bridging by its lower bound); statements moderated
        out, and those with fewer than `least_answers`, are left out.
        """
        consensus, bridge = self.groups.group_aware_consensus, self.bridging.low
        open_ones = np.flatnonzero(~self.groups.zeroed & (self.bridging.answered >= least_answers))
        ranks = [np.argsort(np.argsort(-scores[open_ones], kind="stable")) for scores in (consensus, bridge)]
        return open_ones[np.lexsort((ranks[0] + ranks[1], np.maximum(*ranks)))]

    def dividing(self, *, least_answers: int = 10) -> Ints:
        """Columns of statements from most to least disputed between groups, by the widest gap of agreement (Laplace).

        Only groups with `least_answers` on a statement speak; statements on which fewer than two do are left out, and
        those moderated out.
        """
        table = self.groups.tallies
        speaks = table.answered >= least_answers
        share = smoothed_share(table.agreed, table.answered)
        gap = np.where(speaks, share, -np.inf).max(0) - np.where(speaks, share, np.inf).min(0)
        open_ones = np.flatnonzero(~self.groups.zeroed & (speaks.sum(0) >= 2))
        return open_ones[np.lexsort((open_ones, -gap[open_ones]))]


def find_groups(
    votes: Votes,
    *,
    zeroed: Flags | None = None,
    meta: Flags | None = None,
    k: int | None = None,
    memory: Memory | None = None,
    pairs: PairCounts | None = None,
) -> Groups:
    """Map, groups and all that is computed from their counts; a function of the votes (and `memory`) alone.

    `zeroed`, `meta` (m flags): statements moderated out, and meta ones; `k` (2 to 9): the number of groups if
    it must be set by hand; `memory`: an earlier run to continue; `pairs`: pair counts at hand. Raises
    BadInput.
    """
    m = votes.shape[1]
    if k is not None and not 2 <= k <= 9:
        raise BadInput(f"the number of groups is 2 to 9, not {k}", field="k")
    meta = np.zeros(m, dtype=bool) if meta is None else meta
    zeroed = (np.zeros(m, dtype=bool) if zeroed is None else zeroed) | meta
    if memory is not None:
        zeroed = memory.flags(votes.statements, memory.zeroed, zeroed)
        meta = memory.flags(votes.statements, memory.meta, meta)
    if not wants_pairs(votes):
        pairs = None
    elif pairs is None:
        pairs = count_pairs(votes)
    space = find_space(votes, zeroed, pairs=pairs)
    turn = None
    if memory is not None:
        space, turn = memory.turn(space, votes.statements)
    places = project(votes, space)
    already = memory.was_counted(votes.participants) if memory is not None else None
    counted = counted_people(votes.per_person, m, already=already)
    grouping = _grouping(votes, zeroed, places[counted], counted, k, memory, turn)
    return _answers(votes, zeroed, meta, space, places, counted, grouping)


def _grouping(
    votes: Votes,
    zeroed: Flags,
    places: Floats,
    counted: Ints,
    k: int | None,
    memory: Memory | None,
    turn: Floats | None,
) -> Grouping:
    if memory is None or turn is None:
        return _fresh(votes, zeroed, places, counted, k)
    if len(memory.names) > 1 and k in {None, len(memory.names)}:
        bases = memory.bases @ turn if memory.bases is not None else None
        return continued(places, memory.centres @ turn, memory.names, base_points=bases)
    fresh = _fresh(votes, zeroed, places, counted, k)
    names = matched_names(fresh.labels, fresh.k, votes.participants[counted], memory)
    return Grouping(fresh.labels, fresh.centres, names, fresh.separation, fresh.bases)


def _fresh(votes: Votes, zeroed: Flags, places: Floats, counted: Ints, k: int | None) -> Grouping:
    """Groups looked for from the votes alone; where k is not given, well separated *and* steady ones."""
    found = search(places, k=k)
    return found.grouping(found.best(steadiness(votes, zeroed, counted, found)))


def _answers(
    votes: Votes, zeroed: Flags, meta: Flags, space: Space, places: Floats, counted: Ints, grouping: Grouping
) -> Groups:
    labels = np.full(votes.shape[0], -1, dtype=np.int64)
    labels[counted] = grouping.labels
    with_others = tally(votes, np.where(labels < 0, grouping.k, labels), grouping.k + 1)
    tallies, everyone = with_others.first(grouping.k), with_others.together()
    agreed_by_all, disagreed_by_all = shared_by_all(everyone, zeroed)
    reach = np.sqrt(votes.per_person[counted] / votes.shape[1])
    return Groups(
        votes=votes,
        zeroed=zeroed,
        meta=meta,
        space=space,
        places=places,
        counted=counted,
        grouping=grouping,
        membership=soft_membership(places[counted], grouping.labels, grouping.k, reach),
        tallies=tallies,
        everyone=everyone,
        group_aware_consensus=group_aware(tallies),
        representative=representative(tallies, zeroed),
        agreed_by_all=agreed_by_all,
        disagreed_by_all=disagreed_by_all,
        priorities=priorities(tallies, space, meta),
    )


def find_opinion(
    votes: Votes,
    *,
    zeroed: Flags | None = None,
    meta: Flags | None = None,
    k: int | None = None,
    memory: Memory | None = None,
    seed: int = 0,
) -> Opinion:
    """`find_groups`, its stability under resampling (with the published `seed`) and the bridging scores."""
    return deepen(find_groups(votes, zeroed=zeroed, meta=meta, k=k, memory=memory), k=k, seed=seed)


def deepen(groups: Groups, *, k: int | None = None, seed: int = 0) -> Opinion:
    """Stability and bridging of groups already found; `k` if it was set by hand, None if searched."""
    stability = resample(groups.votes, groups.zeroed, groups.counted, groups.grouping.labels, k=k, seed=seed)
    return Opinion(groups, stability, bridging(groups.votes, groups.space.axes[0]))
