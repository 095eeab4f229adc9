"""What every declaration must keep, told as sentences that name the place to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qulaq.procedures.declaration import ROLES, Duty, Exit, Procedure
from qulaq.procedures.registry import declared

OWNERS = ("body", "higher_body", "head", "operator", "chair")


def failures(procedure: Procedure) -> list[str]:
    """Every rule that the declaration breaks; empty when it is sound."""
    name = procedure.name
    checks = (
        _names,
        _ways,
        _kin,
        _reach,
        _duties,
        _refusals,
        _outcomes,
        _windows,
        _thresholds,
        _cycles,
        _words,
    )
    return [f"{name}: {failure}" for check in checks for failure in check(procedure)]


def _acts(procedure: Procedure) -> set[str]:
    return {way.act for _, way in procedure.exits()} | {"open"}


def _names(procedure: Procedure) -> Iterator[str]:
    groups = {
        "stage or outcome": [stage.name for stage in procedure.stages]
        + [end.name for end in procedure.outcomes],
        "duty": [duty.name for duty in procedure.duties],
        "window": [window.name for window in procedure.windows],
    }
    for group, names in groups.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{times} times a {group} called {name}"


def _ways(procedure: Procedure) -> Iterator[str]:
    places = {stage.name for stage in procedure.stages} | {end.name for end in procedure.outcomes}
    if procedure.first not in {stage.name for stage in procedure.stages}:
        yield f"opens in a stage {procedure.first} that is not declared"
    for stage in procedure.stages:
        if not any(way.to or way.becomes for way in stage.exits):
            yield f"stage {stage.name} has no exit"
    for stage_name, way in procedure.exits():
        if way.becomes and way.to:
            yield f"{stage_name}: {way.act} both leads to {way.to} and becomes {way.becomes}"
        if way.to is not None and way.to not in places:
            yield f"{stage_name}: {way.act} leads to {way.to}, which is not declared"
        if not way.by:
            yield f"{stage_name}: nobody may do {way.act}"
        for role in way.by:
            if role not in ROLES:
                yield f"{stage_name}: {way.act} is for an unknown role {role}"


def _kin(procedure: Procedure) -> Iterator[str]:
    for stage_name, way in procedure.exits():
        others = [("becomes", way.becomes)] if way.becomes else []
        others += [("opens", spawn.procedure) for spawn in way.spawns]
        for verb, other in others:
            if other not in declared():
                yield f"{stage_name}: {way.act} {verb} {other}, which is not declared"


def _arrows(procedure: Procedure, *, endless_only: bool = False) -> dict[str, set[str]]:
    arrows: dict[str, set[str]] = {stage.name: set() for stage in procedure.stages}
    for stage in procedure.stages:
        for way in (*stage.exits, *procedure.anywhere):
            if way.to and not (endless_only and _bounded(procedure, way)):
                arrows[stage.name].add(way.to)
            if way.becomes and not endless_only:
                arrows[stage.name].add(f"becomes {way.becomes}")
    return arrows


def _bounded(procedure: Procedure, way: Exit) -> bool:
    return way.most is not None


def _reached(arrows: dict[str, set[str]], start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for place in arrows.get(todo.pop(), set()) - seen:
            seen.add(place)
            todo.append(place)
    return seen


def _reach(procedure: Procedure) -> Iterator[str]:
    arrows = _arrows(procedure)
    reached = _reached(arrows, procedure.first)
    ends = {end.name for end in procedure.outcomes}
    for stage in procedure.stages:
        if stage.name not in reached:
            yield f"stage {stage.name} cannot be reached"
        onward = _reached(arrows, stage.name)
        if not onward & ends and not any(place.startswith("becomes ") for place in onward):
            yield f"stage {stage.name} leads to no end"
    for end in procedure.outcomes:
        if end.name not in reached:
            yield f"outcome {end.name} cannot be reached"


def _duties(procedure: Procedure) -> Iterator[str]:
    acts = _acts(procedure)
    for duty in procedure.duties:
        if duty.owner not in OWNERS:
            yield f"duty {duty.name} has no owner"
        yield from _terms(procedure, duty)
        if (
            not duty.escalates
            or duty.escalates[-1].to != "top"
            or not any(step.public for step in duty.escalates)
        ):
            yield f"duty {duty.name} has no escalation in public to the top"
        for act in (*duty.starts, *duty.ends, *duty.stops):
            if act not in acts:
                yield f"duty {duty.name} waits for {act}, which nobody can do"
        if not duty.starts or not duty.ends:
            yield f"duty {duty.name} never starts or never ends"
        yield from _endless(procedure, duty)
    if not any("open" in duty.starts for duty in procedure.duties) and not any(
        "open" in window.opens for window in procedure.windows
    ):
        yield "nobody owes anything when it is opened"


def _endless(procedure: Procedure, duty: Duty) -> Iterator[str]:
    """Where a duty starts, an act that ends it must still be ahead; one with a condition, in some such stage."""
    ends = {end.name for end in procedure.outcomes}
    starts = {procedure.first} if "open" in duty.starts else set()
    starts |= {
        way.to or place for place, way in procedure.exits() if way.act in duty.starts and place != "anywhere"
    }
    hopeless = [stage for stage in sorted(starts - ends) if not _can_end(procedure, duty, stage)]
    if duty.when is None or len(hopeless) == len(starts - ends):
        for stage in hopeless:
            yield f"duty {duty.name} cannot be done any more in stage {stage}"


def _can_end(procedure: Procedure, duty: Duty, stage: str) -> bool:
    ahead = {*_reached(_arrows(procedure), stage), "anywhere"}
    return any(place in ahead and way.act in duty.ends for place, way in procedure.exits())


def _terms(procedure: Procedure, duty: Duty) -> Iterator[str]:
    if duty.rule is None and duty.until is None:
        yield f"duty {duty.name} has no due date"
    rules = [duty.rule, *(variant.rule for variant in duty.variants)]
    if duty.extension:
        rules += [duty.extension.rule, *(variant.rule for variant in duty.extension.variants)]
    for rule in filter(None, rules):
        if rule not in procedure.book:
            yield f"duty {duty.name} counts by {rule}, which is not in the book of terms"
    if duty.extension and duty.extension.most < 1:
        yield f"duty {duty.name} may be extended {duty.extension.most} times"


def _refusals(procedure: Procedure) -> Iterator[str]:
    for stage, way in procedure.exits():
        reasons = way.needs.get("reasons")
        if way.refuses and (reasons is None or not reasons.required):
            yield f"{stage}: {way.act} refuses without reasons"
        if way.refuses and not way.article:
            yield f"{stage}: {way.act} refuses without an article"
        if way.refuses and not way.notices and not _told_later(procedure, way):
            yield f"{stage}: {way.act} refuses and nobody is told"


def _told_later(procedure: Procedure, way: Exit) -> bool:
    """The refusal is a decision that has to be made public in the next stage."""
    owed = [duty for duty in procedure.duties if way.act in duty.starts]
    return way.answers and any(owed)


def _outcomes(procedure: Procedure) -> Iterator[str]:
    if not procedure.outcomes:
        yield "has no outcome"
    for end in procedure.outcomes:
        if end.publishes not in {"count", "content"}:
            yield f"outcome {end.name} publishes nothing"
        if not end.answered and not end.article:
            yield f"outcome {end.name} leaves the person without an answer and names no article that allows it"


def _windows(procedure: Procedure) -> Iterator[str]:
    acts = _acts(procedure)
    by_clock = {way.act for _, way in procedure.exits() if "clock" in way.by}
    for window in procedure.windows:
        if window.closes_by not in by_clock:
            yield f"window {window.name}: when it is over nothing happens"
        if window.rule is None and window.until is None:
            yield f"window {window.name} never closes"
        if window.rule is not None and window.rule not in procedure.book:
            yield f"window {window.name} counts by {window.rule}, which is not in the book of terms"
        for act in (*window.opens, *window.allows):
            if act not in acts:
                yield f"window {window.name} waits for {act}, which nobody can do"


def _thresholds(procedure: Procedure) -> Iterator[str]:
    acts = _acts(procedure)
    for threshold in procedure.thresholds:
        for act in (threshold.counts, threshold.reached):
            if act not in acts:
                yield f"threshold {threshold.name} waits for {act}, which nobody can do"
        closing = {window.closes_by for window in procedure.windows if threshold.counts in window.allows}
        if not closing:
            yield f"threshold {threshold.name} may never be reached, and no window ends the waiting"


def _cycles(procedure: Procedure) -> Iterator[str]:
    """A cycle of stages must hold at least one act that may be done only so many times."""
    arrows = _arrows(procedure, endless_only=True)
    for stage in procedure.stages:
        if any(stage.name in _reached(arrows, place) for place in arrows[stage.name]):
            yield f"stage {stage.name} can be come back to without end"


def _words(procedure: Procedure) -> Iterator[str]:
    said = [("the procedure", procedure.title)]
    said += [(f"stage {stage.name}", stage.title) for stage in procedure.stages]
    said += [(f"outcome {end.name}", end.title) for end in procedure.outcomes]
    said += [(f"duty {duty.name}", duty.title) for duty in procedure.duties]
    said += [(f"window {window.name}", window.title) for window in procedure.windows]
    for _, way in procedure.exits():
        said.append((f"act {way.act}", way.title))
        said += [(f"field {name} of {way.act}", field.title) for name, field in way.needs.items()]
        said += [(f"notice {notice.name}", notice.words) for notice in way.notices]
        said += [(f"guard {guard.name}", guard.says) for guard in way.when]
        said += [(f"act {way.act}, once done", way.done)] if way.done else []
    said += [(f"notice {notice.name}", notice.words) for notice in procedure.opening_notices]
    said += [(f"door {door.name}", door.title) for door in procedure.doors]
    said += [(f"field {name} of the opening", field.title) for name, field in procedure.opening.items()]
    for what, words in said:
        if words.missing():
            yield f"{what} is not said in {', '.join(words.missing())}"
