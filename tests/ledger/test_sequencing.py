"""One order, one tree: entries get their places once, a head is signed when something is new, the witness has it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.ledger import sequencer
from qulaq.ledger.keys import public_keys
from qulaq.ledger.models import Head, Leaf, Log, Subtree
from qulaq.ledger.queries import head_feed, waiting_entries
from qulaq.ledger.receipts import receipt_for
from qulaq.ledger.sequencer import HistoryForked, sequence
from qulaq.ledger.witness import FileWitness
from qulaq.methods.seal.heads import head_fault
from qulaq.methods.seal.merkle import root_of
from qulaq.methods.seal.receipts import check

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_waiting_entries_are_placed_in_order_and_the_head_is_signed(town: Any) -> None:
    town.write(1, 2, 3)
    assert waiting_entries() == 3
    town.sign()
    assert list(Leaf.objects.order_by("entry_id").values_list("index", flat=True)) == [0, 1, 2]
    (head,) = head_feed()
    assert head_fault(head, keys=public_keys()) is None
    leaves = [bytes.fromhex(leaf.hash) for leaf in Leaf.objects.order_by("index")]
    assert head["root"] == root_of(leaves).hex()


def test_nothing_new_signs_nothing(town: Any) -> None:
    assert town.sign() is None
    town.write(1)
    assert town.sign() is not None
    assert town.sign() is None


def test_a_younger_head_is_waited_for_but_never_beyond_the_promise(town: Any) -> None:
    town.write(1)
    town.sign()
    signed = town.now
    town.write(2)
    assert sequence(at=signed + 14 * SECOND) is None
    head = sequence(at=signed + 15 * SECOND)
    assert head is not None
    assert head.size == 2
    assert timedelta(seconds=15) + timedelta(seconds=20) < timedelta(seconds=60)


def test_a_clock_set_back_does_not_stop_the_log(town: Any) -> None:
    town.write(1)
    town.sign()
    town.write(2)
    assert sequence(at=town.now - timedelta(days=1)) is not None


def test_a_late_commit_with_a_smaller_id_takes_the_next_place(town: Any) -> None:
    town.write(1, 2, 3)
    late = Leaf.objects.get(pk=town.entries[1].pk)
    Leaf.objects.filter(pk=late.pk).delete()  # as another transaction's uncommitted row is not seen
    town.sign()
    late.save(force_insert=True)
    town.sign()
    assert Leaf.objects.get(pk=late.pk).index == 2
    assert town.verify().ok


def test_rounds_of_any_size_grow_one_tree_with_its_subtrees(town: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(sequencer, "ROUND", 100)
    town.write(*range(1, 531))
    while town.sign():
        pass
    assert Head.objects.count() == 6
    assert Subtree.objects.count() == 2
    report = town.verify()
    assert report.ok, report.faults
    for letter in (1, 256, 257, 530):
        (public,) = public_keys().values()
        assert check(receipt_for(town.entries[letter]), public=public).result == "ok"
    Subtree.objects.filter(index=1).update(hash="00" * 32)
    assert town.verify().faults[0].says == "the stored subtree 8/1 is not that of its entries"


def test_a_turn_taken_by_another_sequencer_is_left_to_it(town: Any, monkeypatch: Any) -> None:
    town.write(1)
    genuine = sequencer.the_log

    def overtaken() -> Log:
        log = genuine()
        Log.objects.filter(pk=log.pk).update(turn=log.turn + 1)
        return log

    monkeypatch.setattr(sequencer, "the_log", overtaken)
    assert town.sign() is None
    assert waiting_entries() == 1


def test_the_witness_gets_every_head_once_it_can_be_reached_again(
    town: Any, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "share").write_text("a file where the folder should be")
    settings.LEDGER_WITNESS_FILE = str(tmp_path / "share" / "witness.jsonl")
    for letter in (1, 2):
        town.write(letter)
        with pytest.raises(OSError, match="share"):
            town.sign()
    assert Head.objects.count() == 2
    settings.LEDGER_WITNESS_FILE = str(town.witness_file)
    town.sign()
    assert [head["size"] for head in town.witnessed()] == [1, 2]
    assert town.verify().ok


def test_the_sequencer_refuses_to_sign_a_second_history(town: Any) -> None:
    town.write(1)
    town.sign()
    Log.objects.update(size=0, frontier="")
    Leaf.objects.update(index=None)
    Head.objects.all().delete()
    town.write(2)
    with pytest.raises(HistoryForked, match="knows a head of 1 entries, the database holds 0"):
        town.sign()
    assert not Head.objects.exists()


def test_a_line_cut_short_by_a_crash_is_handed_again_and_forgiven(town: Any) -> None:
    town.write(1)
    town.sign()
    whole = town.witness_file.read_bytes()
    town.write(2)
    town.sign()
    second = town.witness_file.read_bytes()[len(whole) :]
    town.witness_file.write_bytes(whole + second[:40])
    assert FileWitness(town.witness_file).latest() == json.loads(whole)
    Head.objects.filter(size=2).update(witnessed_at=None)
    town.sign()
    assert [head["size"] for head in town.witnessed()] == [1, 2]
    assert town.verify().ok


def test_a_line_that_is_no_head_is_named(town: Any) -> None:
    town.write(1)
    town.sign()
    town.witness_file.write_text("rubbish\n" + town.witness_file.read_text())
    with pytest.raises(BadInput, match=r"witness\.jsonl"):
        list(FileWitness(town.witness_file).heads())
    assert town.verify().faults[0].kind == "witness"


def test_the_promise_comes_at_once_and_the_proof_after_the_next_head(town: Any) -> None:
    town.write(1)
    (public,) = public_keys().values()
    assert check(receipt_for(town.entries[1]), public=public).result == "promised"
    town.sign()
    receipt = receipt_for(town.entries[1], openings=True)
    verdict = check(receipt, public=public, heads=town.witnessed(), words={"text": town.words[1].encode()})
    assert (verdict.result, verdict.on_time) == ("ok", True)
    assert json.loads(json.dumps(receipt)) == receipt


def test_the_installation_makes_its_own_key_once_when_none_is_given(
    town: Any, settings: Any, tmp_path: Path
) -> None:
    settings.LEDGER_KEY, settings.VAR = "", tmp_path
    first = public_keys()
    assert public_keys() == first
    assert (tmp_path / "ledger.key").stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.glob("ledger.key*"))) == 1


def test_a_key_that_is_none_is_bad_input(town: Any, settings: Any) -> None:
    settings.LEDGER_KEY = "short"
    with pytest.raises(BadInput, match="QULAQ_LEDGER_KEY: must be 64 hex digits"):
        public_keys()


def test_heads_signed_by_a_former_key_stay_good(town: Any, settings: Any) -> None:
    town.write(1)
    town.sign()
    (former,) = public_keys().values()
    settings.LEDGER_KEY = "22" * 32
    town.write(2)
    town.sign()
    assert not town.verify().ok
    settings.LEDGER_FORMER_PUBLIC_KEYS = [former.hex()]
    assert town.verify().ok
