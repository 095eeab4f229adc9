"""Publication: consent, a preview without personal data, a reason for every hiding."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matters_of_the_story import FRIDAY, LETTER, acting, answered, published, written
from people_of_the_story import Story
from qulaq.account.acts import hide_answer, preview, publish_answer
from qulaq.account.models import PublishedAnswer
from qulaq.account.queries import figures, published_answers
from qulaq.account.redaction import find, redact
from qulaq.people.models import Role
from qulaq.people.refusals import Refused

LATER = FRIDAY + timedelta(days=9)
PERSONAL = (
    "Мен Дана Әлімова, ЖСН 900101300017, телефоным 8 (701) 000-00-01, dana@example.kz, "
    "Абай көшесі 12 үй тұрамын."
)


def test_without_consent_nothing_is_published(story: Story) -> None:
    case = answered(story, written(story, consent=False)).case
    with pytest.raises(Refused, match="did not agree"):
        publish_answer(
            case=case, question="?", answer="!", by=acting(story, story.serik, Role.OFFICER), at=LATER
        )
    assert not PublishedAnswer.objects.exists()


def test_the_preview_hides_what_is_personal(story: Story) -> None:
    question, _ = preview(answered(story, written(story, text=f"{LETTER} {PERSONAL}")).case)
    for secret in ("900101300017", "701", "dana@example.kz"):
        assert secret not in question
    assert "[IIN]" in question and "[PHONE]" in question and "[EMAIL]" in question and "[ADDRESS]" in question


def test_a_text_with_personal_data_left_in_is_refused(story: Story) -> None:
    case = answered(story, written(story)).case
    with pytest.raises(Refused) as refused:
        publish_answer(
            case=case,
            question=PERSONAL,
            answer="Жауап",
            by=acting(story, story.serik, Role.OFFICER),
            at=LATER,
        )
    assert refused.value.field == "question"


def test_hiding_needs_a_reason_and_is_counted(story: Story) -> None:
    row, head = published(story, written(story)), acting(story, story.marat, Role.HEAD)
    with pytest.raises(Refused):
        hide_answer(published=row, why="  жоқ ", by=head, at=LATER)
    hide_answer(published=row, why="Үшінші адамның аты қалып қойған.", by=head, at=LATER)
    assert list(published_answers()) == []
    assert (figures(at=LATER).published, figures(at=LATER).hidden) == (0, 1)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("900101300017", ["IIN"]),
        ("бұйрық № 123456789012", []),
        ("карта 4400 4301 2345 6789", ["CARD"]),
        ("KZ75125KZT1001300335", ["IBAN"]),
        ("+7 701 000 00 01 және 109", ["PHONE"]),
        ("ул. Абая, дом 12, кв. 4", ["ADDRESS"]),
        ("2026 жылғы 20 наурызда 14-бап бойынша", []),
    ],
)
def test_numbers_that_name_a_person_are_found_and_others_left(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in find(text)] == kinds


def test_names_are_found_in_their_cases() -> None:
    assert redact("Данаға айтыңыз, Әлімованың үйі", ("Дана", "Әлімова")) == "[PERSON] айтыңыз, [PERSON] үйі"


def test_an_answer_is_published_once(story: Story) -> None:
    row = published(story, written(story))
    by = acting(story, story.marat, Role.HEAD)
    with pytest.raises(Refused, match="published already"):
        publish_answer(case=row.case, question="Сұрақ", answer="Жауап", by=by, at=LATER)
    assert PublishedAnswer.objects.get().question == row.question
