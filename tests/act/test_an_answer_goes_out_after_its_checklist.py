"""Article 89(2): language, substance, facts, law, executor. What must be there stops the letter until it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matters_of_the_story import FRIDAY, REPLY, acting, answered, in_work, written
from people_of_the_story import Story
from qulaq.act.acts import Unfinished, save_draft, send_answer
from qulaq.act.models import Answer
from qulaq.ledger.keys import public_keys
from qulaq.ledger.sequencer import sequence
from qulaq.ledger.verify import verify
from qulaq.people.models import Role
from qulaq.people.refusals import Refused

FULL = {
    "text": REPLY,
    "language": "kk",
    "result": "explained",
    "executor": "Серік Қ.",
    "executor_phone": "+7 726 36 2-00-00",
    "points_answered": True,
}
RUSSIAN = (
    "Вы написали о фонарях на улице Абая. 12 марта бригада нашла обрыв провода на 7 столбах. "
    "Фонари починят до 20 марта. Основание: статья 14 Закона об автомобильных дорогах."
)
LACKING = [
    ("language", {"text": RUSSIAN, "language": "ru"}),
    ("language", {"text": RUSSIAN, "language": "kk"}),
    ("substance", {"points_answered": False}),
    ("substance", {"text": "Заң, 14-бап: жоқ."}),
    (
        "facts",
        {
            "text": REPLY.replace("12", "он екі")
            .replace("7", "жеті")
            .replace("20", "жиырма")
            .replace("14", "он төрт")
        },
    ),
    ("law", {"text": REPLY.split("Негізі")[0]}),
    ("executor", {"executor_phone": ""}),
]


@pytest.mark.parametrize(("line", "change"), LACKING)
def test_a_letter_that_lacks_something_stays_a_draft(
    story: Story, line: str, change: dict[str, object]
) -> None:
    case, serik = in_work(story, written(story)), acting(story, story.serik, Role.OFFICER)
    save_draft(case=case, by=serik, at=FRIDAY + timedelta(days=1), **(FULL | change))  # type: ignore[arg-type]
    with pytest.raises(Unfinished) as stopped:
        send_answer(case=case, by=serik, at=FRIDAY + timedelta(days=1))
    assert line in {check.name for check in stopped.value.checks if not check.passed}
    case.refresh_from_db()
    assert (case.stage, case.answered_at) == ("in_progress", None)
    assert Answer.objects.get().sent_at is None


def test_a_russian_letter_may_be_answered_in_the_state_language(story: Story) -> None:
    case = in_work(
        story, written(story, text="На улице Абая три месяца не горят фонари, дети идут в темноте.")
    )
    serik = acting(story, story.serik, Role.OFFICER)
    save_draft(case=case, by=serik, at=FRIDAY + timedelta(days=1), **FULL)  # type: ignore[arg-type]
    assert send_answer(case=case, by=serik, at=FRIDAY + timedelta(days=1)).sent_at


def test_the_letter_says_how_to_complain_and_who_wrote_it(story: Story) -> None:
    letter = answered(story, written(story)).letter
    assert "15.06.2026" in letter
    assert "jambyl (kk)" in letter
    assert "Серік Қ." in letter


def test_an_enquiry_is_answered_without_pretending_to_be_law(story: Story) -> None:
    from qulaq.hear.intake import Author

    letter = answered(story, written(story, author=Author(name="Бейтаныс"))).letter
    assert "шағым бере аласыз" not in letter
    assert "уәдесі" in letter


def test_a_sent_letter_that_is_edited_is_found(story: Story) -> None:
    answer = answered(story, written(story))
    sequence(at=FRIDAY + timedelta(days=8), now=True)
    assert verify(keys=public_keys()).ok
    Answer.objects.filter(pk=answer.pk).update(letter=answer.letter.replace("20 наурыз", "21 наурыз"))
    report = verify(keys=public_keys())
    assert any("letter" in str(fault) for fault in report.faults), report


def test_a_refusal_without_a_hearing_is_stopped(story: Story) -> None:
    from qulaq.people.refusals import Refused

    case, serik = in_work(story, written(story)), acting(story, story.serik, Role.OFFICER)
    save_draft(case=case, by=serik, at=FRIDAY + timedelta(days=1), **(FULL | {"result": "refused"}))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="preliminary decision"):
        send_answer(case=case, by=serik, at=FRIDAY + timedelta(days=1))
    assert Answer.objects.get().sent_at is None


def test_the_second_of_two_officials_who_send_is_told_that_it_is_gone(story: Story) -> None:
    case, serik = answered(story, written(story)).case, acting(story, story.serik, Role.OFFICER)
    with pytest.raises(Refused, match="nothing to send"):
        send_answer(case=case, by=serik, at=FRIDAY + timedelta(days=7))
    assert Answer.objects.filter(case=case).count() == 1
