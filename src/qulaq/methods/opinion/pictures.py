"""The opinion map and the statements with their votes, as pieces for a page (design page 10).

Figures differ by shape besides colour. One figure stands for several people and near, not at, anybody's place; of a
group with fewer than ten answers to a statement no shares are told: few people are easily recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

import numpy as np

from qulaq.kernel.markup import Svg
from qulaq.kernel.svg import shares
from qulaq.kernel.words import Words
from qulaq.methods.opinion.analysis import Groups
from qulaq.methods.opinion.votes import Floats

WIDTH, HEIGHT, EDGE = 400, 260, 22
MOST_FIGURES: Final = 110
LEAST_TOLD: Final = 10
LETTERS: Final = Words(kk="АБВГДЕЖЗИ", ru="АБВГДЕЖЗИ", en="ABCDEFGHI")
CLASSES: Final = ("ga", "gb", "gc", "gb", "gc", "gb", "gc", "gb", "gc")
FIGURES: Final = (
    "M{x} {y}h0",  # a dot: the stroke is round
    "M{a} {b}h7v7h-7z",  # a square
    "M{x} {b}l5 5-5 5-5-5z",  # a diamond
    "M{x} {b}l4.5 8h-9z",  # a triangle
    "M{a} {y}h3v-3h2v3h3v2h-3v3h-2v-3h-3z",  # a cross
    "M{a} {b}h8l-4 8z",
    "M{a} {b}h9v3h-9z",
    "M{a} {b}h3v9h-3z",
    "M{a} {b}l8 3-3 5z",
)
MAP: Final = Words(kk="Пікір картасы", ru="Карта мнений", en="Map of opinion")
GROUP: Final = Words(
    kk="{letter}: {people} адам", ru="{letter}: {people} человек", en="{letter}: {people} people"
)
ANSWERED: Final = Words(kk="Жауап бергендер: {people}", ru="Ответили: {people}", en="Answers: {people}")
BRIDGE: Final = Words(kk="Көпір {score}. ", ru="Мост {score}. ", en="Bridge {score}. ")
SHARES: Final = Words(
    kk="{agreed}\u00a0% қолдайды, {against}\u00a0% қарсы",
    ru="{agreed}\u00a0% за, {against}\u00a0% против",
    en="{agreed}% for, {against}% against",
)
TABLE: Final = Words(
    kk="Топтар және оларды ерекшелейтін пікір",
    ru="Группы и что их отличает",
    en="Groups and what sets them apart",
)
COLUMNS: Final = (
    Words(kk="Топ", ru="Группа", en="Group"),
    Words(kk="Ерекшелігі", ru="Что её отличает", en="What sets it apart"),
    Words(kk="Адам", ru="Людей", en="People"),
)
FOR: Final = Words(kk="Қолдайды", ru="За", en="For")
AGAINST: Final = Words(kk="Қарсы", ru="Против", en="Against")
FEW: Final = Words(
    kk="{least} жауапқа жетпейді", ru="меньше {least} ответов", en="fewer than {least} answers"
)


def letter(place: int, language: str) -> str:
    """The letter of a group."""
    letters = LETTERS.said(language)
    return letters[place] if place < len(letters) else str(place + 1)


def _told(people: int) -> str:
    """A number of people, not exact where they are few."""
    return str(people) if people >= LEAST_TOLD else f"<\u00a0{LEAST_TOLD}"


def people_a_figure(groups: Groups) -> int:
    """How many people one figure of the map stands for."""
    return max(1, -(-len(groups.counted) // MOST_FIGURES))


def opinion_map(groups: Groups, language: str) -> Svg:
    """The map: every figure a few people of one group, near where they stand. Empty under ten people."""
    if len(groups.counted) < LEAST_TOLD:
        return Svg("")
    places = _on_paper(groups.places[groups.counted])
    step = people_a_figure(groups)
    sizes = groups.grouping.sizes()
    paths, labels, said = [], [], []
    for place, name in enumerate(groups.grouping.names):
        there = places[groups.grouping.labels == place]
        if not len(there):
            continue
        paths.append(f'<path d="{_figures(there, step, name)}" class="{CLASSES[name % len(CLASSES)]}"/>')
        sign = letter(name, language)
        labels.append(_label(there.mean(0) - places.mean(0), sign))
        said.append(GROUP.said(language).format(letter=sign, people=_told(int(sizes[place]))))
    title = escape(f"{MAP.said(language)}. {'. '.join(said)}.")
    body = "".join(paths) + f'<g class="lab">{"".join(labels)}</g>'
    return Svg(
        f'<svg class="chart opin" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">{body}</svg>'
    )


def _label(aside: Floats, sign: str) -> str:
    """A group's letter at the edge of the sheet, on the side where the group stands."""
    half = np.array([WIDTH / 2 - 12, HEIGHT / 2 - 14])
    stretch = 1.0 / max(float(np.abs(aside / half).max()), 1e-9)
    x, y = half * (1 + aside * stretch / half) + np.array([12, 14])
    return f'<text x="{x:.0f}" y="{y + 6:.0f}" text-anchor="middle">{sign}</text>'


def _on_paper(places: Floats) -> Floats:
    """Places scaled to the sheet by the bulk of the crowd; outliers stand at its edge."""
    low, high = np.quantile(places, [0.02, 0.98], axis=0)
    scale = (np.array([WIDTH, HEIGHT]) - 2 * EDGE) / np.maximum(high - low, 1e-9)
    on_paper: Floats = np.clip((places - low) * scale, 0, np.array([WIDTH, HEIGHT]) - 2 * EDGE) + EDGE
    return on_paper


def _figures(there: Floats, step: int, name: int) -> str:
    """One figure for each `step` people who stand next to each other from left to right, at their mean."""
    order = np.lexsort((there[:, 1], there[:, 0]))
    strips = np.array_split(order, max(1, round(np.sqrt(len(there) / step))))
    middles = []
    for strip in strips:
        inside = strip[np.argsort(there[strip, 1], kind="stable")]
        middles += [there[part].mean(0) for part in np.array_split(inside, max(1, round(len(inside) / step)))]
    shape = FIGURES[name % len(FIGURES)]
    return "".join(shape.format(x=round(x), y=round(y), a=round(x) - 4, b=round(y) - 4) for x, y in middles)


def group_table(groups: Groups, texts: Mapping[str, str], language: str) -> Svg:
    """A row a group: its letter, the statement that speaks for it first (for or against), how many people."""
    head, group, what, people = (words.said(language) for words in (TABLE, *COLUMNS))
    rows = []
    sizes = groups.grouping.sizes()
    for place, name in enumerate(groups.grouping.names):
        first = next(iter(groups.representative[place]), None)
        said = ""
        if first is not None and first.trials >= LEAST_TOLD:
            label = str(groups.votes.statements[first.column])
            side = (FOR if first.agrees else AGAINST).said(language)
            said = f"{side}: {escape(texts.get(label, label))}"
        sign = letter(name, language)
        rows.append(
            f'<tr><th scope="row">{sign}</th><td>{said}</td><td class="n">{escape(_told(int(sizes[place])))}</td></tr>'
        )
    return Svg(
        f'<table><caption class="hide">{head}</caption><thead><tr><th scope="col">{group}</th>'
        f'<th scope="col">{what}</th><th scope="col" class="n">{people}</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def statement_list(
    groups: Groups,
    columns: Iterable[int],
    texts: Mapping[str, str],
    language: str,
    *,
    bridges: Floats | None = None,
) -> Svg:
    """The statements at `columns` with a bar a group; `texts` by label; `bridges` (m): scores to tell."""
    items = [_statement(groups, column, texts, language, bridges) for column in columns]
    return Svg(f'<ul class="list stmt gap">{"".join(items)}</ul>')


def _statement(
    groups: Groups, column: int, texts: Mapping[str, str], language: str, bridges: Floats | None
) -> str:
    label = str(groups.votes.statements[column])
    answered = int(groups.everyone.answered[0, column])
    bridge = ""
    if bridges is not None:
        score = f"{bridges[column]:.2f}"
        bridge = BRIDGE.said(language).format(score=score if language == "en" else score.replace(".", ","))
    rows = "".join(_bar(groups, place, column, language) for place in range(groups.grouping.k))
    count = ANSWERED.said(language).format(people=answered)
    return f'<li><h3>{escape(texts.get(label, label))}</h3><p>{bridge}{count}</p><div class="votes">{rows}</div></li>'


def _bar(groups: Groups, place: int, column: int, language: str) -> str:
    table = groups.tallies
    counts = [int(part[place, column]) for part in (table.agreed, table.passed, table.disagreed)]
    whole = sum(counts)
    sign = letter(groups.grouping.names[place], language)
    if whole < LEAST_TOLD:
        words = FEW.said(language).format(least=LEAST_TOLD)
        return f'<b>{sign}</b>{shares([0, 1, 0])}<span class="num">{words}</span>'
    agreed, against = round(100 * counts[0] / whole), round(100 * counts[2] / whole)
    words = SHARES.said(language).format(agreed=agreed, against=against)
    return f'<b>{sign}</b>{shares(counts)}<span class="num">{words}</span>'
