"""The answer as JSON, piece by piece: a million people must not become a million Python lists first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from qulaq.methods.opinion.analysis import Groups, Opinion
from qulaq.methods.opinion.consensus import Shared
from qulaq.methods.opinion.representative import Speaking
from qulaq.methods.opinion.routing import extremity
from qulaq.methods.opinion.space import place_statements
from qulaq.methods.opinion.votes import Floats, Ints, Labels

DIGITS: Final = 9
CHUNK: Final = 50_000


def rounded(value: float) -> float:
    """To 9 digits after the point, without a minus zero."""
    return round(float(value), DIGITS) + 0.0


def write_report(opinion: Opinion) -> Iterator[str]:
    """The whole answer as pieces of one JSON document."""
    parts = [
        *_people(opinion.groups),
        *((key, iter([_text(value)])) for key, value in summary(opinion).items()),
    ]
    yield "{"
    for place, (key, pieces) in enumerate(parts):
        yield f"{', ' if place else ''}{_text(key)}: "
        yield from pieces
    yield "}\n"


def _people(groups: Groups) -> list[tuple[str, Iterator[str]]]:
    """What is said of each participant, by label."""
    names = np.array([*groups.grouping.names, -1])
    labels = names[groups.labels()]
    said = [("null" if label < 0 else str(label)) for label in labels.tolist()]
    people = groups.votes.participants
    placed = (f"[{x!r}, {y!r}]" for x, y in _plain(groups.places))
    chances = (
        "[" + ", ".join(repr(chance) for chance in row) + "]"
        for row in (np.round(groups.membership.chances, 4) + 0.0).tolist()
    )
    undecided = groups.counted[groups.membership.undecided]
    return [
        ("groups", _object(people, iter(said))),
        ("projection", _object(people, placed)),
        ("membership", _object(people[groups.counted], chances)),
        ("undecided", iter([_text([_label(label) for label in people[undecided].tolist()])])),
    ]


def _plain(table: Floats) -> Iterator[list[float]]:
    for low in range(0, len(table), CHUNK):
        yield from (np.round(table[low : low + CHUNK], DIGITS) + 0.0).tolist()


def _object(labels: Labels, values: Iterator[str]) -> Iterator[str]:
    yield "{"
    lines: list[str] = []
    mark = ""
    for label, value in zip(labels.tolist(), values, strict=True):
        lines.append(f"{mark}{_text(str(label))}: {value}")
        mark = ", "
        if len(lines) == CHUNK:
            yield "".join(lines)
            lines = []
    yield "".join(lines) + "}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _label(label: Any) -> Any:
    return label if isinstance(label, int) else str(label)


def summary(opinion: Opinion) -> dict[str, Any]:
    """Everything but what is said of single participants, as plain JSON values."""
    groups, bridge = opinion.groups, opinion.bridging
    grouping, labels = groups.grouping, [str(label) for label in groups.votes.statements.tolist()]
    named = [str(name) for name in grouping.names]
    return {
        "k": grouping.k,
        "sizes": dict(zip(named, grouping.sizes().tolist(), strict=True)),
        "centres": {name: [rounded(x) for x in at] for name, at in zip(named, grouping.centres, strict=True)},
        "bases": {
            "x": [rounded(x) for x in grouping.bases.points[:, 0]],
            "y": [rounded(y) for y in grouping.bases.points[:, 1]],
            "people": grouping.bases.weights.astype(int).tolist(),
        },
        "separation": {str(k): rounded(value) for k, value in sorted(grouping.separation.items())},
        "stability": _stability(opinion),
        "pca": {
            "tids": [_label(label) for label in groups.votes.statements.tolist()],
            "comps": [[rounded(x) for x in axis] for axis in groups.space.axes],
            "center": [rounded(x) for x in groups.space.means],
            "strengths": [rounded(x) for x in groups.space.strengths],
        },
        "group_aware_consensus": _by_statement(labels, groups.group_aware_consensus),
        "bridging": _by_statement(labels, bridge.score),
        "representative": {
            name: [_speaking(groups, each) for each in chosen]
            for name, chosen in zip(named, groups.representative, strict=True)
        },
        "consensus": {
            "agree": [_shared(groups, each) for each in groups.agreed_by_all],
            "disagree": [_shared(groups, each) for each in groups.disagreed_by_all],
        },
        "uniting": [_label(groups.votes.statements[column].item()) for column in opinion.uniting()],
        "dividing": [_label(groups.votes.statements[column].item()) for column in opinion.dividing()],
        "priorities": _by_statement(labels, groups.priorities),
        "statements": _statements(opinion, labels),
        "participants": groups.votes.shape[0],
        "counted": len(groups.counted),
        "votes": len(groups.votes.values),
        "conflicting_votes": groups.votes.conflicts,
    }


def _by_statement(labels: list[str], values: Floats) -> dict[str, float]:
    return {label: rounded(value) for label, value in zip(labels, values, strict=True)}


def _stability(opinion: Opinion) -> dict[str, Any]:
    stability = opinion.stability
    ks = np.bincount(stability.ks)
    return {
        "median_ari": rounded(stability.median),
        "p10": rounded(stability.p10),
        "verdict": stability.verdict,
        "median_over_statements": rounded(float(np.median(stability.over_statements))),
        "median_over_people": rounded(float(np.median(stability.over_people))),
        "runs": len(stability.ks),
        "k_found": {str(k): int(times) for k, times in enumerate(ks) if times},
        "beyond_chance": [rounded(times) for times in stability.beyond_chance],
        "together": [[rounded(share) for share in row] for row in stability.together],
    }


def _speaking(groups: Groups, each: Speaking) -> dict[str, Any]:
    """One representative statement, in the field names of Polis so that its readers understand ours."""
    head = {"n-agree": each.successes, "best-agree": True} if each.first else {}
    return {
        "tid": _label(groups.votes.statements[each.column].item()),
        "repful-for": "agree" if each.agrees else "disagree",
        "n-success": each.successes,
        "n-trials": each.trials,
        "p-success": rounded(each.share),
        "p-test": rounded(each.share_z),
        "repness": rounded(each.ratio),
        "repness-test": rounded(each.ratio_z),
        **head,
    }


def _shared(groups: Groups, each: Shared) -> dict[str, Any]:
    return {
        "tid": _label(groups.votes.statements[each.column].item()),
        "n-success": each.successes,
        "n-trials": each.trials,
        "p-success": rounded(each.share),
        "p-test": rounded(each.share_z),
    }


def _statements(opinion: Opinion, labels: list[str]) -> dict[str, dict[str, Any]]:
    groups, bridge = opinion.groups, opinion.bridging
    reach, at = extremity(groups.space), place_statements(groups.space)
    whole, named = groups.everyone, [str(name) for name in groups.grouping.names]
    return {
        label: {
            "agreed": int(whole.agreed[0, column]),
            "disagreed": int(whole.disagreed[0, column]),
            "passed": int(whole.passed[0, column]),
            "answered": int(whole.answered[0, column]),
            "groups": {name: _counts(groups, place, column) for place, name in enumerate(named)},
            "group_aware_consensus": rounded(groups.group_aware_consensus[column]),
            "bridging": rounded(bridge.score[column]),
            "bridging_low": rounded(bridge.low[column]),
            "bridging_high": rounded(bridge.high[column]),
            "leaning": rounded(bridge.leaning[column]),
            "bridges": bool(bridge.bridges[column]),
            "priority": rounded(groups.priorities[column]),
            "extremity": rounded(reach[column]),
            "projection": [rounded(at[column, 0]), rounded(at[column, 1])],
            "moderated_out": bool(groups.zeroed[column]),
            "meta": bool(groups.meta[column]),
        }
        for column, label in enumerate(labels)
    }


def _counts(groups: Groups, group: int, column: int) -> dict[str, int]:
    table = groups.tallies
    columns: tuple[tuple[str, Ints], ...] = (
        ("A", table.agreed),
        ("D", table.disagreed),
        ("S", table.answered),
    )
    return {name: int(counts[group, column]) for name, counts in columns}
