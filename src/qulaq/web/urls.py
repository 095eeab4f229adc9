"""Every address of the site, in the order in which a person meets them."""

from __future__ import annotations

from django.urls import path

from qulaq.people.urls_audience import PUBLIC, audience
from qulaq.web import language
from qulaq.web.pages.home import home
from qulaq.web.pages.info import INFO, info

urlpatterns = [
    path("", audience(home, PUBLIC), name="home"),
    path("lang/<str:code>", audience(language.choose, PUBLIC), name="language"),
    *(path(f"{name}/", audience(info, PUBLIC), {"name": name}, name=name) for name in INFO),
]

handler400 = "qulaq.web.errors.bad_request"
handler403 = "qulaq.web.errors.forbidden"
handler404 = "qulaq.web.errors.not_found"
handler500 = "qulaq.web.errors.broken"
