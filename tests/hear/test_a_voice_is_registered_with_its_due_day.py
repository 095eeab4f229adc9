"""One transaction: the voice, its case with the due day, the ledger's entry."""

from __future__ import annotations

from datetime import date

from matters_of_the_story import FRIDAY, written
from people_of_the_story import Story
from qulaq.hear.intake import Author
from qulaq.hear.queries import entry_of, receipt_of
from qulaq.ledger.keys import public_keys
from qulaq.methods.seal.receipts import check


def duty(voice, name="answer"):  # type: ignore[no-untyped-def]
    return voice.case.duties.get(name=name, chapter=voice.case.chapter)


def test_a_confirmed_author_opens_a_legal_appeal(story: Story) -> None:
    voice = written(story, kind="application")
    assert (voice.case.procedure, voice.case.kind) == ("appeal", "application")
    assert duty(voice).due_day == date(2026, 4, 2)
    assert duty(voice).article == "76(1)(2)"


def test_an_unconfirmed_author_opens_an_enquiry_with_the_same_days_and_no_article(story: Story) -> None:
    voice = written(story, author=Author(name="Бейтаныс", phone="+7 701 999 00 00", iin="900101300017"))
    assert voice.case.procedure == "enquiry"
    assert duty(voice).due_day == date(2026, 4, 2)
    assert duty(voice).article == ""


def test_a_typed_iin_is_only_claimed(story: Story) -> None:
    voice = written(story, author=Author(name="Бейтаныс", iin="900101300017"))
    assert voice.author is not None
    assert (voice.author.claimed_iin, voice.author.iin, voice.author.level) == ("900101300017", "", 0)


def test_numbers_run_on_within_a_region_and_year(story: Story) -> None:
    assert [written(story).number for _ in range(3)] == ["31-26-000001", "31-26-000002", "31-26-000003"]


def test_the_receipt_is_a_promise_that_anyone_can_check(story: Story) -> None:
    voice = written(story)
    key = next(iter(public_keys().values()))
    assert check(receipt_of(voice), public=key).result == "promised"
    assert entry_of(voice).subject_id == voice.pk


def test_the_entry_names_nobody(story: Story) -> None:
    body = entry_of(written(story)).body
    assert "Дана" not in body and "701" not in body and "шам" not in body


def test_who_took_it_stands_on_the_voice(story: Story) -> None:
    assert written(story).receiver == "Qulaq"
    assert written(story).received_at == FRIDAY
