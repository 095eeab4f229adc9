"""Participatory-budget elections in the pabulib format (.pb): META, PROJECTS, VOTES, semicolons between cells.

Source: Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis", IJCAI 2023; pabulib.org/format.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from qulaq.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    name: str
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Election:
    """`votes`: per voter the rows of the supported projects; `points`: the same shape, where the file gives points."""

    meta: Mapping[str, str]
    budget: Fraction
    projects: tuple[Project, ...]
    votes: tuple[tuple[int, ...], ...]
    points: tuple[tuple[Fraction, ...], ...] | None
    officially_selected: tuple[str, ...] | None

    @property
    def vote_type(self) -> str:
        return self.meta.get("vote_type", "approval")


Row = tuple[int, dict[str, str]]


def read_election(path: Path) -> Election:
    """The election of a .pb file. Errors: `BadInput` naming file, line and field."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read as UTF-8 text: {error}", file=str(path)) from error
    return parse_election(text, file=str(path))


def parse_election(text: str, *, file: str = "election") -> Election:
    """The election of a text in the pabulib format."""
    sections = _sections(text, file)
    meta = {row["key"].strip(): row["value"].strip() for _, row in sections["META"] if row.get("key")}
    if "budget" not in meta:
        raise BadInput("META names no budget", file=file, field="budget")
    projects: list[Project] = []
    selected: list[str] = []
    for line, row in sections["PROJECTS"]:
        code = row.get("project_id", "").strip()
        if not code:
            raise BadInput("a project has no id", file=file, line=line, field="project_id")
        cost = _amount(row.get("cost", ""), file, line, "cost")
        if cost <= 0:
            raise BadInput("a cost is above 0", file=file, line=line, field="cost")
        projects.append(Project(code, row.get("name", "").strip(), cost))
        if row.get("selected", "").strip() in {"1", "2"}:
            selected.append(code)
    place = {project.id: index for index, project in enumerate(projects)}
    if len(place) != len(projects):
        raise BadInput("two projects have the same id", file=file, field="project_id")
    votes, points = _votes(sections["VOTES"], place, file)
    known = sections["PROJECTS"] and "selected" in sections["PROJECTS"][0][1]
    return Election(
        meta,
        _amount(meta["budget"], file, 0, "budget"),
        tuple(projects),
        votes,
        points,
        tuple(selected) if known else None,
    )


def _sections(text: str, file: str) -> dict[str, list[Row]]:
    sections: dict[str, list[Row]] = {}
    header: list[str] | None = None
    rows: list[Row] = []
    lines = text.splitlines()
    for line, cells in enumerate(csv.reader(lines, delimiter=";"), start=1):
        if len(cells) == 1 and cells[0].strip().upper() in {"META", "PROJECTS", "VOTES"}:
            header, rows = None, []
            sections[cells[0].strip().upper()] = rows
        elif not any(cell.strip() for cell in cells):
            continue
        elif header is None:
            header = [cell.strip() for cell in cells]
        else:
            rows.append((line, dict(zip(header, cells, strict=False))))
    for name in ("META", "PROJECTS", "VOTES"):
        if name not in sections:
            raise BadInput(f"the section {name} is missing", file=file)
    return sections


def _votes(
    rows: Sequence[Row], place: Mapping[str, int], file: str
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[Fraction, ...], ...] | None]:
    votes: list[tuple[int, ...]] = []
    points: list[tuple[Fraction, ...]] = []
    has_points = bool(rows) and "points" in rows[0][1]
    for line, row in rows:
        named = [name.strip() for name in row.get("vote", "").split(",") if name.strip()]
        try:
            supported = tuple(place[name] for name in named)
        except KeyError as error:
            raise BadInput(f"{error} is no project", file=file, line=line, field="vote") from None
        if len(set(supported)) != len(supported):
            raise BadInput("a project is named twice", file=file, line=line, field="vote")
        votes.append(supported)
        if has_points:
            given = tuple(
                _amount(part, file, line, "points") for part in row["points"].split(",") if part.strip()
            )
            if len(given) != len(supported):
                raise BadInput(
                    "there are not as many points as projects", file=file, line=line, field="points"
                )
            points.append(given)
    return tuple(votes), tuple(points) if has_points else None


def _amount(text: str, file: str, line: int, field: str) -> Fraction:
    try:
        return Fraction(Decimal(text.strip().replace(" ", "").replace(",", ".")))
    except (InvalidOperation, ValueError, OverflowError):
        raise BadInput(f"{text!r} is not an amount", file=file, line=line or None, field=field) from None
