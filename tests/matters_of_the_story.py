"""What happened in the village, made by the same acts as in life: letters written, taken into work, answered.

Each function takes a matter one step further and gives it back, so a test says how far its story goes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone

from pages_of_the_site import Address
from people_of_the_story import VILLAGE, Story
from qulaq.account.acts import preview, publish_answer
from qulaq.account.models import PublishedAnswer
from qulaq.act.acts import assign_case, save_draft, send_answer
from qulaq.act.models import Answer
from qulaq.hear.acts import take_voice
from qulaq.hear.intake import Author
from qulaq.hear.models import Voice
from qulaq.hear.queries import code_of
from qulaq.people.actors import ANYONE, Actor, official
from qulaq.people.models import Account, Person, Role
from qulaq.procedures.acts import perform
from qulaq.procedures.models import Case
from qulaq.web import drafts

FRIDAY = datetime(2026, 3, 6, 5, 0, tzinfo=UTC)
"""10:00 in Almaty on a working Friday before the holidays of March."""
LETTER = (
    "Ауылымызда Абай көшесінде үш ай бойы шам жанбайды. Балалар мектептен қараңғыда қайтады. "
    "Қашан жөнделеді және кім жауапты?"
)
REPLY = (
    "Сіз Абай көшесіндегі шамдар туралы жаздыңыз. 12 наурызда бригада барып, 7 бағандағы сым үзілгенін анықтады. "
    "Шамдар 20 наурызға дейін жөнделеді, жұмысты «Қордай жарық» кәсіпорны атқарады. "
    "Негізі: «Автомобиль жолдары туралы» заңның 14-бабы."
)
TOKEN = "d" * 32


def acting(story: Story, account: Account, role: Role) -> Actor:
    """An official of the district at work."""
    return official(account, story.district, role)


def written(
    story: Story,
    *,
    author: Person | Author | None = None,
    text: str = LETTER,
    kind: str = "application",
    consent: bool = True,
    at: datetime = FRIDAY,
    key: UUID | None = None,
) -> Voice:
    """A letter in the register, with its case; Dana's, unless somebody else is named."""
    taken = take_voice(
        channel="web",
        text=text,
        at=at,
        by=ANYONE,
        place=VILLAGE,
        body=story.district,
        author=author or story.dana,
        kind=kind,
        consent_publish=consent,
        idempotency_key=key,
    )
    return taken.voice


def registered(story: Story, voice: Voice, *, at: datetime = FRIDAY + timedelta(hours=1)) -> Case:
    """Aigul registers it the same day."""
    assert voice.case
    return perform(case=voice.case, act="register", by=acting(story, story.aigul, Role.REGISTRAR), at=at)


def in_work(story: Story, voice: Voice, *, at: datetime = FRIDAY + timedelta(hours=2)) -> Case:
    """Registered and given to Serik."""
    case = registered(story, voice)
    return assign_case(case=case, officer=story.serik, by=acting(story, story.aigul, Role.REGISTRAR), at=at)


def answered(story: Story, voice: Voice, *, at: datetime = FRIDAY + timedelta(days=7)) -> Answer:
    """Serik's letter has gone out, the checklist passed."""
    case, serik = in_work(story, voice), acting(story, story.serik, Role.OFFICER)
    save_draft(
        case=case,
        text=REPLY,
        language="kk",
        result="explained",
        executor="Серік Қ.",
        executor_phone="+7 726 36 2-00-00",
        points_answered=True,
        by=serik,
        at=at,
    )
    return send_answer(case=case, by=serik, at=at)


def published(story: Story, voice: Voice, *, at: datetime = FRIDAY + timedelta(days=8)) -> PublishedAnswer:
    """The answer is open to all, after the redaction that the official saw."""
    case = answered(story, voice).case
    question, answer = preview(case)
    by = acting(story, story.serik, Role.OFFICER)
    return publish_answer(case=case, question=question, answer=answer, by=by, at=at, category="urban")


def lived_in(story: Story) -> Story:
    """The village after a while: a letter in every state that pages show, and a sample for every address."""
    letter = written(story)
    shown = published(story, letter)
    waiting = in_work(story, written(story, author=story.beibit, text=f"{LETTER} Екінші хат."))
    written(story, author=Author(name="Бейтаныс"), text="Көпір сынып жатыр, жөндеңіздерші.")
    drafts.keep_draft(
        token=TOKEN,
        typed={"text": LETTER, "kind": "message", "place": "Қордай", "name": "Дана", "contact": ""},
        at=timezone.now(),
    )
    story.samples.update(
        {
            "token": TOKEN,
            "number": letter.number,
            "code": code_of(letter),
            "slug": shown.slug,
            "desk/number": waiting.number,
            "track/name": "withdraw",
        }
    )
    return story


def visitor(story: Story, address: Address) -> Client:
    """Somebody for whom the address is meant; on pages of one matter they have typed its talon's code."""
    client = story.visitor(address.audience)
    public = address.audience is not None and address.audience.kind == "public"
    if public and "number" in address.parameters:
        opened_by(client, story.samples["number"], story.samples["code"])
    return client


def opened_by(client: Client, number: str, code: str) -> Client:
    """A browser in which the talon's number and code were typed."""
    answer = client.post("/track/", {"number": number, "code": code}, secure=True)
    assert answer.status_code == 302, answer.content.decode()[:400]
    return client
