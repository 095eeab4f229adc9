"""How each invented case lives: a path is a list of moments, each with the act that happens then.

Everything goes through the same acts as on the site, under a clock that is told the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qulaq.account.acts import preview, publish_answer
from qulaq.act.acts import assign_case, save_draft, send_answer
from qulaq.hear.acts import confirm_author, take_voice
from qulaq.hear.intake import Author
from qulaq.hear.models import Channel, Purpose
from qulaq.ops.demo.region import Office
from qulaq.people.actors import ANYONE, Actor, applicant
from qulaq.people.acts import claim_contact, confirm_contact
from qulaq.people.contact import Contact
from qulaq.people.models import Person
from qulaq.procedures.acts import perform
from qulaq.procedures.models import Case
from qulaq.procedures.queries import case_numbered

Moment = tuple[float, Callable[[datetime], None]]
"""(days after the voice came, what happens)."""


class KnownCode:
    """A courier of the demo's own people: they read the code back at once."""

    def __init__(self) -> None:
        self.code = ""

    def send(self, contact: Contact, code: str, *, language: str) -> str | None:
        self.code = code
        return None


@dataclass(slots=True)
class Life:
    """One story being lived."""

    told: dict[str, Any]
    offices: dict[str, Office]
    phone: str
    number: str = ""
    rivals: list[str] = field(default_factory=list)

    # who and what ----------------------------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        case = case_numbered(self.number)
        if case is None:
            raise LookupError(self.number)
        return case

    def office(self) -> Office:
        body = self.case.body
        return self.offices[body.code if body else self.told["body"]]

    def by(self, role: str) -> Actor:
        """The person of the story who plays this role now."""
        if role == "applicant":
            return applicant(self.person())
        higher = self.case.higher_body
        if role == "higher_body" and higher:
            return self.offices[higher.code].actor("officer")
        return self.office().actor(role)

    def person(self) -> Person:
        author = self.case.voices.select_related("author").order_by("pk")[0].author
        if author is None:
            raise LookupError(f"{self.number} has no author")
        return author

    # moments ---------------------------------------------------------------------------------------------------

    def arrive(self, at: datetime) -> None:
        told = self.told
        paper = told["path"] == "terminated_paper"
        author = Author(name=told["name"], phone=self.phone) if told["name"] else None
        taken = take_voice(
            channel=Channel.PAPER if paper else Channel.WEB,
            text=told["text"],
            at=at,
            by=self.offices[told["body"]].actor("registrar") if paper else ANYONE,
            language=told["language"],
            place=told["place"],
            body=self.offices[told["body"]].body,
            category=told["category"],
            author=author,
            kind=told["kind"],
            consent_publish=told["consent"],
            danger=told["path"] in {"urgent_open", "transferred"},
        )
        self.number = taken.voice.number
        if author:
            self._confirm(at + timedelta(minutes=4))

    def _confirm(self, at: datetime) -> None:
        courier, person = KnownCode(), self.person()
        claim = claim_contact(
            contact=self.phone,
            binding=self.number,
            language=self.told["language"],
            at=at,
            courier=courier,
            person=person,
        ).claim
        confirm_contact(key=claim.key, code=courier.code, binding=self.number, at=at)
        person.refresh_from_db()
        confirm_author(voice=self.case.voices.order_by("pk")[0], person=person, at=at)

    def do(self, act: str, role: str, **facts: Any) -> Callable[[datetime], None]:
        def happen(at: datetime) -> None:
            perform(case=self.case, act=act, by=self.by(role), at=at, facts=facts)

        return happen

    def accept(self, at: datetime) -> None:
        assign_case(case=self.case, officer=self.office().accounts["officer"], by=self.by("registrar"), at=at)

    def answer(self, at: datetime) -> None:
        office, officer = self.office(), self.by("officer")
        save_draft(
            case=self.case,
            text=self.told["answer"],
            language=self.told["language"],
            result=self.told["result"],
            executor=office.accounts["officer"].name,
            executor_phone=office.phone,
            points_answered=True,
            by=officer,
            at=at,
        )
        send_answer(case=self.case, by=officer, at=at)

    def publish(self, at: datetime) -> None:
        question, answer = preview(self.case)
        publish_answer(
            case=self.case,
            question=question,
            answer=answer,
            by=self.by("officer"),
            at=at,
            category=self.told["category"],
        )

    def later(
        self, purpose: str, words: dict[str, str], *, resolved: str = "", mark: int | None = None
    ) -> Callable[[datetime], None]:
        def happen(at: datetime) -> None:
            person = self.person()
            taken = take_voice(
                channel=Channel.WEB,
                text=words[self.told["language"]],
                at=at,
                by=applicant(person),
                language=self.told["language"],
                author=person,
                kind="complaint" if purpose == Purpose.COMPLAINT else self.told["kind"],
                purpose=purpose,
                about=self.case,
                resolved=resolved,
                mark=mark,
            )
            if taken.case:
                self.number = taken.voice.number  # from here on the story is about the new case

        return happen
