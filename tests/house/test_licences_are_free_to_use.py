"""Nothing that the package needs at run time is under the GPL: an Apache-2.0 work must stay free to reuse."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.sources import ROOT

FREE = re.compile(
    r"\b(MIT|BSD|Apache|MPL|Mozilla|ISC|PSF|Python Software Foundation|Zlib|0BSD|HPND|Unlicense|CC0)\b",
    re.IGNORECASE,
)
# Under the LGPL, used unmodified as separate packages.
LESSER = frozenset({"psycopg", "psycopg-binary", "psycopg-pool"})


def needed() -> list[Distribution]:
    """Every installed package that Qulaq needs at run time, through its dependencies' dependencies."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    seen: dict[str, Distribution] = {}
    while waiting:
        requirement = waiting.pop()
        for extra in requirement.extras or {""}:
            try:
                found = distribution(requirement.name)
            except PackageNotFoundError:
                continue  # for another platform or Python
            key = f"{canonicalize_name(requirement.name)}[{extra}]"
            if key not in seen:
                seen[key] = found
                further = [Requirement(text) for text in found.requires or []]
                waiting += [r for r in further if r.marker is None or r.marker.evaluate({"extra": extra})]
    return list({canonicalize_name(d.metadata["Name"]): d for d in seen.values()}.values())


def licence(expression: str | None, classifiers: list[str], text: str | None) -> str:
    """What the package says of itself: SPDX expression, else classifiers, else the first line of its text."""
    if expression:
        return expression
    named = [c.rpartition(":: ")[2] for c in classifiers if c.startswith("License :: ") and c.count("::") > 1]
    return " / ".join(named) or (text or "").partition("\n")[0]


def objection(name: str, says: str) -> str | None:
    """Why a package of this licence may not be needed, or None when it may."""
    lesser = re.search(r"LGPL|Lesser", says)
    if lesser and canonicalize_name(name) in LESSER:
        return None
    either = re.split(r"\bOR\b", says)
    if any(FREE.search(choice) and not re.search(r"GPL|General Public", choice) for choice in either):
        return None
    return f"{name}: {says or 'says nothing'}"


def test_every_package_needed_at_run_time_is_under_a_free_licence() -> None:
    packages = needed()
    assert len(packages) > 30
    told = [
        (d.metadata["Name"], licence(d.metadata["License-Expression"], d.metadata.get_all("Classifier") or [],
                                     d.metadata["License"]))
        for d in packages
    ]  # fmt: skip
    assert [why for name, says in told if (why := objection(name, says))] == []


def test_a_package_under_the_gpl_is_named() -> None:
    assert objection(
        "x", licence(None, ["License :: OSI Approved :: GNU General Public License (GPL)"], None)
    )
    assert objection("x", licence("AGPL-3.0-or-later", [], None))
    assert objection("x", licence("LGPL-3.0-only", [], None))
    assert objection("x", licence(None, [], None))
    assert objection("x", licence("BSD-3-Clause OR GPL-2.0-only", [], None)) is None
    assert objection("psycopg", licence("LGPL-3.0-only", [], None)) is None
    assert objection("x", licence(None, ["License :: OSI Approved :: MIT License"], "not the GPL")) is None
