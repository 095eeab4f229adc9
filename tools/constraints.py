"""Write the pinned, hashed lists of packages that an installation may contain.

Why not a lock file: those record the address of the index they were made with. These files record names,
versions and SHA-256 hashes only, so any index, mirror or folder of wheels will do, and pip and uv both check
every byte.

    constraints.txt          what the site needs to run (and what builds the package itself)
    constraints-test.txt     the same pins, and what the tests need
    constraints-cluster.txt  the same pins, and Spark, for whoever outgrows one machine

    tools/constraints.py             keep the pins that still fit, add and remove what is needed
    tools/constraints.py --upgrade   take the newest versions that pyproject.toml allows
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "constraints.txt"
LISTS: tuple[tuple[Path, tuple[str, ...]], ...] = (
    (RUNTIME, ()),
    (ROOT / "constraints-test.txt", ("test",)),
    (ROOT / "constraints-cluster.txt", ("cluster",)),
)
BUILDERS = ("hatchling>=1.27", "editables>=0.5")
NOTE = "# Written by tools/constraints.py; do not edit. Install: pip install --require-hashes -r {name}\n"


def wanted(extras: tuple[str, ...]) -> list[str]:
    """The requirements of pyproject.toml with these extras, and the builders of the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    chosen = list(project["dependencies"])
    for extra in extras:
        chosen += project["optional-dependencies"][extra]
    return [*chosen, *BUILDERS]


def compile_list(target: Path, extras: tuple[str, ...], *, upgrade: bool) -> None:
    """Resolve one list for every platform from Python 3.11 on and write it to `target`."""
    command = [
        "uv", "pip", "compile", "-", "--output-file", str(target), "--quiet",
        "--universal", "--python-version", "3.11", "--generate-hashes",
        "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
    ]  # fmt: skip
    if upgrade:
        command.append("--upgrade")
    if target != RUNTIME:
        command += ["--constraint", str(RUNTIME)]
    subprocess.run(command, input="\n".join(wanted(extras)), text=True, check=True, cwd=ROOT)
    target.write_text(NOTE.format(name=target.name) + target.read_text("utf-8").rstrip() + "\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Pin every package with hashes and without index addresses.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    options = parser.parse_args()
    for target, extras in LISTS:
        compile_list(target, extras, upgrade=options.upgrade)
        pins = sum("==" in line for line in target.read_text("utf-8").splitlines())
        print(f"{target.name}: {pins} packages", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
