"""The printed script, run by an isolated interpreter without any package, reaches the same panel."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from methods.sortition.drawn_folder import drawn_folder
from qulaq.methods.sortition.draw.check import verify
from qulaq.methods.sortition.draw.script import verifier_script


def run_script(folder: Path, at: Path) -> subprocess.CompletedProcess[str]:
    at.write_text(verifier_script(), "utf-8")
    return subprocess.run(
        [sys.executable, "-I", "-S", str(at), str(folder)], capture_output=True, text=True, check=False
    )


def test_the_script_reaches_the_same_panel_without_site_packages(tmp_path: Path) -> None:
    folder = tmp_path / "draw"
    folder.mkdir()
    drawn_folder(folder)
    done = run_script(folder, tmp_path / "verifier.py")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["panel"] == verify(folder)["panel"]


def test_the_script_fails_and_names_the_changed_file(tmp_path: Path) -> None:
    folder = tmp_path / "draw"
    folder.mkdir()
    drawn_folder(folder)
    people = folder / "people.csv"
    people.write_bytes(people.read_bytes().replace(b"v0", b"v1", 1))
    done = run_script(folder, tmp_path / "verifier.py")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["file"] == "people.csv"


def test_the_script_imports_only_the_standard_library() -> None:
    imported = {
        line.split()[1].split(".")[0]
        for line in verifier_script().splitlines()
        if line.startswith(("import ", "from "))
    }
    assert imported <= set(sys.stdlib_module_names)
