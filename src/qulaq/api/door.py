"""The HTTP API: `/api/v1/openapi.json` describes it. Parses, calls one act or query, renders; no rules here."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, NinjaAPI, Query
from ninja.errors import HttpError, ValidationError
from ninja.throttling import AnonRateThrottle

from qulaq import __version__
from qulaq.api import said
from qulaq.api.health import router as health
from qulaq.api.shapes import BodyOut, CaseFull, PlaceOut, TroublesOut, VoiceIn, VoiceOut
from qulaq.api.trouble import GONE, REUSED, SLOWER, UNREADABLE, trouble, troubles, unfit
from qulaq.hear.acts import KeyReused, take_voice
from qulaq.hear.intake import Author
from qulaq.hear.queries import code_of, promise_of, voice_opened_by
from qulaq.hear.rules import NO_BODY
from qulaq.kernel.clock import local
from qulaq.kernel.errors import BadInput
from qulaq.kernel.kato import Gazetteer
from qulaq.kernel.words import Words
from qulaq.people.actors import ANYONE
from qulaq.people.queries import bodies_tree, body_called
from qulaq.people.refusals import Refused

api = NinjaAPI(
    title="Qulaq",
    version=__version__,
    description="The listening state: send a voice, follow its case. Dates are in Asia/Almaty.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("", health)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return api.create_response(request, troubles(trouble(error.words, error.field)), status=422)


@api.exception_handler(BadInput)
def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    words = Words(kk=error.message, ru=error.message, en=error.message)
    return api.create_response(request, troubles(trouble(words, error.field)), status=422)


@api.exception_handler(KeyReused)
def key_reused(request: HttpRequest, error: KeyReused) -> HttpResponse:
    return api.create_response(request, troubles(trouble(REUSED, "idempotency_key")), status=409)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = [trouble(unfit(each), str(each["loc"][-1]) if each["loc"] else None) for each in error.errors]
    return api.create_response(request, troubles(*found), status=422)


@api.exception_handler(HttpError)
def not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    words = SLOWER if error.status_code == 429 else UNREADABLE
    return api.create_response(request, troubles(trouble(words, None)), status=error.status_code)


@api.post(
    "/voices",
    response={201: VoiceOut, frozenset({400, 409, 422, 429}): TroublesOut},
    throttle=[AnonRateThrottle("600/m")],
    summary="Send a voice: registered at once, with its case, due day, track code and receipt",
)
def send_voice(request: HttpRequest, voice: VoiceIn) -> tuple[int, dict[str, Any]]:
    at = timezone.now()
    body = body_called(voice.body, at=local(at).date()) if voice.body else None
    if voice.body and body is None:
        raise Refused(NO_BODY, field="body")
    author = voice.author
    taken = take_voice(
        channel=voice.channel,
        text=voice.text,
        at=at,
        by=ANYONE,
        language=voice.lang,
        place=voice.kato or "",
        body=body,
        author=Author(author.name, author.phone, author.email, author.iin, author.address)
        if author
        else None,
        kind=voice.kind or "",
        consent_publish=voice.consent_publish,
        idempotency_key=voice.idempotency_key,
    )
    return 201, {
        "number": taken.voice.number,
        "track_code": code_of(taken.voice),
        "receipt": promise_of(taken.voice),
        "case": said.case_out(taken.case) if taken.case else None,
    }


@api.get(
    "/cases/{number}",
    response={200: CaseFull, frozenset({404, 422, 429}): TroublesOut},
    throttle=[AnonRateThrottle("120/m")],
    summary="Follow a case with its number and track code",
)
def follow_case(
    request: HttpRequest, number: str, x_track_code: Annotated[str, Header(alias="X-Track-Code")] = ""
) -> tuple[int, dict[str, Any]]:
    voice = voice_opened_by(number, x_track_code)
    case = (voice.case or voice.about) if voice else None
    if voice is None or case is None:
        return 404, troubles(trouble(GONE, "number"))
    return 200, said.case_full(case, voice, at=timezone.now())


@api.get(
    "/places",
    response={200: list[PlaceOut], 422: TroublesOut},
    summary="Find a place by name, in any spelling",
)
def find_places(
    request: HttpRequest, q: Annotated[str, Query(min_length=2, max_length=100)], within: str | None = None
) -> list[dict[str, Any]]:
    gazetteer = Gazetteer.official()
    return [
        {
            "kato": place.code,
            "level": str(place.level),
            "kk": place.name("kk"),
            "ru": place.name("ru"),
            "within": [outer.code for outer in gazetteer.path(place.code)[:-1]],
        }
        for place in gazetteer.search(q, within=within)
    ]


@api.get("/bodies", response=list[BodyOut], summary="State bodies as a tree, with their names today")
def list_bodies(request: HttpRequest) -> list[dict[str, Any]]:
    def rows(branch: Any, parent: str | None) -> list[dict[str, Any]]:
        body = branch.body
        mine = {
            "code": body.code,
            "parent": parent,
            "level": body.level,
            "kato": body.place,
            "name": said.words(branch.name),
        }
        return [mine, *(row for below in branch.below for row in rows(below, body.code))]

    return [row for branch in bodies_tree(at=local(timezone.now()).date()) for row in rows(branch, None)]
