"""The repository holds nothing of the machine it was written on: no paths, no index, no folder beside it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from house.sources import ROOT, plant

# Written so that the patterns do not match themselves.
FOREIGN = {
    "a path of one machine": re.compile(r"(?<![\w.:/\-])/(?:work|root|Users|opt|mnt|home/\w+)/\w"),
    "a package index": re.compile(r"(?:--|extra-|default-)index-url[ =]\S|/sim(?:ple)/|find-links[ =]\S"),
    "a local address of a package": re.compile(r"\bfile:" + r"//"),
    "the folder beside the repository": re.compile(r"\.\./" + "shared"),
}
TEXT = re.compile(r"^(\.(py|md|toml|txt|html|css|js|svg|csv|json|yml|po|sh))?$")


def tracked(folder: Path) -> Iterator[Path]:
    """Files under version control, or every file where there is none."""
    listed = subprocess.run(
        ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        yield from (folder / name for name in listed.stdout.decode().split("\0") if name)
    else:
        shared = (path for path in folder.rglob("*") if not _made(path.relative_to(folder)))
        yield from shared


def _made(path: Path) -> bool:
    """Environments, caches and data of a running site: made on this machine, and never shared."""
    return path.parts[0] in {"var", "build", "dist"} or any(
        part.startswith(".") and part != ".ci" for part in path.parts
    )


def findings(folder: Path) -> list[str]:
    found = []
    for path in sorted(set(tracked(folder))):
        if path.is_file() and TEXT.match(path.suffix):
            for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
                for what, pattern in FOREIGN.items():
                    if pattern.search(line):
                        found.append(f"{path.relative_to(folder)}:{number} {what}")
    return found


def test_no_file_names_this_machine() -> None:
    assert findings(ROOT) == []


def test_each_trace_of_a_machine_is_named(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "a.py": "DATA = '/" + "work/data'\n",
            "b.txt": "--index-url" + " https://mirror.example\n",
            "c.md": "see file:" + "//here\n",
            "d.py": "open('../" + "shared/x')\n",
            ".venv/bin/x": "/" + "work/python\n",
            "fine.md": "https://example.kz/work/plan and src/opt/x\n",
        },
    )
    assert findings(tmp_path) == [
        "a.py:1 a path of one machine",
        "b.txt:1 a package index",
        "c.md:1 a local address of a package",
        "d.py:1 the folder beside the repository",
    ]
