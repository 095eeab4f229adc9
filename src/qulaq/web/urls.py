"""Every address of the site, in the order in which a person meets them."""

from __future__ import annotations

from django.urls import include, path

from qulaq.people.urls_audience import DEMO, PERSON, PUBLIC, STAFF, audience
from qulaq.web import language
from qulaq.web.pages import after, answers, bodies, desk, letter, mine, receipts, send, tour, track, write
from qulaq.web.pages.home import home
from qulaq.web.pages.info import INFO, info

urlpatterns = [
    path("", audience(home, PUBLIC), name="home"),
    path("", include("qulaq.web.sign_in_urls")),
    path("lang/<str:code>", audience(language.choose, PUBLIC), name="language"),
    path("write/", audience(write.begin, PUBLIC), name="write"),
    path("write/<str:token>/", audience(write.first, PUBLIC), name="write-first"),
    path("write/<str:token>/more/", audience(write.more, PUBLIC), name="write-more"),
    path("write/<str:token>/check/", audience(write.check, PUBLIC), name="write-check"),
    path("write/<str:token>/sent/", audience(send.sent, PUBLIC), name="write-sent"),
    path("track/", audience(track.find, PUBLIC), name="track"),
    path("track/<str:number>/", audience(track.case, PUBLIC), name="case"),
    path("track/<str:number>/talon/", audience(track.talon, PUBLIC), name="talon"),
    path("track/<str:number>/receipt.json", audience(track.receipt, PUBLIC), name="case-receipt"),
    path("track/<str:number>/receipt/", audience(receipts.check_mine, PUBLIC), name="check-mine"),
    path("track/<str:number>/confirm/", audience(after.confirm, PUBLIC), name="confirm"),
    path("track/<str:number>/feedback/", audience(after.feedback, PUBLIC), name="feedback"),
    path("track/<str:number>/again/", audience(after.again, PUBLIC), {"purpose": "reopen"}, name="reopen"),
    path(
        "track/<str:number>/complain/",
        audience(after.again, PUBLIC),
        {"purpose": "complain"},
        name="complain",
    ),
    path("track/<str:number>/do/<slug:name>/", audience(after.act, PUBLIC), name="case-act"),
    path("track/<str:number>/open/<str:code>/", audience(track.follow_link, PUBLIC), name="case-link"),
    path("answers/", audience(answers.answers, PUBLIC), name="answers"),
    path("answers/<slug:slug>/", audience(answers.answer, PUBLIC), name="answer"),
    path("figures/", audience(answers.show_figures, PUBLIC), name="figures"),
    path("figures/overdue/", audience(answers.overdue, PUBLIC), name="overdue"),
    path("desk/", audience(desk.queue, STAFF()), name="desk"),
    path("desk/office", audience(desk.office, STAFF()), name="desk-office"),
    path("desk/<str:number>/", audience(desk.case, STAFF()), name="desk-case"),
    path("desk/<str:number>/do/<slug:name>/", audience(desk.act, STAFF()), name="desk-act"),
    path("desk/<str:number>/assign/", audience(desk.assign, STAFF()), name="desk-assign"),
    path("desk/<str:number>/answer/", audience(letter.answer, STAFF()), name="desk-answer"),
    path("desk/<str:number>/publish/", audience(letter.publish, STAFF()), name="desk-publish"),
    path("desk/<str:number>/topic/", audience(desk.topic, STAFF()), name="desk-reading"),
    path("desk/<str:number>/file/<int:pk>/", audience(desk.attachment, STAFF()), name="desk-file"),
    path("receipt/", audience(receipts.check_receipt, PUBLIC), name="check-receipt"),
    path("log/key.txt", audience(receipts.public_key, PUBLIC), name="log-key"),
    path("log/heads.jsonl", audience(receipts.heads, PUBLIC), name="log-heads"),
    path("me/", audience(mine.mine, PERSON), name="mine"),
    path("me/looks/", audience(mine.looks, PERSON), name="looks"),
    path("tour/", audience(tour.tour, DEMO), name="tour"),
    path("tour/enter/", audience(tour.enter, DEMO), name="tour-enter"),
    path("bodies/", audience(bodies.bodies, PUBLIC), name="bodies"),
    path("bodies/<slug:code>/", audience(bodies.body, PUBLIC), name="body"),
    *(path(f"{name}/", audience(info, PUBLIC), {"name": name}, name=name) for name in INFO),
]

handler400 = "qulaq.web.errors.bad_request"
handler403 = "qulaq.web.errors.forbidden"
handler404 = "qulaq.web.errors.not_found"
handler500 = "qulaq.web.errors.broken"
