"""Whatever file of a draw is changed by one byte, verification fails and names that file."""

from __future__ import annotations

from pathlib import Path

import pytest

from methods.sortition.drawn_folder import AT, drawn_folder
from qulaq.methods.sortition.draw.ceremony import withdraw
from qulaq.methods.sortition.draw.check import verify

FILES = (
    "features.csv", "people.csv", "lottery.json", "manifest.json", "commitment.txt", "randomness.json",
    "transcript.json", "withdrawals.csv",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    drawn_folder(tmp_path)
    someone = verify(tmp_path)["panel"][0]
    withdraw(tmp_path, person=someone, at=AT, reason="moved away")
    return tmp_path


def test_an_untouched_draw_verifies(folder: Path) -> None:
    result = verify(folder)
    assert result["ok"] and result["drawn"] and len(result["panel"]) == 4
    assert result["problems"] == []


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_names_the_file(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    for place in (0, len(data) // 3, len(data) // 2, len(data) - 1):
        (folder / name).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        result = verify(folder)
        assert not result["ok"] and result["problems"][0]["file"] == name, (name, place, result["problems"])


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert verify(folder)["problems"][0]["file"] == name


def test_another_published_hash_is_refused(folder: Path) -> None:
    assert verify(folder, published="0" * 64)["problems"][0]["file"] == "manifest.json"
