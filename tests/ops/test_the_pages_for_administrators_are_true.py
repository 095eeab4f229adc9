"""What deploying.md and its recipes tell people to type is run as it stands, or held against what is there."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.sources import ROOT
from ops.installation import Installation, database
from qulaq.cli.door import known, main

DOCS = ROOT / "docs"
UNITS = ROOT / "src" / "qulaq" / "ops" / "units"
PAGES = (
    "deploying.md",
    "recipes/first-day.md",
    "recipes/load-a-calendar.md",
    "recipes/backup-and-restore.md",
)
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
VERBS = {
    "staff": ("invite", "list", "end"),
    "bodies": ("load", "list"),
    "ledger": ("verify", "key", "export"),
}


def blocks(page: str) -> list[str]:
    found = BLOCK.findall((DOCS / page).read_text("utf-8"))
    assert found, f"{page} shows no commands"
    return found


def typed(site: Installation, text: str) -> subprocess.CompletedProcess[str]:
    """Run a block as somebody types it: in the site's folder, with `qulaq` on the path."""
    path = f"{Path(sys.executable).parent}:{site.env['PATH']}"
    here = text.replace("/srv/qulaq", str(ROOT)).replace("/var/backups/qulaq", str(site.folder / "backups"))
    here = here.replace("qulaq_drill", f"{site.url.rpartition('/')[2]}_drill")  # tests may run side by side
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", here],
        env=site.env | {"PATH": path},
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("monday")
    with database(folder) as url:
        yield Installation(folder, url, CACHE_URL="")


def test_the_first_day_runs_as_written_and_leaves_a_site_that_is_well(site: Installation) -> None:
    done = typed(site, "\n".join(blocks("recipes/first-day.md")))
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["role"] for row in told if "told" in row] == ["admin", "registrar", "officer", "head"]
    assert all(
        row["link"].startswith("https://qulaq.example/staff/password/") for row in told if "link" in row
    )
    [opened] = [row["opened"] for row in told if row.get("opened")]
    assert opened == ["zhambyl-akimat", "baizak-akimat", "baizak-utilities"]
    assert "public_key" in json.loads((site.folder / "qulaq.pub").read_text())


def test_the_calendar_is_loaded_as_written(site: Installation) -> None:
    assert typed(site, "qulaq migrate").returncode == 0
    done = typed(site, "\n".join(blocks("recipes/load-a-calendar.md")))
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads((site.folder / "moved.json").read_text())["years"] == [2028]


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="the page is for PostgreSQL"
)
def test_a_backup_is_restored_and_verified_as_written(site: Installation) -> None:
    assert typed(site, "qulaq migrate && qulaq worker --once").returncode == 0
    done = typed(site, "\n".join(blocks("recipes/backup-and-restore.md")))
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [row["ok"] for row in told] == [True, True, True, True]
    assert len(list((site.folder / "backups").glob("*/SHA256SUMS"))) == 1


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="the page is for PostgreSQL"
)
def test_a_backup_older_than_the_witness_is_found_out(site: Installation) -> None:
    early = "qulaq staff invite early@akimat.example 'Ерте Келген' --role admin"
    assert typed(site, f"qulaq migrate && {early} && qulaq worker --once").returncode == 0
    make, drill, _ = blocks("recipes/backup-and-restore.md")
    invite = (
        "qulaq staff invite late@akimat.example 'Кеш Келген' --role admin\nsleep 16\nqulaq worker --once\n"
    )
    ask = 'qulaq ledger verify --database "$drill" || lost=$?\n'
    drop = 'dropdb --maintenance-db="$DATABASE_URL" qulaq_drill\n[ "$lost" = 1 ]'
    done = typed(site, make + invite + drill + ask + drop)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "an older copy was restored or the newest were removed" in done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_each_command_of_the_page_exists_with_its_options(page: str) -> None:
    commands = {name for name, _ in known()}
    lines = [line for block in blocks(page) for line in block.splitlines()]
    asked = [found[1] for line in lines if (found := re.search(r"(?:^|&& |\" |=\S+ )(qulaq [a-z].*)$", line))]
    assert asked, page
    for line in asked:
        words = shlex.split(re.split(r" [|>] | \|\| ", line)[0])[1:]
        assert words[0] in commands, line
        verb = [word for word in words[1:2] if word in VERBS.get(words[0], ())]
        assert bool(verb) is (words[0] in VERBS), line
        said = help_of(words[0], *verb)
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"{option}\b", said), f"{line}: no {option}"


def help_of(*words: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main([*words, "--help"])
    return said.getvalue()


def test_the_secrets_of_the_page_start_the_site(tmp_path: Path) -> None:
    [block] = [block for block in blocks("deploying.md") if "field-keys" in block]
    folder = tmp_path / "etc"
    mine = re.sub(r"^chgrp .*$| -o root| -g qulaq", "", block, flags=re.MULTILINE)
    mine = mine.replace("/etc/qulaq", str(folder)).replace("/srv/qulaq", str(ROOT))
    subprocess.run(["bash", "-euo", "pipefail", "-c", mine], check=True, capture_output=True)
    text = (folder / "qulaq.env").read_text("utf-8")
    text = text.replace("/etc/qulaq", str(folder)).replace("/var/lib/qulaq", str(tmp_path / "var"))
    lines = [line.partition("=") for line in text.splitlines() if line and not line.startswith("#")]
    env = {name: value for name, _, value in lines} | {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    site = Installation(tmp_path, env["DATABASE_URL"])
    site.env = {"PATH": os.environ["PATH"]} | env
    refused = site.run("serve")
    assert "migrations wait" in refused.stderr, refused.stderr
    key = json.loads(site.run("ledger", "key").stdout)
    assert len(bytes.fromhex(key["public_key"])) == 32
    assert not (tmp_path / "var" / "keys").exists(), "the site made secrets of its own"


def test_units_named_in_the_page_are_there_and_the_other_way_round() -> None:
    page = (DOCS / "deploying.md").read_text("utf-8")
    named = set(re.findall(r"\b(qulaq-(?:site|worker|backup)(?:@\d)?(?:\.timer)?)\b", page))
    there = {path.name.removesuffix(".service") for path in UNITS.glob("qulaq-*.*")}
    assert {re.sub(r"@\d", "@", name) for name in named if name != "qulaq-worker"} == there
    for path in UNITS.glob("*.service"):
        command = re.search(r"^ExecStart=/srv/qulaq/(\S+)", path.read_text("utf-8"), re.MULTILINE)
        assert command
        assert command[1].startswith(".venv/bin/qulaq") or os.access(ROOT / command[1], os.X_OK)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="NOT CHECKED: no systemd on this machine")
def test_systemd_finds_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    for path in UNITS.glob("qulaq-*.*"):
        text = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", path.read_text("utf-8"), flags=re.MULTILINE)
        (tmp_path / path.name.replace("@", "@1")).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "qulaq" in line]
    assert (done.returncode, ours) == (0, [])


def test_scripts_are_readable_by_every_shell() -> None:
    for name in ("backup.sh", "qulaq.sh"):
        subprocess.run(["sh", "-n", UNITS / name], check=True)
