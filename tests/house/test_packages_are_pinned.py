"""What an installation may contain is listed by name, version and hash, and every list says the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.sources import ROOT

PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LISTS = {
    "constraints.txt": PROJECT["dependencies"],
    "constraints-test.txt": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"],
    "constraints-cluster.txt": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["cluster"],
}


def pins(text: str) -> dict[str, set[str]]:
    """Versions of each package of a list; a package may have one version for each range of Pythons."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if match := PIN.match(line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def loose(text: str) -> list[str]:
    """Lines that are neither a pin, nor a hash, nor a comment, and pins without a hash."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    odd = [line for line in lines if not PIN.match(line) and not HASH.match(line)]
    bare = [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(after)
    ]
    return odd + bare


def missing(required: list[str], text: str) -> list[str]:
    """Requirements that the list does not hold or holds in a version that does not fit."""
    held = pins(text)
    found = []
    for requirement in map(Requirement, required):
        versions = held.get(canonicalize_name(requirement.name), set())
        if not versions or not all(requirement.specifier.contains(version) for version in versions):
            found.append(str(requirement))
    return found


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_line_is_a_pin_with_its_hashes() -> None:
    assert [line for name in LISTS for line in loose(read(name))] == []


def test_every_requirement_is_pinned() -> None:
    assert [(name, gap) for name, needs in LISTS.items() for gap in missing(needs, read(name))] == []


def test_the_lists_agree() -> None:
    runtime = pins(read("constraints.txt"))
    for name in LISTS:
        held = pins(read(name))
        assert {package: held.get(package) for package in runtime} == runtime, name


def test_what_is_loose_or_missing_is_named(tmp_path: Path) -> None:
    text = "django==5.2.19 \\\n    --hash=sha256:" + "0" * 64 + "\nrules==3.5\n-i https://mirror.example\n"
    assert loose(text) == ["-i https://mirror.example", "rules==3.5"]
    assert missing(["Django>=6", "Rules>=3", "numpy"], text) == ["Django>=6", "numpy"]
