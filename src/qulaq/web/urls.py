"""Every address of the site, in the order in which a person meets them."""

from __future__ import annotations

from django.urls import include, path

from qulaq.people.urls_audience import PUBLIC, audience
from qulaq.web import language
from qulaq.web.pages import bodies, track, write
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
    path("track/", audience(track.find, PUBLIC), name="track"),
    path("bodies/", audience(bodies.bodies, PUBLIC), name="bodies"),
    path("bodies/<slug:code>/", audience(bodies.body, PUBLIC), name="body"),
    *(path(f"{name}/", audience(info, PUBLIC), {"name": name}, name=name) for name in INFO),
]

handler400 = "qulaq.web.errors.bad_request"
handler403 = "qulaq.web.errors.forbidden"
handler404 = "qulaq.web.errors.not_found"
handler500 = "qulaq.web.errors.broken"
