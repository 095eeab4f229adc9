"""Every address of the installation: pages, and the HTTP API beside them."""

from __future__ import annotations

from django.urls import include, path

from qulaq.api.door import api
from qulaq.people.urls_audience import PUBLIC, declare_all

urlpatterns = [
    path("api/v1/", declare_all(api.urls, PUBLIC)),
    path("", include("qulaq.web.urls")),
]

handler400 = "qulaq.web.errors.bad_request"
handler403 = "qulaq.web.errors.forbidden"
handler404 = "qulaq.web.errors.not_found"
handler500 = "qulaq.web.errors.broken"
