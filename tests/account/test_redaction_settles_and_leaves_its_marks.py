"""Redacting again changes nothing, its own marks are no names, and only what is certain bars a publication."""

from __future__ import annotations

from qulaq.account.redaction import certain, find, redact

LETTER = "Мен Айгүл Серікқызы Бекова, тел. 8 701 234 56 78, Абай көшесі 5, 12-пәтерде тұрамын. Көршім Дәурен шулайды."


def test_a_redacted_text_is_not_redacted_further() -> None:
    clean = redact(LETTER, ("Айгүл", "Бекова"))
    assert "[PHONE]" in clean and "[ADDRESS]" in clean and "[PERSON]" in clean
    assert not any(word in clean for word in ("Айгүл", "Бекова", "8 701", "Дәурен"))
    assert redact(clean, ("Айгүл", "Бекова")) == clean
    assert find(clean) == []


def test_a_number_or_the_authors_name_bars_publication_and_a_learnt_name_does_not() -> None:
    assert [kind for kind, _, _ in certain("Звоните 8 701 234 56 78")] == ["PHONE"]
    assert [kind for kind, _, _ in certain("Бекованың өтініші", ("Бекова",))] == ["PERSON"]
    assert certain("Көршім Дәурен шулайды") == []
