"""A notice goes out once: by message to a confirmed contact, else it stands on the tracking page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from matters_of_the_story import FRIDAY, answered, registered, written
from people_of_the_story import Story
from qulaq.channels import handlers
from qulaq.hear.intake import Author
from qulaq.ledger.queries import failing_deliveries
from qulaq.ledger.worker import Worker
from qulaq.people.courier import NotSent
from qulaq.procedures.models import NoticeOwed

LATER = FRIDAY + timedelta(days=8)


def work() -> None:
    Worker(clock=lambda: LATER).run_until_idle()


def test_without_a_way_out_the_notice_stands_on_the_tracking_page(story: Story) -> None:
    registered(story, written(story))
    work()
    assert set(NoticeOwed.objects.values_list("name", "told_by")) == {("registered", "track_page")}


def test_a_confirmed_phone_gets_a_message_in_the_persons_language(
    story: Story, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SMS_URL = "https://sms.example"
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(handlers, "send_sms", lambda *, to, text: sent.append((to, text)))
    number = written(story).number
    work()
    work()
    assert len(sent) == 1
    assert sent[0][0] == "+77010000001"
    assert number in sent[0][1] and "қабылданды" in sent[0][1]


def test_an_unconfirmed_contact_gets_nothing(
    story: Story, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SMS_URL = "https://sms.example"
    monkeypatch.setattr(handlers, "send_sms", lambda **_: pytest.fail("sent to an unconfirmed phone"))
    written(story, author=Author(name="Бейтаныс", phone="+7 701 777 00 00"))
    work()


def test_a_gateway_that_is_down_is_tried_again_and_seen(
    story: Story, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SMS_URL = "https://sms.example"

    def down(**_: str) -> None:
        raise NotSent("URLError")

    monkeypatch.setattr(handlers, "send_sms", down)
    written(story)
    Worker(clock=lambda: LATER).round()
    assert len(failing_deliveries()) == 1
    assert NoticeOwed.objects.get().told_at is None
    monkeypatch.setattr(handlers, "send_sms", lambda **_: None)
    Worker(clock=lambda: LATER + timedelta(days=1)).run_until_idle()
    assert NoticeOwed.objects.get().told_by == "sms"


def test_told_that_the_answer_is_ready_the_person_has_it(story: Story) -> None:
    case = answered(story, written(story)).case
    work()
    assert list(case.steps.filter(act="deliver").values_list("facts__proof", flat=True)) == ["track_page"]
    work()
    assert case.steps.filter(act="deliver").count() == 1
