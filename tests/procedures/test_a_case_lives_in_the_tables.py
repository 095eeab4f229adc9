"""Open, act, tick, hand over, split, become: the tables hold what the engine says; officials act where they may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from people.builders import body, staff
from people_of_the_story import Story
from procedures.cases import AT, WHY, acting, opened
from qulaq.ledger.models import Entry
from qulaq.people.actors import ANYONE, SYSTEM, Actor, official
from qulaq.people.models import Body, BodyLevel, Role
from qulaq.procedures.acts import mark_told, perform, tick
from qulaq.procedures.models import Case
from qulaq.procedures.queries import (
    main_duty,
    notice_words,
    open_doors,
    overdue_in_public,
    stale_duties,
)
from qulaq.procedures.refusals import Refused
from qulaq.procedures.store import track_of

APPLICANT = Actor(role="applicant", person_id=1)


def facts_told(case: Case) -> list[str]:
    entries = Entry.objects.order_by("pk").values_list("name", flat=True)
    return [name.rpartition(".")[2] for name in entries]


def due(case: Case, duty: str) -> str:
    return str(case.duties.filter(name=duty).latest("position").due_day)


def test_an_opened_case_has_its_duties_notice_and_entry(story: Story) -> None:
    case = opened(story)
    assert (case.stage, case.kind, str(case.pinned)) == ("received", "message", "2026-03-06")
    assert {d.name: (str(d.due_day), d.article, d.body) for d in case.duties.all()} == {
        "register": ("2026-03-06", "64(3)", story.district),
        "route": ("2026-03-12", "65(1)(2)", story.district),
        "answer": ("2026-04-02", "76(1)(2)", story.district),
    }
    assert [notice.name for notice in case.notices.all()] == ["registered"]
    assert case.wake_at is not None
    assert stale_duties().wrong == []


def test_every_act_is_one_step_and_an_act_refused_leaves_no_trace(story: Story) -> None:
    case = opened(story)
    perform(case=case, act="register", by=acting(story, Role.REGISTRAR), at=AT)
    with pytest.raises(Refused):
        perform(case=case, act="answer", by=acting(story, Role.OFFICER), at=AT)
    with pytest.raises(Refused):
        perform(case=case, act="return_abusive", by=acting(story, Role.REGISTRAR), at=AT)
    steps = case.steps.order_by("position")
    assert [(s.position, s.act, s.role, s.account) for s in steps] == [
        (0, "open", "anyone", None),
        (1, "register", "registrar", story.aigul),
    ]


def test_a_foreign_official_is_refused_and_the_higher_body_has_its_own_role(story: Story) -> None:
    other = body("merki", parent=story.region, place="315600000")
    case = opened(story)
    for stranger in (
        official(staff("Nurlan", Role.REGISTRAR, other), other, Role.REGISTRAR),
        official(staff("Zhanna", Role.REGISTRAR, story.region), story.region, Role.REGISTRAR),
        official(staff("Olzhas", Role.ADMIN, None), None, Role.ADMIN),
        ANYONE,
        APPLICANT,
    ):
        with pytest.raises(Refused):
            perform(case=case, act="register", by=stranger, at=AT)


def test_an_administrator_without_a_body_is_nobodys_higher_body(story: Story) -> None:
    alone = body("top-body", level=BodyLevel.REGION)
    case = opened(story, at_body=alone, procedure_name="complaint")
    assert case.higher_body is None
    registrar = official(staff("Zhanna", Role.REGISTRAR, alone), alone, Role.REGISTRAR)
    perform(case=case, act="forward", by=registrar, at=AT)
    drifter = official(staff("Olzhas", Role.ADMIN, None), None, Role.ADMIN)
    with pytest.raises(Refused):
        perform(case=case, act="register_higher", by=drifter, at=AT)


def test_a_redirected_case_is_owed_by_the_other_body(story: Story) -> None:
    city = body("taraz", parent=story.region, place="311010000")
    case = opened(story)
    registrar = acting(story, Role.REGISTRAR)
    perform(case=case, act="register", by=registrar, at=AT)
    case = perform(
        case=case, act="redirect", by=registrar, at=AT, facts={"to_body": city.code, "reasons": WHY}
    )
    assert (case.body, case.higher_body, case.stage) == (city, story.region, "received")
    owed = case.duties.filter(state="open")
    assert {duty.body for duty in owed} == {city}
    assert [n.name for n in case.notices.all()] == ["registered", "redirected", "arrived"]
    with pytest.raises(Refused):
        perform(case=case, act="register", by=registrar, at=AT)


def test_a_part_goes_on_as_a_child_even_beside_other_children(story: Story) -> None:
    city = body("taraz", parent=story.region, place="311010000")
    case = opened(story)
    opened(story, number="Q-26-000099", parent=case)  # a reopening or a complaint is a child too
    registrar = acting(story, Role.REGISTRAR)
    perform(case=case, act="register", by=registrar, at=AT)
    for part in (2, 3):
        perform(case=case, act="split", by=registrar, at=AT, facts={"to_body": city.code, "reasons": WHY})
        child = Case.objects.get(number=f"{case.number}-{part}")
        assert (child.parent, child.body, child.kind) == (case, city, "message")
        assert due(child, "answer") == "2026-04-02"
    perform(case=case, act="accept", by=registrar, at=AT, facts={"officer": "a1"})
    assert case.children.count() == 3


def test_an_enquiry_becomes_an_appeal_under_its_number_and_keeps_the_danger(story: Story) -> None:
    case = opened(story, procedure_name="enquiry")
    perform(case=case, act="flag_danger", by=SYSTEM, at=AT)
    later = AT + timedelta(minutes=10)
    case = perform(case=case, act="confirm", by=APPLICANT, at=later)
    assert (case.procedure, case.chapter, case.stage, case.outcome) == ("appeal", 2, "received", "")
    owed = {duty.name: duty for duty in case.duties.filter(chapter=2, state="open")}
    assert owed["urgent"].due_at == AT + timedelta(minutes=30)
    assert {duty.state for duty in case.duties.filter(chapter=1)} == {"dropped"}
    assert main_duty(case) == owed["answer"]
    assert stale_duties().wrong == []
    with pytest.raises(Refused, match="in danger"):
        perform(case=case, act="withdraw", by=APPLICANT, at=later)


def test_the_clock_tells_lateness_once_and_the_door_opens(story: Story) -> None:
    case = opened(story)
    late = datetime(2026, 4, 20, 4, tzinfo=UTC)
    assert tick(at=AT) == 0
    assert tick(at=late) == 1
    assert tick(at=late) == 0
    told = list(case.steps.filter(act="escalate").values_list("facts__duty", "facts__to"))
    assert len(told) == len(set(told)) == 9
    assert {duty.name for duty in overdue_in_public(late)} == {"register", "route", "answer"}
    case.refresh_from_db()
    assert case.outcome == ""
    assert [(door.name, str(day)) for door, day in open_doors(case, late)] == [("complaint", "2026-07-02")]


def test_one_case_that_cannot_be_counted_does_not_stop_the_clock_of_the_others(story: Story) -> None:
    broken, sound = opened(story, number="Q-26-000001"), opened(story, number="Q-26-000002")
    broken.steps.filter(position=0).update(act="open", facts={"kind": "nonsense"})
    with pytest.raises(Refused):
        track_of(broken)
    with pytest.raises(ExceptionGroup) as failed:
        tick(at=datetime(2026, 4, 20, 4, tzinfo=UTC))
    assert "Q-26-000001" in str(failed.value.exceptions[0])
    assert sound.steps.filter(act="escalate").count() == 9


def test_steps_are_in_the_ledger(story: Story) -> None:
    case = opened(story)
    perform(case=case, act="register", by=acting(story, Role.REGISTRAR), at=AT)
    assert facts_told(case)[-4:] == ["CaseOpened", "CaseStepped", "NoticesOwed", "CaseStepped"]


def test_a_body_of_another_office_hour_registers_by_its_own_clock(story: Story) -> None:
    Body.objects.filter(pk=story.district.pk).update(office_hours="09:00-20:00")
    story.district.refresh_from_db()
    case = opened(story, at=datetime(2026, 3, 6, 14, 10, tzinfo=UTC))
    assert str(case.pinned) == "2026-03-06"


def test_a_copy_to_the_body_is_no_delivery_to_the_person(story: Story) -> None:
    case = opened(story, procedure_name="complaint")
    perform(case=case, act="forward", by=acting(story, Role.REGISTRAR), at=AT)
    perform(case=case, act="register_higher", by=SYSTEM, at=AT)
    above = official(staff("Zhanna", Role.HEAD, story.region), story.region, Role.HEAD)
    decision = {"answer": "answer-1", "result": "cancel", "reasons": WHY}
    perform(case=case, act="decide", by=above, at=AT, facts=decision)
    mark_told(notice=case.notices.get(name="decision_copy"), by_way="email", at=AT)
    assert not case.steps.filter(act="deliver").exists()
    mark_told(notice=case.notices.get(name="complaint_decided"), by_way="email", at=AT)
    assert case.steps.filter(act="deliver").count() == 1


def test_a_notice_speaks_in_the_words_of_its_own_procedure(story: Story) -> None:
    said = {}
    for number, name in (("Q-26-000001", "enquiry"), ("Q-26-000002", "appeal")):
        case, registrar = opened(story, number=number, procedure_name=name), acting(story, Role.REGISTRAR)
        perform(case=case, act="register", by=registrar, at=AT)
        facts = {"to_body": story.region.code, "reasons": WHY}
        perform(case=case, act="redirect", by=registrar, at=AT, facts=facts)
        said[name] = notice_words(case.notices.get(name="redirected")).en
    assert said["enquiry"].startswith("Your message went")
    assert said["appeal"].startswith("Your appeal went")
