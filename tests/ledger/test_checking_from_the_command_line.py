"""What an auditor or a citizen types: verify, export, key, receipt; 0 for yes, 1 for no, 2 for bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qulaq.cli.door import main
from qulaq.ledger.receipts import receipt_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def town_with_files(town: Any, tmp_path: Path, capsys: Any) -> Any:
    town.write(1, 2, 3)
    town.sign()
    town.write(4)
    town.sign()
    town.folder = tmp_path
    assert run(capsys, "export", "--out", tmp_path / "log.jsonl")[0] == 0
    code, key = run(capsys, "key")
    assert code == 0
    (tmp_path / "key.json").write_text(json.dumps(key))
    (tmp_path / "receipt.json").write_text(json.dumps(receipt_for(town.entries[2], openings=True), indent=2))
    (tmp_path / "letter.txt").write_text(town.words[2], encoding="utf-8")
    return town


def run(capsys: Any, *arguments: object) -> tuple[int, Any]:
    code = main(["ledger", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else err


def test_a_ledger_in_order_is_verified_with_exit_0(town_with_files: Any, capsys: Any) -> None:
    code, answer = run(capsys, "verify")
    assert code == 0
    assert (answer["ok"], answer["entries"], answer["heads"]) == (True, 4, 2)


def test_a_bad_entry_is_named_with_exit_1(town_with_files: Any, capsys: Any) -> None:
    town_with_files.words[3] = "other"
    code, answer = run(capsys, "verify")
    assert code == 1
    assert answer["first"] == {
        "kind": "words",
        "entry": town_with_files.entries[3].pk,
        "says": f"{town_with_files.label(3)}: text was changed",
    }


def test_an_export_is_verified_without_the_database(town_with_files: Any, capsys: Any) -> None:
    folder = town_with_files.folder
    code, answer = run(capsys, "verify", "--export", folder / "log.jsonl", "--key", folder / "key.json")
    assert (code, answer["ok"], answer["entries"]) == (0, True, 4)
    head = ("--head", town_with_files.witness_file)
    assert (
        run(capsys, "verify", "--export", folder / "log.jsonl", "--key", folder / "key.json", *head)[0] == 0
    )
    text = (folder / "log.jsonl").read_text()
    assert "Су" not in text
    assert "salt" not in text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda lines: [*lines[:2], *lines[3:]], "the entry at place 2 is missing"),
        (
            lambda lines: [*lines[:2], lines[2].replace('\\"letter\\":2', '\\"letter\\":7'), *lines[3:]],
            "rewritten",
        ),
        (lambda lines: [lines[0], *lines[1:4], *lines[5:]], "the log was cut off"),
        (lambda lines: [*lines[:5], lines[5].replace('"size":3', '"size":2'), *lines[6:]], "signature"),
        (lambda lines: lines[:6], "no head is signed over the last 1 entries"),
    ],
)
def test_a_tampered_export_is_named_with_exit_1(
    town_with_files: Any, capsys: Any, change: Any, says: str
) -> None:
    folder = town_with_files.folder
    lines = (folder / "log.jsonl").read_text().splitlines()
    changed = change(lines)
    assert changed != lines
    (folder / "bad.jsonl").write_text("\n".join(changed))
    code, answer = run(capsys, "verify", "--export", folder / "bad.jsonl", "--key", folder / "key.json")
    assert code == 1
    assert says in answer["first"]["says"]


def test_a_head_from_a_newspaper_convicts_a_shorter_log(town_with_files: Any, capsys: Any) -> None:
    folder = town_with_files.folder
    lines = (folder / "log.jsonl").read_text().splitlines()
    (folder / "short.jsonl").write_text("\n".join([*lines[:4], lines[5]]))
    options = ("--export", folder / "short.jsonl", "--key", folder / "key.json")
    assert run(capsys, "verify", *options)[0] == 0
    code, answer = run(capsys, "verify", *options, "--head", town_with_files.witness_file)
    assert code == 1
    assert "knows 4 entries" in answer["first"]["says"]


def test_a_receipt_is_checked_with_the_words_and_the_witness(town_with_files: Any, capsys: Any) -> None:
    folder = town_with_files.folder
    options = ("receipt", folder / "receipt.json", "--key", folder / "key.json")
    code, answer = run(
        capsys,
        *options,
        "--head",
        town_with_files.witness_file,
        "--words",
        f"text={folder / 'letter.txt'}",
    )
    assert (code, answer["result"], answer["entry"]) == (0, "ok", town_with_files.entries[2].pk)
    (folder / "letter.txt").write_text("not mine")
    code, answer = run(capsys, *options, "--words", f"text={folder / 'letter.txt'}")
    assert (code, answer["result"]) == (1, "words-differ")


def test_a_receipt_needs_neither_django_nor_a_database(town_with_files: Any) -> None:
    folder = town_with_files.folder
    program = (
        "import sys; from qulaq.cli.door import main; "
        f"code = main(['ledger', 'receipt', {str(folder / 'receipt.json')!r}, "
        f"'--key', {str(folder / 'key.json')!r}]); "
        f"code += main(['ledger', 'verify', '--export', {str(folder / 'log.jsonl')!r}, "
        f"'--key', {str(folder / 'key.json')!r}]); "
        "sys.exit(code + 10 * any(name == 'django' or name.startswith('django.') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["verify", "--export", "log.jsonl"], "--export goes with --key"),
        (["verify", "--export", "nowhere.jsonl", "--key", "key.json"], "nowhere.jsonl: cannot be read"),
        (["receipt", "letter.txt", "--key", "key.json"], "letter.txt, line 1: is not JSON"),
        (["receipt", "receipt.json", "--key", "letter.txt"], "letter.txt: is not an Ed25519 public key"),
        (["receipt", "receipt.json", "--key", "key.json", "--words", "x"], "write FIELD=FILE"),
        (["receipt", "receipt.json", "--key", "key.json", "--head", "key.json"], "key.json: holds no head"),
        (["unheard"], "invalid choice"),
    ],
)
def test_bad_input_is_one_line_with_exit_2(
    town_with_files: Any, capsys: Any, monkeypatch: Any, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(town_with_files.folder)
    code, err = run(capsys, *arguments)
    assert code == 2
    assert says in err
    assert err.count("\n") == 1
