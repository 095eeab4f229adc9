"""Who follows a member that leaves is fixed by the draw's own randomness and logged."""

from __future__ import annotations

from pathlib import Path

import pytest

from methods.sortition.drawn_folder import AT, drawn_folder
from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.draw.ceremony import withdraw
from qulaq.methods.sortition.draw.check import verify


def test_the_replacement_comes_from_the_reserve_and_the_size_stays(tmp_path: Path) -> None:
    folder = drawn_folder(tmp_path)
    leaves = verify(folder)["panel"][0]
    transcript = withdraw(folder, person=leaves, at=AT, reason="ill")
    step = transcript["replacements"][0]
    assert step["leaves"] == leaves and step["enters"] in transcript["reserve"]
    assert len(transcript["panel"]) == 4 and leaves not in transcript["panel"]
    assert transcript["drawn"] != transcript["panel"]
    assert verify(folder)["panel"] == transcript["panel"]


def test_of_those_who_keep_the_quotas_the_first_in_reserve_follows(tmp_path: Path) -> None:
    folder = drawn_folder(tmp_path)
    transcript = withdraw(folder, person=verify(folder)["panel"][1], at=AT, reason="ill")
    from qulaq.methods.sortition.draw.record import Frozen, read_object

    frozen = Frozen(folder, read_object(folder, "manifest.json"))
    stayed = [code for code in transcript["drawn"] if code != transcript["replacements"][0]["leaves"]]
    breaches = [frozen.breach([*stayed, code]) for code in transcript["reserve"]]
    first = transcript["reserve"][breaches.index(min(breaches))]
    assert transcript["replacements"][0]["enters"] == first


def test_a_stranger_cannot_withdraw_and_the_log_stays_as_it_was(tmp_path: Path) -> None:
    folder = drawn_folder(tmp_path)
    with pytest.raises(BadInput, match="neither on the panel"):
        withdraw(folder, person="nobody", at=AT, reason="ill")
    assert verify(folder)["ok"]
    with pytest.raises(BadInput, match="reason"):
        withdraw(folder, person=verify(folder)["panel"][0], at=AT, reason=" ")
