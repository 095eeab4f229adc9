"""What happened in the village, made by the same acts as in life: letters written, taken into work, answered.

Each function takes a matter one step further and gives it back, so a test says how far its story goes. Days follow
one another from a Friday in March, unless a test that lives in the present gives the moment (`at`) itself.
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
from qulaq.hear.intake import Author, File
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
NEW_DRAFT, FULL_DRAFT = "n" * 32, "f" * 32
TYPED = {
    "text": LETTER,
    "kind": "message",
    "place": "Қордай",
    "kato": VILLAGE,
    "body": "qordai",
    "name": "Дана Әлімова",
    "contact": "+7 701 000 00 01",
    "consent": True,
}
PHOTO = File(name="көпір.png", media_type="image/png", data=b"\x89PNG\r\n\x1a\n" + bytes(64))


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
    file: File | None = None,
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
        files=[file] if file else [],
    )
    return taken.voice


def registered(story: Story, voice: Voice, *, at: datetime | None = None) -> Case:
    """Aigul registers it the same day."""
    assert voice.case
    aigul = acting(story, story.aigul, Role.REGISTRAR)
    return perform(case=voice.case, act="register", by=aigul, at=at or FRIDAY + timedelta(hours=1))


def in_work(story: Story, voice: Voice, *, at: datetime | None = None) -> Case:
    """Registered and given to Serik."""
    case, aigul = registered(story, voice, at=at), acting(story, story.aigul, Role.REGISTRAR)
    return assign_case(case=case, officer=story.serik, by=aigul, at=at or FRIDAY + timedelta(hours=2))


def answered(story: Story, voice: Voice, *, at: datetime | None = None) -> Answer:
    """Serik's letter has gone out, the checklist passed."""
    case, serik = in_work(story, voice, at=at), acting(story, story.serik, Role.OFFICER)
    save_draft(
        case=case,
        text=REPLY,
        language="kk",
        result="explained",
        executor="Серік Қ.",
        executor_phone="+7 726 36 2-00-00",
        points_answered=True,
        by=serik,
        at=at or FRIDAY + timedelta(days=7),
    )
    return send_answer(case=case, by=serik, at=at or FRIDAY + timedelta(days=7))


def published(story: Story, voice: Voice, *, at: datetime | None = None) -> PublishedAnswer:
    """The answer is open to all, after the redaction that the official saw."""
    case = answered(story, voice, at=at).case
    question, answer = preview(case)
    by = acting(story, story.serik, Role.OFFICER)
    return publish_answer(
        case=case, question=question, answer=answer, by=by, at=at or FRIDAY + timedelta(days=8)
    )


def lived_in(story: Story) -> Story:
    """The village after a while: a letter in every state that pages show, and samples for every address."""
    open_to_all, waiting, fresh, unconfirmed = (
        written(story),
        written(story, author=story.beibit, text=f"{LETTER} Екінші хат.", consent=False),
        written(story, author=story.asel, text=f"{LETTER} Үшінші хат.", kind="complaint"),
        written(story, author=Author(name="Бейтаныс"), text="Көпір сынып жатыр, жөндеңіздерші.", file=PHOTO),
    )
    shown = published(story, open_to_all)
    in_work(story, waiting)
    registered(story, unconfirmed)
    for token, typed in ((NEW_DRAFT, {"text": LETTER}), (FULL_DRAFT, TYPED)):
        drafts.keep_draft(token=token, typed=typed, at=timezone.now())
    letters = (open_to_all, waiting, fresh, unconfirmed)
    story.talons.update({letter.number: code_of(letter) for letter in letters})
    story.samples.update(
        {
            "token": (NEW_DRAFT, FULL_DRAFT),
            "number": tuple(story.talons),
            "code": tuple(story.talons.values()),
            "slug": (shown.slug,),
            "name": ("withdraw",),
            "pk": tuple(str(row.pk) for row in unconfirmed.attachments.all()),
        }
    )
    return story


def visitor(story: Story, address: Address) -> Client:
    """Somebody for whom the address is meant; on pages of one matter they have typed its talon's code."""
    client = story.visitor(address.audience)
    public = address.audience is not None and address.audience.kind == "public"
    if public and "number" in address.parameters:
        for number, code in story.talons.items():
            opened_by(client, number, code)
    return client


def opened_by(client: Client, number: str, code: str) -> Client:
    """A browser in which the talon's number and code were typed."""
    answer = client.post("/track/", {"number": number, "code": code}, secure=True)
    assert answer.status_code == 302, answer.content.decode()[:400]
    return client
